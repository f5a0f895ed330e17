import { int4Array, textArray } from './binary-array.js';
import type { Tx } from './database.js';

/** A piece of an implementation entry that stands in a file of its own. */
export interface StagedPart {
  readonly seq: number;
  readonly file: number;
  readonly line: number;
  readonly raw: string | null;
  /** Names the entry it belongs to. */
  readonly partKey: string;
  readonly list: 'materials' | 'fees' | 'extension';
  readonly order: number;
  /** Absent for a row that could not be read: then the entry is bad too. */
  readonly body: object | undefined;
  readonly modes: readonly string[];
}

export async function openParts(tx: Tx): Promise<void> {
  await tx.query({
    text: `create temporary table staged_part (seq integer, file integer, line integer, raw text, part_key text, list text,
             ord integer, body jsonb, modes text[]) on commit drop`,
  });
}

export async function stageParts(tx: Tx, parts: readonly StagedPart[]): Promise<void> {
  await tx.query({
    name: 'stage_part',
    text: `insert into staged_part (seq, file, line, raw, part_key, list, ord, body, modes)
           select seq, file, line, raw, part_key, list, ord, body::jsonb, string_to_array(modes, ' ')
           from unnest($1::int4[], $2::int4[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::text[], $9::text[])
             as given(seq, file, line, raw, part_key, list, ord, body, modes)`,
    values: [
      int4Array(parts.map(({ seq }) => seq)),
      int4Array(parts.map(({ file }) => file)),
      int4Array(parts.map(({ line }) => line)),
      textArray(parts.map(({ raw }) => raw)),
      textArray(parts.map(({ partKey }) => partKey)),
      textArray(parts.map(({ list }) => list)),
      int4Array(parts.map(({ order }) => order)),
      textArray(parts.map(({ body }) => (body === undefined ? null : JSON.stringify(body)))),
      textArray(parts.map(({ modes }) => modes.join(' '))),
    ],
  });
}

/** Puts the parts into the entries they belong to. Entries with a bad part, and parts without an entry, are faults. */
export async function joinParts(tx: Tx): Promise<void> {
  await tx.query({ text: 'analyze staged_part' });
  await tx.query({ text: 'analyze staged_implementation_entry' });
  await tx.query({
    text: `insert into staged_fault
           select seq, file, line, raw, 'PART_WITHOUT_ITEM', part_key from staged_part
           where body is not null and part_key not in (
             select part_key from staged_implementation_entry where part_key is not null
           )`,
  });
  await tx.query({
    text: `insert into staged_fault
           select entry.seq, entry.file, entry.line, entry.raw, 'PART_BAD', part.line::text
           from staged_implementation_entry entry join staged_part part using (part_key) where part.body is null`,
  });
  await tx.query({
    text: `update staged_implementation_entry entry
           set details = entry.details || whole.details,
             modes = array(select distinct unnest(entry.modes || whole.modes) order by 1)
           from (
             select part_key,
               coalesce((array_agg(body order by seq desc) filter (where list = 'extension'))[1], '{}')
                 || jsonb_strip_nulls(jsonb_build_object(
                   'materials', jsonb_agg(body order by ord, seq) filter (where list = 'materials'),
                   'fees', jsonb_agg(body order by ord, seq) filter (where list = 'fees'))) as details,
               string_to_array(string_agg(nullif(array_to_string(modes, ' '), ''), ' '), ' ') as modes
             from staged_part group by part_key
           ) whole
           where entry.part_key = whole.part_key`,
  });
}

/**
 * Several handling items (业务办理项) of one implementation are one entry for routing: the same authority decides them all. The
 * first one stands for it, and the entry names the others.
 */
export async function foldHandlingItems(tx: Tx): Promise<void> {
  await tx.query({
    text: `with placed as (
             select seq, handling_item, first_value(seq) over items as first,
               first_value(handling_item) over items as first_item,
               jsonb_agg(jsonb_build_object('code', handling_item, 'name', name)) over all_items as named,
               count(*) over all_items as items
             from staged_implementation_entry where handling_item is not null and not is_ended
             window items as (partition by implementation_code, division_code, valid_from order by handling_item, seq),
               all_items as (
                 partition by implementation_code, division_code, valid_from order by handling_item, seq
                 rows between unbounded preceding and unbounded following
               )
           ), dropped as (
             delete from staged_implementation_entry where seq in (select seq from placed where handling_item <> first_item)
           )
           update staged_implementation_entry entry
           set details = details || jsonb_build_object('handlingItems', named)
           from placed where placed.seq = entry.seq and placed.seq = placed.first and items > 1`,
  });
}
