import type { Client } from 'pg';
import { z } from 'zod';
import { CASE_NO_RANDOM_BYTES, formatCaseNo } from '#domain/codes';
import { HolderTags } from '#hub/exchange';
import { type Life, SHARES } from './case-lives.js';
import { bytes, copy, type FillSite, NULL, range, row, withClient } from './fill.js';

/**
 * A database as it is after years: copies of cases that were played, each with a number, an applicant and a time of its own. Open ones
 * are the newest. Of every fiftieth case the events have their contents; of the others they have none, for want of disk.
 */

const CHUNK = 100_000;
export const WHOLE_OF = 50;

/** Between one case and the next: five million in three years. */
const STEP_MS = 19_000;

/** An applicant has so many cases. */
const CASES_EACH = 3;

export interface CasesToFill {
  readonly count: number;
  /** When the newest was opened, unix milliseconds. */
  readonly until: number;
}

export interface FilledCases extends CasesToFill {
  readonly events: number;
}

export function applicantOf(i: number) {
  return { idType: '414', idNumber: `E${String(Math.floor(i / CASES_EACH)).padStart(8, '0')}` };
}

export const caseRefOf = (i: number) => `HIST-${i}`;

export const competentRefOf = (i: number) => `SL-HIST-${i}`;

function openedAt(i: number, { count, until }: CasesToFill): number {
  return until - (count - i) * STEP_MS;
}

/** The same for whoever asks for case `i`, of any number of cases. */
export function caseNoOf(i: number, size: CasesToFill): string {
  const random = new Uint8Array(CASE_NO_RANDOM_BYTES);
  new DataView(random.buffer).setUint32(0, Math.imul(i, 2_654_435_761));
  for (let at = 4; at < random.length; at++) random[at] = (i >>> (at % 24)) & 0xff;
  return formatCaseNo(openedAt(i, size), random);
}

/** The lives in their shares, open ones last. */
export function lifeOf(i: number, count: number): Life {
  const place = (i / count) * 100;
  if (place < SHARES.ENDED) return 'ENDED';
  return i % 11 === 0 ? 'IN_CORRECTION' : 'IN_REVIEW';
}

/** What the copies are made of. */
interface Template {
  /** In the order of SAME. */
  readonly cells: readonly string[];
  readonly facets: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
}

type Templates = Readonly<Record<Life, Template>>;

const SAME =
  'state, mode, submitter, competent, item_code, basic_code, implementation_code, event_count, open_notice';
const OWN = 'case_no, submitter_case_ref, created_at, updated_at, facets, applicant_tag, competent_case_ref';

/** @param progress told after each part of the rows, with how many cases there are. */
export async function fillCases(
  site: FillSite,
  played: Readonly<Record<Life, string>>,
  size: CasesToFill,
  progress: (cases: number) => void,
): Promise<FilledCases> {
  const { count } = size;
  const tags = new HolderTags(site.tagKey);
  return withClient(site.databaseUrl, async (client) => {
    const templates = await readTemplates(client, played);
    await client.query('set synchronous_commit = off');
    let events = 0;
    for (let from = 0; from < count; from += CHUNK) {
      const to = Math.min(count, from + CHUNK);
      const line = (i: number) => caseLine(i, size, templates, tags);
      await copy(client, site.folder, `cases (${SAME}, ${OWN})`, range(from, to), line);
      events += await copyEvents(client, played, [caseNoOf(from, size), caseNoOf(to - 1, size)]);
      progress(to);
    }
    await client.query('vacuum (analyze) cases, case_event, event_secret, due_act');
    return { ...size, events };
  });
}

async function readTemplates(client: Client, played: Readonly<Record<Life, string>>): Promise<Templates> {
  const read = async (life: Life): Promise<Template> => {
    const { rows } = await client.query({
      text: `select array[${SAME.replaceAll(',', '::text,')}::text] as cells, facets, created_at as "createdAt", updated_at as "updatedAt"
             from cases where case_no = $1`,
      values: [played[life]],
    });
    const { cells, facets, createdAt, updatedAt } = TemplateRow.parse(rows[0]);
    return {
      cells: cells.map((cell) => cell ?? NULL),
      facets,
      createdAt: createdAt.getTime(),
      updatedAt: updatedAt.getTime(),
    };
  };
  return {
    ENDED: await read('ENDED'),
    IN_REVIEW: await read('IN_REVIEW'),
    IN_CORRECTION: await read('IN_CORRECTION'),
  };
}

const TemplateRow = z.object({
  cells: z.array(z.string().nullable()),
  facets: z.unknown(),
  createdAt: z.date(),
  updatedAt: z.date(),
});

function caseLine(i: number, size: CasesToFill, templates: Templates, tags: HolderTags): string {
  const { cells, facets, createdAt, updatedAt } = templates[lifeOf(i, size.count)];
  const at = openedAt(i, size);
  const { idType: codeType, idNumber: code } = applicantOf(i);
  return row(
    ...cells,
    caseNoOf(i, size),
    caseRefOf(i),
    new Date(at).toISOString(),
    new Date(at + updatedAt - createdAt).toISOString(),
    JSON.stringify(moved(facets, at - createdAt)),
    bytes(tags.of({ codeType, code })),
    competentRefOf(i),
  );
}

/** What happened in the cases of this stretch, and what they await: within the next month, so that nothing is due meanwhile. */
async function copyEvents(
  client: Client,
  played: Readonly<Record<Life, string>>,
  stretch: readonly [string, string],
): Promise<number> {
  const values = [Object.values(played), ...stretch];
  const { rowCount } = await client.query(
    `insert into case_event (case_no, seq, message_id, type, actor, state, received_at, leaf_id, protected, sealed)
     select c.case_no, e.seq, e.message_id, e.type, e.actor, e.state, e.received_at + (c.created_at - t.created_at), e.leaf_id,
       ${wholeOr('e.protected')}, ${wholeOr('e.sealed')}
     ${COPIED} join case_event e on e.case_no = t.case_no where ${IN_STRETCH} order by c.case_no, e.seq`,
    values,
  );
  await client.query(
    `insert into event_secret (case_no, seq, salt, content_key)
     select c.case_no, s.seq, s.salt, s.content_key
     ${COPIED} join event_secret s on s.case_no = t.case_no where ${IN_STRETCH} and ${IS_WHOLE} order by c.case_no, s.seq`,
    values,
  );
  await client.query(
    `insert into due_act (case_no, kind, ref, due_at, due_date, waits_for, basis)
     select c.case_no, d.kind, d.ref, now() + interval '1 day' + random() * interval '30 days',
       d.due_date + (c.created_at::date - t.created_at::date), d.waits_for, d.basis
     ${COPIED} join due_act d on d.case_no = t.case_no where ${IN_STRETCH}`,
    values,
  );
  return rowCount ?? 0;
}

/** A copy, and what it was copied from: their states tell the lives apart. */
const COPIED = 'from cases c join cases t on t.state = c.state and t.case_no = any($1)';
const IN_STRETCH = 'c.case_no between $2 and $3';
const IS_WHOLE = `split_part(c.submitter_case_ref, '-', 2)::int % ${WHOLE_OF} = 0`;

function wholeOr(column: string): string {
  return `case when ${IS_WHOLE} then ${column} else '' end`;
}

/** Every time in it, in unix milliseconds, by so much. */
function moved(value: unknown, by: number): unknown {
  if (typeof value === 'number') return value > 1e12 ? value + by : value;
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each, by)]));
}
