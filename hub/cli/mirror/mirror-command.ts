import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { FORKS, keepFork } from '#connectors/kit/forks';
import { base64 } from '#crypto/primitives';
import { isSm3Tree, type PolicyFault, parseGmPolicy, parsePolicy, type TrustPolicy } from '#crypto/tlog';
import {
  exportLog,
  mirrorStamps,
  NotContinuedError,
  type ReadLogFile,
  RemoteLog,
  SHA256_TREE,
  SM3_TREE,
  type Tree,
} from '#hub/log';
import { AS_JSON } from '../arguments.js';

import type { Progress, Speech } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { type ServedFiles, UnreadLogError } from './served-files.js';
import { openServed, type ServedOptions, withServedOptions } from './served-options.js';

interface MirrorOptions extends ServedOptions {
  readonly to: string;
  readonly policy: string;
  readonly gm?: string;
  readonly json?: boolean;
}

/** What a run came to, for `--json`. */
interface Mirrored {
  readonly origin: string;
  readonly size: number;
  readonly added: number;
  readonly root: string;
  readonly witnesses: readonly string[];
  /** Added. */
  readonly timeStamps: number;
}

/** As the verifier has it: 1 when something is false, 3 when it cannot be said yet. */
const EXIT_INCOMPLETE = 3;

export function registerMirror(log: Command, context: CommandContext): void {
  const command = log
    .command('mirror')
    .description(
      '镜像一个日志服务：逐项验证后写成静态文件，可反复执行以追加 · copy a served log, verified, as static files; again to add what came since',
    )
    .argument('<url>', '日志地址，如 https://hub.example:8444/log · the prefix of the log’s files')
    .requiredOption('--to <folder>', '目标文件夹 · the folder')
    .requiredOption(
      '--policy <file>',
      '信任策略 policy.txt，取自日志之外 · the trust policy, not from the log itself',
    )
    .option(
      '--gm <file>',
      '策略 policy.gm：同时镜像 SM3 树 · the policy of the SM3 tree, which is then copied too',
    );
  withServedOptions(command)
    .option('--json', AS_JSON)
    .action(async (url: string, options: MirrorOptions) => {
      try {
        await mirror(url, options, context.speech());
      } catch (error) {
        if (!(error instanceof UnreadLogError)) throw error;
        process.exitCode = EXIT_INCOMPLETE;
        process.stderr.write(`tongban: ${error.message}\n`);
      }
    });
}

async function mirror(url: string, options: MirrorOptions, speech: Speech): Promise<void> {
  const { to: folder, gm, parallel, json } = options;
  const files = await openServed(url, options);
  const show = (entries: number) =>
    json ? undefined : speech.progress({ zh: '镜像日志', en: 'mirroring the log' }, entries);
  const shared = { files, parallel };
  try {
    // The SM3 tree goes first: of a log that grows it has then no entry that is not fetched after it.
    const sm3 = gm === undefined ? undefined : await mirrorTree({ ...shared, ...(await sm3In(gm, folder)) });
    const policy = await readPolicy(options.policy, parsePolicy);
    const own = { tree: SHA256_TREE, under: '', policy, folder, withStamps: true };
    const log = await mirrorTree({ ...shared, ...own, show });
    tell({ ...log, sm3 }, options, speech);
  } finally {
    files.close();
  }
}

async function sm3In(gm: string, folder: string) {
  const policy = await readPolicy(gm, parseGmPolicy);
  const logs = policy.logs.filter(isSm3Tree);
  return {
    withStamps: false,
    tree: SM3_TREE,
    under: 'sm3/',
    policy: { ...policy, logs },
    folder: join(folder, 'sm3'),
  };
}

interface TreeToMirror {
  readonly tree: Tree;
  /** Where it stands under the log's own address. */
  readonly under: string;
  readonly policy: TrustPolicy;
  readonly files: ServedFiles;
  readonly folder: string;
  readonly parallel: number;
  readonly withStamps: boolean;
  readonly show?: (entries: number) => Progress | undefined;
}

async function mirrorTree(parts: TreeToMirror): Promise<Mirrored> {
  const { tree, under, policy, files, folder, parallel, withStamps, show } = parts;
  const read: ReadLogFile = (path, maxBytes) => files.read(`${under}${path}`, maxBytes);
  let progress: Progress | undefined;
  let before = 0;
  try {
    const reader = await RemoteLog.open({ tree, read, policy, kept: keptIn(folder) });
    const size = await exportLog({
      ...{ reader, keys: policy.logs, folder, parallel },
      onStart: (from, to) => {
        before = from;
        progress = show?.(to - from);
      },
      onEntries: (count) => progress?.add(count),
    });
    const timeStamps = withStamps ? await mirrorStamps({ log: reader, read: files.readIfThere, folder }) : 0;
    const { origin, root } = reader.head;
    const { witnesses } = reader;
    return { origin, size, added: size - before, root: base64(root), witnesses, timeStamps };
  } catch (error) {
    if (error instanceof NotContinuedError) await keepFork(join(folder, FORKS), error);
    throw error;
  } finally {
    progress?.end();
  }
}

function tell(
  mirrored: Mirrored & { readonly sm3: Mirrored | undefined },
  { to, json }: MirrorOptions,
  speech: Speech,
): void {
  const { size, added, witnesses, timeStamps } = mirrored;
  if (json) {
    speech.sayJson(mirrored);
    return;
  }
  const names = witnesses.join(', ');
  speech.say({
    zh: `已镜像 ${size} 条（新增 ${added} 条）：${to}；副署的见证方：${names || '无'}；新增时间戳 ${timeStamps} 个`,
    en: `${size} entries, ${added} of them new: ${to}; cosigned by ${names || 'no witness'}; ${timeStamps} time stamps added`,
  });
}

/** Of a run that was cut short, what it had fetched need not be fetched again. */
function keptIn(folder: string) {
  return async (path: string): Promise<Uint8Array | undefined> => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
}

async function readPolicy(
  file: string,
  parse: (source: string) => TrustPolicy | PolicyFault,
): Promise<TrustPolicy> {
  const policy = parse(await readFile(file, 'utf8'));
  if (!('reason' in policy)) return policy;
  throw new Error(`${file}:${policy.line}: ${policy.reason}`);
}
