import type { Command } from 'commander';
import { indexInLog } from '#crypto/evidence';
import { cases, type Database, dueActs, events, inbox, logStore } from '#hub/store';
import { actWords } from '#proto/schema';
import { AS_JSON, type JsonOption } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import { pad, type Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface Step extends Pick<events.EventRow, 'seq' | 'type' | 'actor' | 'state'> {
  readonly receivedAt: string;
  readonly logIndex: number | undefined;
}

interface FoundCase {
  readonly case: cases.CaseRow;
  readonly events: readonly Step[];
  readonly unacknowledged: readonly inbox.Unacknowledged[];
  readonly due: readonly dueActs.DueAct[];
}

/** A case as its operator needs it: what has happened, who has not taken it over yet, and what the hub will do by itself. */
export function registerCase(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  program
    .command('case')
    .description('一个办件的过程、未签收的投递与将到期的事项 · a case, its events and what it waits for')
    .argument('<case number>')
    .option('--json', AS_JSON)
    .action(async (caseNo: string, { json }: JsonOption) => {
      const found = await withDb((db) => readWhole(db, caseNo));
      const speech = context.speech();
      if (json) return speech.sayJson(found);
      for (const step of found.events) speech.say(told(step));
      for (const each of found.unacknowledged) speech.say(notTaken(each));
      for (const each of found.due) speech.say(awaited(each));
    });
}

async function readWhole(db: Database, caseNo: string): Promise<FoundCase> {
  const row = await cases.getCase(db, caseNo);
  if (row === undefined) throw new Error(`没有办件 · no case ${caseNo}`);
  const list = await events.listEvents(db, caseNo);
  const places = await logStore.findPlaces(
    db,
    list.map((event) => event.leafId),
  );
  const steps = list.map(({ seq, type, actor, state, receivedAt, leafId }) => {
    const place = places.get(leafId);
    const logIndex = place && indexInLog(place);
    return { seq, type, actor, state, receivedAt: new Date(receivedAt).toISOString(), logIndex };
  });
  const [unacknowledged, due] = await Promise.all([
    inbox.listUnacknowledged(db, caseNo),
    dueActs.listDueActs(db, caseNo),
  ]);
  return { case: row, events: steps, unacknowledged, due };
}

function told({ seq, type, actor, state, receivedAt, logIndex }: Step): Text {
  const line = (name: string) =>
    `${pad(String(seq), 4)}${receivedAt}  ${pad(actor, 12)}${pad(name, 34)}${pad(state, 22)}#${logIndex ?? '…'}`;
  const { zh, en } = actWords(type);
  return { zh: line(`${zh} ${type}`), en: line(en) };
}

function notTaken({ recipient, seq, attempts, isDead, lastError }: inbox.Unacknowledged): Text {
  const why = lastError === null ? '' : `  ${lastError}`;
  return isDead
    ? {
        zh: `  ✗ ${recipient} 第 ${seq} 步成为死信${why}`,
        en: `  ✗ ${recipient}: event ${seq} is a dead letter${why}`,
      }
    : {
        zh: `  … ${recipient} 未签收第 ${seq} 步，已投递 ${attempts} 次${why}`,
        en: `  … ${recipient} has not acknowledged event ${seq}, offered ${attempts} times${why}`,
      };
}

function awaited({ kind, ref, dueAt, dueDate, waitsFor }: dueActs.DueAct): Text {
  const name = ref === '' ? kind : `${kind} ${ref}`;
  const at = dueAt == null ? '' : new Date(dueAt).toISOString();
  const last = dueDate == null ? '' : ` (${dueDate})`;
  if (at !== '') return { zh: `  ⏱ ${name} 将于 ${at}${last}`, en: `  ⏱ ${name} comes at ${at}${last}` };
  if (waitsFor == null)
    return { zh: `  ⏱ ${name}${last} 不再提醒`, en: `  ⏱ ${name}${last}: no more to say` };
  return { zh: `  ⏱ ${name} 等待 ${waitsFor}`, en: `  ⏱ ${name} waits for ${waitsFor}` };
}
