import type { Command } from 'commander';
import type { KeyStanding } from '#hub/log';
import { logStore } from '#hub/store';
import { AS_JSON } from './arguments.js';
import { logMaterial } from './log-material.js';
import type { OperatorDatabase } from './operator-database.js';
import type { Speech, Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface RotateOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** What stands, and what is to be done next. */
const STAGES: Readonly<Record<KeyStanding['stage'], Text>> = {
  NONE: {
    zh: '未在更换。要更换：生成新密钥，写入 keys.nextLogEd25519（SM3 树为 keys.nextLogSm2），重启各进程。',
    en: 'not being changed. To change it: make a new key, name it in keys.nextLogEd25519 (of the SM3 tree: keys.nextLogSm2), restart every process.',
  },
  NOT_SIGNING: {
    zh: '新密钥已配置，但检查点还没有它的签名：重启各进程后再执行本命令。',
    en: 'the new key is named, but does not sign yet: restart every process, then give this command again.',
  },
  READY: {
    zh: '检查点已由新旧两把密钥签署，可以宣告。',
    en: 'both keys sign every checkpoint: the change can be announced.',
  },
  QUEUED: {
    zh: '已宣告，条目正等待进入日志。',
    en: 'announced; the entry waits for its place in the log.',
  },
  ANNOUNCED: {
    zh: '已写入日志。把新的信任策略（tongban trust）发给审计方、见证方和各平台；都换好之后，将新密钥改写到 keys.logEd25519（或 keys.logSm2）、清空 next 项，重启各进程。',
    en: 'the log says so. Give auditors, witnesses and platforms the new policy (tongban trust); when all have it, put the new key in the place of keys.logEd25519 (or keys.logSm2), empty the next one, restart every process.',
  },
};

/** 更换日志密钥: has the log say that its keys are being changed, and tells what is to be done next. */
export function registerRotateKey(log: Command, context: CommandContext, withDb: OperatorDatabase): void {
  log
    .command('rotate-key')
    .description(
      '更换日志密钥：在日志中宣告新密钥，并说明下一步；可反复执行 · change the log’s keys: announce the new ones in the log, and tell the next step; may be given again',
    )
    .option('--dry-run', '只查看，不写入日志 · only look')
    .option('--json', AS_JSON)
    .action((options: RotateOptions) => rotate(options, context, withDb));
}

async function rotate(
  { dryRun: isDryRun = false, json }: RotateOptions,
  context: CommandContext,
  withDb: OperatorDatabase,
): Promise<void> {
  const { announceKeys, keyStandings, logSigners } = await import('#hub/log');
  const { hub, sm3 } = context.config();
  const { runtime } = context;
  const material = await logMaterial(context);
  const keys = await withDb(async (db) => {
    const origin = (await logStore.readState(db))?.origin ?? hub.logOrigin;
    const { sha256, sm3: ofSm3 } = logSigners(origin, material);
    const signers = { sha256, sm3: sm3.tree ? ofSm3 : undefined };
    const parts = { db, runtime, hubId: hub.id, signers };
    const announced = isDryRun ? [] : await announceKeys(parts);
    const standings = await keyStandings(parts);
    return standings.map((each) => ({
      ...each,
      isNew: announced.some(({ newVkey }) => newVkey === each.newVkey),
    }));
  });
  const speech = context.speech();
  if (json) speech.sayJson({ isDryRun, keys });
  else for (const key of keys) tell(speech, key);
}

function tell(speech: Speech, { stage, oldVkey, newVkey, index }: KeyStanding): void {
  const { zh, en } = STAGES[stage];
  const at = index === undefined ? { zh: '', en: '' } : { zh: `第 ${index} 条：`, en: `entry ${index}: ` };
  speech.say(oldVkey);
  if (newVkey !== undefined) speech.say(`  → ${newVkey}`);
  speech.say({ zh: `  ${at.zh}${zh}`, en: `  ${at.en}${en}` });
}
