import type { Command } from 'commander';
import { type Consultation, hasOpenConsultation, otherParty } from '#domain/case';
import { cases } from '#hub/store';
import {
  AS_JSON,
  type JsonOption,
  readBasicCode,
  readCaseNo,
  readShortName,
  readWhole,
} from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import { pad } from './speech.js';
import type { CommandContext } from './tongban.js';

interface ListOptions extends JsonOption {
  readonly platform?: string;
  readonly case?: string;
  readonly item?: string;
  readonly after?: string;
  readonly limit: number;
}

/** What an operator sees of a consultation: who owes whom what since when, and nothing that was said. */
type ConsultationLine = ReturnType<typeof lineOf>;

/** 咨询 and 视频会商 as the hub's operators see them. */
export function registerConsultations(
  program: Command,
  context: CommandContext,
  withDb: OperatorDatabase,
): void {
  const command = program
    .command('consultations')
    .description('异地咨询与视频会商 · consultations between platforms, and their meetings by video');

  command
    .command('list', { isDefault: true })
    .description('未办结的咨询，或一个办件的全部 · those that are open, or all of one case')
    .option('--platform <peer>', '一个平台的 · of this platform', readShortName)
    .option('--case <number>', '一个办件的 · of this case', readCaseNo)
    .option('--item <code>', '一个事项的 · of this item', readBasicCode)
    .option('--after <number>', '上一页的最后一个办件 · the last case of the page before', readCaseNo)
    .option('--limit <n>', '最多办件数 · cases at most', readWhole(1, 1_000), 100)
    .option('--json', AS_JSON)
    .action(async ({ json, ...asked }: ListOptions) => {
      const rows = await withDb((db) => rowsOf(db, asked));
      const lines = rows.flatMap((row) =>
        (row.facets.consultations ?? [])
          .filter((each) => asked.case !== undefined || hasOpenConsultation([each]))
          .map((each) => lineOf(row, each)),
      );
      const speech = context.speech();
      if (json) speech.sayJson(lines);
      else speech.say(lines.length === 0 ? { zh: '（无）', en: '(none)' } : lines.map(textOf).join('\n'));
    });

  command
    .command('show')
    .description('一件咨询的状态 · how one consultation stands')
    .argument('<case number>', '办件编号 · its case', readCaseNo)
    .argument('<consultation number>')
    .option('--json', AS_JSON)
    .action(async (caseNo: string, consultationNo: string, { json }: JsonOption) => {
      const row = await withDb((db) => cases.getCase(db, caseNo));
      const found = row?.facets.consultations?.find(({ no }) => no === consultationNo);
      if (row === undefined || found === undefined)
        throw new Error(`没有这件咨询 · no consultation ${consultationNo} in ${caseNo}`);
      const line = lineOf(row, found);
      const speech = context.speech();
      if (json) speech.sayJson(line);
      else speech.say([textOf(line), ...line.slots.map((slot) => `  ${slot}`)].join('\n'));
    });
}

async function rowsOf(
  db: Parameters<typeof cases.listConsulted>[0],
  { platform, case: caseNo, item, after = '', limit }: ListOptions,
): Promise<cases.CaseRow[]> {
  if (caseNo === undefined)
    return cases.listConsulted(db, { participant: platform, basicCode: item, after, limit });
  const row = await cases.getCase(db, caseNo);
  return row === undefined ? [] : [row];
}

function lineOf(row: cases.CaseRow, { no, asker, state, openedAt, since, warned, video }: Consultation) {
  return {
    caseNo: row.caseNo,
    consultationNo: no,
    basicCode: row.basicCode,
    asker: row[asker],
    asked: row[otherParty(asker)],
    state,
    openedAt: new Date(openedAt).toISOString(),
    since: new Date(since).toISOString(),
    warned: warned ?? [],
    video: video?.state,
    slots: (video?.slots ?? []).map(({ startsAt, endsAt }) => `${startsAt} – ${endsAt}`),
  };
}

function textOf({ caseNo, consultationNo, asker, asked, state, since, video }: ConsultationLine): string {
  return `${caseNo}  ${pad(consultationNo, 20)}${pad(`${asker} → ${asked}`, 28)}${pad(state, 10)}${since}  ${video ?? ''}`;
}
