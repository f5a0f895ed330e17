import { z } from 'zod';
import { validate } from '#proto/schema';
import { TABLE_NAMES, type TableName } from './layout.js';

/** A batch as the front database gives it: one act, spread over tables. */

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Row = z.record(z.string(), Cell);
const text = z.string().nullable();

const Rows = z.object(
  Object.fromEntries(TABLE_NAMES.map((name) => [name, z.array(Row)])) as Record<
    TableName,
    z.ZodArray<typeof Row>
  >, // fromEntries forgets the names
);

const FileRow = z.object({
  file_id: z.string(),
  file_name: text,
  media_type: text,
  file_sm3: text,
  file_size: z.number().nullable(),
});

const FrontBatchSchema = z
  .object({
    head: z.object({
      cd_batch: z.string(),
      act_ref: z.string(),
      case_state: z.string(),
      project_no: z.string(),
      case_seq: z.number(),
      act_time: text,
      row_total: z.number(),
      hub_case_no: text,
    }),
    /** Another batch with the same act_ref that has been taken or answered. */
    first: text,
    /** Another act that has the same place in the case. */
    rival: text,
    /** The hub's number of the case, from an earlier answer. */
    known_case_no: text,
    rows: Rows,
    files: z.array(FileRow),
  })
  .readonly();

export type Cells = Readonly<z.output<typeof Row>>;
export type FrontBatch = z.output<typeof FrontBatchSchema>;
export type FileRow = z.output<typeof FileRow>;

/** @throws HubError when it is another form than the statement makes. */
export function parseBatch(json: string): FrontBatch {
  return validate(FrontBatchSchema, JSON.parse(json), 'the front database gave something else than a batch');
}

export function rowCount({ rows, files }: FrontBatch): number {
  return TABLE_NAMES.reduce((sum, name) => sum + rows[name].length, files.length);
}
