import { join } from 'node:path';
import type { Command } from 'commander';
import { base64 } from '#crypto/primitives';
import { logStore } from '#hub/store';
import { AS_JSON, type JsonOption, readWhole } from './arguments.js';
import { registerCloseLog } from './close-log-command.js';
import { logMaterial } from './log-material.js';
import { registerMirror } from './mirror/mirror-command.js';
import { registerVerify } from './mirror/verify-command.js';
import { registerOpenLog } from './open-log-command.js';
import type { OperatorDatabase } from './operator-database.js';
import { registerRotateKey } from './rotate-key-command.js';
import type { Progress, Speech } from './speech.js';
import { registerStamps } from './stamps-command.js';
import type { CommandContext } from './tongban.js';
import { registerTurnLog } from './turn-log-command.js';

export function registerLog(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program.command('log').description('存证日志 · the transparency log');
  command
    .command('show', { isDefault: true })
    .description('已签署的检查点 · the signed checkpoint')
    .option('--json', AS_JSON)
    .action(async ({ json }: JsonOption) => {
      const state = await withDb((db) => logStore.readState(db));
      const speech = context.speech();
      if (json) speech.sayJson(state === undefined ? null : shown(state));
      else speech.say(state?.note ?? { zh: '日志尚未建立。', en: 'The log has not been founded.' });
    });
  command
    .command('export')
    .description(
      '将已发布的日志导出为静态文件（C2SP tlog-tiles），可反复执行以追加 · write the published log as static files; again to add what came since',
    )
    .requiredOption('--to <folder>', '目标文件夹 · the folder')
    .option(
      '--log <number>',
      '第几个日志，自 0 起；默认为当前日志 · which of the logs that followed each other, from 0 on; otherwise the present one',
      readWhole(0, 8_191),
    )
    .action(({ to, log }: { to: string; log?: number }) => exportTo(to, log, context, withDb));
  registerStamps(command, context, withDb);
  registerRotateKey(command, context, withDb);
  registerCloseLog(command, context, withDb);
  registerTurnLog(command, context, withDb);
  registerOpenLog(command, context, withDb);
  registerMirror(command, context);
  registerVerify(command, context);
}

/** For programs; `checkpoint` is the signed note, `root` base64. */
function shown({ origin, isClosed, sm3, ...head }: logStore.LogState): object {
  return { origin, isClosed, ...tree(head), sm3: sm3.size === 0 ? null : tree(sm3) };
}

function tree({ size, root, note }: Pick<logStore.LogState, 'size' | 'root' | 'note'>): object {
  return { size, root: base64(root), checkpoint: note };
}

async function exportTo(
  folder: string,
  log: number | undefined,
  context: CommandContext,
  withDb: OperatorDatabase,
): Promise<void> {
  const speech = context.speech();
  const { size, before } = await exportLogTo(folder, context, withDb, speech, log);
  speech.say({
    zh: `已导出 ${size} 条（新增 ${size - before} 条）：${folder}`,
    en: `${size} entries, ${size - before} of them new: ${folder}`,
  });
}

/** @param speech undefined: nothing is shown. @param log by its number; otherwise the present one. @returns how many entries the folder has, and how many it had. */
async function exportLogTo(
  folder: string,
  context: CommandContext,
  withDb: OperatorDatabase,
  speech: Speech | undefined,
  log?: number,
): Promise<{ readonly size: number; readonly before: number }> {
  const { exportLog, exportStamps, keysOfLog, LogReader, SM3_TREE } = await import('#hub/log');
  const config = context.config();
  const keys = await logMaterial(context);
  let progress: Progress | undefined;
  let before = 0;
  const onStart = (from: number, to: number) => {
    before = from;
    progress = speech?.progress({ zh: '导出日志', en: 'exporting the log' }, to - from);
  };
  const isWitnessed = config.witnessing.policy !== '';
  const size = await withDb(async (db) => {
    const state = log === undefined ? await logStore.readState(db) : await logStore.readStateOf(db, log);
    if (state === undefined) throw new Error(`没有日志 · no log ${log ?? 0}`);
    const known = await keysOfLog(db, keys, state);
    // The SM3 tree goes first: of a log that grows it has then no entry that is not written after it.
    const sm3 = new LogReader(db, isWitnessed, state.log, SM3_TREE);
    if (config.sm3.tree && (await sm3.isPublished())) {
      const quiet = { onStart: () => {}, onEntries: () => {} };
      await exportLog({ reader: sm3, keys: known.sm3, folder: join(folder, 'sm3'), ...quiet });
    }
    const reader = new LogReader(db, isWitnessed, state.log);
    const exported = await exportLog({
      ...{ reader, keys: known.sha256, folder, onStart },
      onEntries: (count) => progress?.add(count),
    });
    await exportStamps(reader, folder, exported);
    return exported;
  });
  progress?.end();
  return { size, before };
}
