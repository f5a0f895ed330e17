import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { type FillSite, withClient } from './fill.js';

/** How soon after its time the hub does what is due, however much it awaits besides. */

export interface ClockFigures {
  /** Rows of what is awaited, with a time. */
  readonly awaited: number;
  readonly spread: Lateness;
  /** As at midnight, when the limits of many end together. */
  readonly together: Lateness;
}

interface Lateness {
  readonly fired: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly lastMs: number;
}

const LEAD_MS = 2_000;
const SPREAD = { count: 400, overMs: 20_000 };
const TOGETHER = { count: 2_000, overMs: 0 };

export async function measureClocks(site: FillSite): Promise<ClockFigures> {
  return withClient(site.databaseUrl, async (client) => {
    const { rows } = await client.query('select count(due_at)::int as awaited from due_act');
    const spread = await measureLateness(client, SPREAD);
    return { awaited: rows[0].awaited, spread, together: await measureLateness(client, TOGETHER) };
  });
}

/** Sets the time of so many whose limit is over, so that they do warn, and looks when their cases were warned. */
async function measureLateness(
  client: Client,
  { count, overMs }: { readonly count: number; readonly overMs: number },
): Promise<Lateness> {
  const from = Date.now() + LEAD_MS;
  const { rows } = await client.query(
    `with chosen as (
       select d.case_no, d.kind, d.ref, row_number() over () as n from
         (select * from due_act where kind = 'CLOCK' and due_at > now() + interval '12 hours' and due_date < now() order by random() limit $1) d)
     update due_act d set due_at = to_timestamp(($2::float8 + $3::float8 * n / $1) / 1000)
     from chosen where (d.case_no, d.kind, d.ref) = (chosen.case_no, chosen.kind, chosen.ref)
     returning d.case_no, d.due_at`,
    [count, from, overMs],
  );
  const dueAt = new Map(rows.map((row) => [String(row.case_no), Number(row.due_at)]));
  const late: number[] = [];
  const until = from + overMs + 60_000;
  while (late.length < dueAt.size && Date.now() < until) {
    await sleep(1_000);
    late.length = 0;
    const warned = await client.query(
      `select case_no, min(received_at) as at from case_event
       where case_no = any($1) and type = 'ClockWarned' group by case_no`,
      [[...dueAt.keys()]],
    );
    for (const { case_no, at } of warned.rows) late.push(Number(at) - (dueAt.get(case_no) ?? 0));
  }
  late.sort((a, b) => a - b);
  const at = (share: number) =>
    late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? Number.NaN;
  return { fired: late.length, p50Ms: at(0.5), p99Ms: at(0.99), lastMs: at(1) };
}
