import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#config';
import { readJson, validate, values } from '#proto/schema';

/** Sample peers and catalogue. Never the national list: every row says so in its source. */

const SampleSchema = z.strictObject({
  note: z.string(),
  peers: z.array(
    z.strictObject({
      peerId: values.peerId,
      name: z.string(),
      uscc: z.string(),
      divisionCode: values.divisionCode,
      suite: z.enum(['ED25519', 'P256', 'SM2']),
    }),
  ),
});

export type SampleData = z.output<typeof SampleSchema> & {
  /** A folder of files that are imported like any other catalogue; absent when there is nothing to import. */
  readonly catalogue?: string;
};

const FOLDER = join(packageRoot, 'config', 'catalog');

export function readSampleData(): SampleData {
  const bytes = readFileSync(join(FOLDER, 'sample.json'));
  const peers = validate(SampleSchema, readJson(bytes), 'the sample data is not valid');
  return { ...peers, catalogue: join(FOLDER, 'sample') };
}
