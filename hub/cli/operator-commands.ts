import { type Command, InvalidArgumentError } from 'commander';
import { codeGaps, directory, inbox, mappingGaps, migrate } from '#hub/store';
import { AS_JSON, type JsonOption } from './arguments.js';
import { registerCase } from './case-command.js';
import { reachDatabase } from './database.js';
import { registerErase } from './erase-command.js';
import { registerLog } from './log-commands.js';
import type { OperatorDatabase } from './operator-database.js';
import { pad, type Speech } from './speech.js';
import type { CommandContext } from './tongban.js';

/** Commands for the operators of a hub, on its own machine: they read the database, close gaps, and put dead letters back. */
export function registerOperatorCommands(
  program: Command,
  context: CommandContext,
  withDb: OperatorDatabase,
): void {
  program
    .command('migrate')
    .description('更新数据库结构 · bring the schema up to date')
    .action(async () => {
      const database = await reachDatabase(context.config());
      try {
        const ran = await migrate(database.url);
        const speech = context.speech();
        speech.say(
          ran.length === 0
            ? { zh: '结构已是最新。', en: 'The schema is up to date.' }
            : ran.map((name) => `  ✓ ${name}`).join('\n'),
        );
      } finally {
        await database.stop();
      }
    });

  program
    .command('peers')
    .description('已登记的平台与密钥 · registered peers and their keys')
    .option('--json', AS_JSON)
    .action(async ({ json }: JsonOption) => {
      const rows = await withDb((db) => directory.readDirectory(db));
      const lines = rows.peers.map((peer) => {
        const keys = rows.keys
          .filter((key) => key.peerId === peer.peerId)
          .map((key) => `${key.suite} ${key.kid}`);
        return `${pad(peer.peerId, 16)}${pad(peer.name, 44)}${keys.join(', ')}`;
      });
      print(context.speech(), json, rows.peers, lines);
    });

  registerCase(program, context, withDb);
  registerLog(program, context, withDb);
  registerErase(program, context, withDb);

  registerGaps(program, context, withDb);
  registerInbox(program, context, withDb);
}

function registerGaps(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program
    .command('gaps')
    .description(
      '映射缺口：无人可办的事项、各平台未对照的编码 · items that nobody is known to decide, codes without a counterpart',
    );
  command
    .command('list', { isDefault: true })
    .description('尚未处理的缺口 · the gaps that are open')
    .option('--json', AS_JSON)
    .action(async ({ json }: JsonOption) => {
      const found = await withDb(async (db) => ({
        items: await mappingGaps.listOpenGaps(db),
        codes: await codeGaps.listCodeGaps(db),
      }));
      const lines = [
        ...found.items.map(
          (gap) =>
            `${pad(gap.itemCode, 34)}${pad(gap.divisionCode, 14)}${pad(gap.lastPeer, 14)}×${gap.timesSeen}`,
        ),
        ...found.codes.map(
          (gap) =>
            `${pad(`${gap.table} ${gap.code}`, 34)}${pad(gap.kind, 14)}${pad(gap.platform, 14)}×${gap.timesSeen}  ${gap.candidates.join(' | ')}`,
        ),
      ];
      print(context.speech(), json, found, lines);
    });
  command
    .command('resolve')
    .description('标记缺口已处理 · mark a gap as seen to')
    .argument('<item code>')
    .argument('[division code]')
    .action(async (itemCode: string, divisionCode = '') => {
      const now = context.runtime.now();
      const resolved = await withDb((db) => mappingGaps.resolveGap(db, { itemCode, divisionCode, now }));
      if (resolved === 0) throw new Error('没有这个缺口 · no such gap');
      context.speech().say({ zh: '已处理。', en: 'It is closed.' });
    });
}

function registerInbox(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program.command('inbox').description('各平台待投递情况与死信 · inboxes and dead letters');
  command
    .command('list', { isDefault: true })
    .description('等待投递的与死信 · what waits, and dead letters')
    .option('--json', AS_JSON)
    .action(async ({ json }: JsonOption) => {
      const found = await withDb(async (db) => ({
        inboxes: await inbox.summarizeInboxes(db),
        dead: await inbox.listDeadLetters(db),
      }));
      const lines = [
        ...found.inboxes.map(
          (each) =>
            `${pad(each.recipient, 16)}待投递 waiting ${pad(String(each.waiting), 8)}死信 dead ${each.dead}`,
        ),
        ...found.dead.map(
          (each) => `  ✗ ${each.recipient} ${each.caseNo}/${each.seq}  ${each.lastError ?? ''}`,
        ),
      ];
      print(context.speech(), json, found, lines);
    });
  command
    .command('revive')
    .description('把一封死信放回队列 · put a dead letter back')
    .argument('<recipient>')
    .argument('<dispatch>', '<case number>/<event number>', readDispatch)
    .action(async (recipient: string, { caseNo, seq }: { caseNo: string; seq: number }) => {
      const now = context.runtime.now();
      const revived = await withDb((db) => inbox.reviveDeadLetter(db, { recipient, caseNo, seq, now }));
      if (revived === 0) throw new Error('没有这封死信 · no such dead letter');
      context.speech().say({ zh: '已放回队列。', en: 'It is back in the queue.' });
    });
}

function readDispatch(text: string): { caseNo: string; seq: number } {
  const [caseNo = '', seq = ''] = text.split('/');
  if (caseNo === '' || !/^\d+$/.test(seq)) throw new InvalidArgumentError('<case number>/<event number>');
  return { caseNo, seq: Number(seq) };
}

function print(speech: Speech, json: boolean | undefined, value: unknown, lines: readonly string[]): void {
  if (json) speech.sayJson(value);
  else speech.say(lines.length === 0 ? { zh: '（无）', en: '(none)' } : lines.join('\n'));
}
