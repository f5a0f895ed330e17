import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { FORKS, keepFork } from '#connectors/kit/forks';
import { generatePrivateKey, importPrivateKey, type PrivateKey } from '#crypto/primitives';
import {
  isKeyName,
  isSm3Tree,
  type PolicyFault,
  parseGmPolicy,
  parsePolicy,
  rfc6962,
  sm2Witness,
  sm3Tree,
  type TrustPolicy,
  witness as witnessKey,
} from '#crypto/tlog';
import { listen } from '#hub/rest';
import { SeenTrees, Witness, type WitnessedLogs, witnessDoor } from '#hub/witness';
import { readPort } from './arguments.js';
import { announceReady } from './child.js';

import type { CommandContext } from './tongban.js';
import { writeOnce } from './write-once.js';

interface WitnessOptions {
  readonly name: string;
  readonly policy: string;
  readonly gm?: string;
  readonly host: string;
  readonly port: number;
}

const CONNECTIONS = 1_000;
const REQUEST_TIMEOUT_MS = 10_000;

/** What stands in a witness's folder. */
const KEY = 'witness.pem';
const KEY_SM2 = 'witness-sm2.pem';
const SEEN = 'seen';

const ALARMS = {
  OTHER_ROOT_SEEN: {
    zh: `告警：日志分叉，同一大小有两棵树；证据已存入 ${FORKS}/`,
    en: `ALARM: a log has forked, two trees of one size; the proof is kept in ${FORKS}/`,
  },
  NOT_CONSISTENT: {
    zh: `告警：有检查点未能证明其延续所见；已存入 ${FORKS}/`,
    en: `ALARM: a checkpoint was not shown to continue what was seen; both are kept in ${FORKS}/`,
  },
} as const;

export function registerWitness(program: Command, context: CommandContext): void {
  program
    .command('witness')
    .description(
      '运行日志见证方：只为连续增长的日志副署检查点 · run a witness: cosigns checkpoints of logs that only grow',
    )
    .argument('<folder>', '密钥与所见检查点的文件夹 · folder of its key and of what it has seen')
    .requiredOption('--name <name>', '见证方名称，如 witness.example · its name, for ever', readKeyName)
    .requiredOption(
      '--policy <file>',
      '列有日志公钥的 policy 文件 · a policy file with the log lines it serves',
    )
    .option('--gm <file>', '列有 SM3 树公钥的 policy.gm · a policy.gm with the SM3 trees it serves')
    .option('--host <host>', '监听地址 · address to listen at', '127.0.0.1')
    .option('--port <port>', '监听端口 · port to listen at', readPort, 7480)
    .action((folder: string, options: WitnessOptions) => run(folder, options, context));
}

async function run(folder: string, options: WitnessOptions, context: CommandContext): Promise<void> {
  const key = witnessKey(options.name, await readKey(join(folder, KEY), 'ED25519'));
  const { logs } = await readPolicy(options.policy, parsePolicy);
  const gm = options.gm === undefined ? undefined : await readGm(options.gm, options.name, folder);
  await mkdir(join(folder, SEEN), { recursive: true, mode: 0o700 });
  const { runtime } = context;
  const speech = context.speech();
  const witness = new Witness({
    kinds: [{ key, logs, hasher: rfc6962 }, ...(gm === undefined ? [] : [gm])],
    runtime,
    seen: new SeenTrees(join(folder, SEEN), runtime.newId()),
    onFork: (fork) => {
      speech.say(ALARMS[fork.refusal]);
      keepFork(join(folder, FORKS), fork).catch((error: unknown) => speech.say(String(error)));
    },
  });
  const onError = (error: Error) => speech.say(error.message);
  const door = witnessDoor(
    witness,
    [...new Set([...logs, ...(gm?.logs ?? [])].map(({ name }) => name))],
    onError,
  );
  const limits = { connections: CONNECTIONS, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  const server = await listen(door, { host: options.host, port: options.port, ...limits });
  const url = `http://${options.host}:${server.port}`;
  speech.say({
    zh: `见证方已就绪，请把此行加入日志与审计方的 policy：`,
    en: `the witness is ready; add this line to the policy of the log and of its auditors:`,
  });
  speech.say(`witness ${options.name} ${key.vkey} ${url}`);
  if (gm !== undefined) {
    speech.say({ zh: `以及 policy.gm 中：`, en: `and this one to their policy.gm:` });
    speech.say(`witness ${options.name} ${gm.key.vkey} ${url}`);
  }
  announceReady({ url, vkey: key.vkey, vkeySm2: gm?.key.vkey }, () => server.close());
}

/** The SM3 trees that it serves; the logs beside them, whose names stand there too, are those of the other policy. */
async function readGm(file: string, name: string, folder: string): Promise<WitnessedLogs> {
  const { logs } = await readPolicy(file, parseGmPolicy);
  const key = sm2Witness(name, await readKey(join(folder, KEY_SM2), 'SM2'));
  return { key, logs: logs.filter(isSm3Tree), hasher: sm3Tree };
}

async function readPolicy(
  file: string,
  parse: (source: string) => TrustPolicy | PolicyFault,
): Promise<TrustPolicy> {
  const policy = parse(await readFile(file, 'utf8'));
  if (!('reason' in policy)) return policy;
  throw new Error(`${file}:${policy.line}: ${policy.reason}`);
}

async function readKey(file: string, suite: 'ED25519' | 'SM2'): Promise<PrivateKey> {
  if (!existsSync(file)) await writeOnce(file, generatePrivateKey(suite).toPem());
  return importPrivateKey(await readFile(file, 'utf8'));
}

function readKeyName(text: string): string {
  if (isKeyName(text)) return text;
  throw new InvalidArgumentError('不得为空、含空格或加号 · not empty, without spaces and plus signs');
}
