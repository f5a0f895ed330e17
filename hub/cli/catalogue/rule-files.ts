import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#config';
import { UpTaskFileSchema, type UpTaskRules, upTaskRules } from '#hub/catalogue';
import { readJson, validate, values } from '#proto/schema';

/** Data that commands about the catalogue go by; each file says where its contents come from. */

const FOLDER = join(packageRoot, 'config', 'catalog');

const count = z.int().min(0);

const CountsSchema = z.strictObject({
  note: z.string(),
  documents: z.array(
    z.strictObject({
      document: values.text(200),
      date: values.date,
      total: count,
      effective: count,
      remark: z.string().optional(),
      batches: z.array(z.strictObject({ batch: values.text(100), count, effective: count.optional() })),
      source: z.string().min(1),
    }),
  ),
});

export type OfficialCounts = z.output<typeof CountsSchema>;

/** How many items the national lists were said to have, and by whom. */
export function readOfficialCounts(): OfficialCounts {
  const bytes = readFileSync(join(FOLDER, 'official-counts.json'));
  return validate(CountsSchema, readJson(bytes), 'the official counts are not valid');
}

/** @param file another mapping than the one that comes along. @param day on which its code lists must be in force. */
export function readUpTaskRules(file: string | undefined, platform: string, day: string): UpTaskRules {
  const bytes = readFileSync(file ?? join(FOLDER, 'up-task.json'));
  return upTaskRules(
    validate(UpTaskFileSchema, readJson(bytes), 'the mapping of codes is not valid'),
    platform,
    day,
  );
}
