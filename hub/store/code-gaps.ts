import type { Database, Tx } from './database.js';

/** A code that a platform's connector could not map; whatever it stands in waits there. */
export interface CodeGap {
  readonly platform: string;
  readonly table: string;
  readonly code: string;
  readonly direction: 'TO_NATIONAL' | 'TO_LOCAL';
  readonly kind: 'MISSING' | 'AMBIGUOUS' | 'EXPRESSION_FAILED';
  /** Counterparts of an AMBIGUOUS one. */
  readonly candidates: readonly string[];
  /** Unix milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly timesSeen: number;
}

/** Puts what a connector says is open in the place of what it said before. */
export async function replaceGaps(tx: Tx, platform: string, gaps: readonly CodeGap[]): Promise<void> {
  await tx.query({ text: `delete from code_gap where platform = $1`, values: [platform] });
  for (const gap of gaps) {
    tx.send({
      text: `insert into code_gap (platform, table_name, code, direction, kind, candidates, first_seen, last_seen, times_seen)
             values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), to_timestamp($8::float8 / 1000), $9)
             on conflict do nothing`,
      values: [
        platform,
        gap.table,
        gap.code,
        gap.direction,
        gap.kind,
        gap.candidates,
        gap.firstSeen,
        gap.lastSeen,
        gap.timesSeen,
      ],
    });
  }
}

/** The latest first. @param platform of one platform only. */
export async function listCodeGaps(db: Pick<Database, 'query'>, platform?: string): Promise<CodeGap[]> {
  return db.query({
    text: `select platform, table_name as "table", code, direction, kind, candidates, first_seen as "firstSeen",
             last_seen as "lastSeen", times_seen as "timesSeen"
           from code_gap where $1::text is null or platform = $1
           order by last_seen desc, platform, table_name, code limit 1000`,
    values: [platform ?? null],
  });
}
