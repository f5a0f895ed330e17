import type { Database, Tx } from './database.js';

/** An item that somebody asked for and nobody is known to decide. */
export interface MappingGap {
  readonly itemCode: string;
  /** Empty when the code names the authority itself. */
  readonly divisionCode: string;
  readonly lastPeer: string;
  readonly lastSeen: number;
}

/** Opens the gap, or counts it once more. */
export function recordGap(tx: Tx, gap: MappingGap): void {
  tx.send({
    name: 'record_gap',
    text: `insert into mapping_gap (item_code, division_code, first_seen, last_seen, times_seen, last_peer)
           values ($1, $2, to_timestamp($3::float8 / 1000), to_timestamp($3::float8 / 1000), 1, $4)
           on conflict (item_code, division_code) do update
           set last_seen = excluded.last_seen, times_seen = mapping_gap.times_seen + 1, last_peer = excluded.last_peer,
             resolved_at = null`,
    values: [gap.itemCode, gap.divisionCode, gap.lastSeen, gap.lastPeer],
  });
}

export async function listOpenGaps(
  db: Pick<Database, 'query'>,
): Promise<(MappingGap & { readonly timesSeen: number })[]> {
  return db.query({
    text: `select item_code as "itemCode", division_code as "divisionCode", last_peer as "lastPeer",
             last_seen as "lastSeen", times_seen as "timesSeen"
           from mapping_gap where resolved_at is null order by last_seen desc limit 1000`,
  });
}

/** An operator has seen to it. It opens again when the item is asked for in vain once more. @returns how many gaps that was. */
export async function resolveGap(
  db: Pick<Database, 'query'>,
  gap: Pick<MappingGap, 'itemCode' | 'divisionCode'> & { readonly now: number },
): Promise<number> {
  const rows = await db.query<unknown>({
    text: `update mapping_gap set resolved_at = to_timestamp($3::float8 / 1000)
           where item_code = $1 and division_code = $2 and resolved_at is null returning 1 as one`,
    values: [gap.itemCode, gap.divisionCode, gap.now],
  });
  return rows.length;
}
