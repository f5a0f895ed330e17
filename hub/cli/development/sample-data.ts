import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#config';
import { readJson, validate, values } from '#proto/schema';

/** Sample peers and items. Never the national list: every row says so in its source. */

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
  entries: z.array(
    z.strictObject({
      implementationCode: z.string().length(31),
      basicCode: z.string().length(12),
      name: z.string(),
      competentOrg: z.string(),
      competentOrgName: z.string(),
      platform: values.peerId,
      divisionCode: values.divisionCode,
      modes: z.array(z.enum(['FULLY_ONLINE', 'REMOTE_INTAKE', 'JOINT'])),
      validFrom: values.date,
      validTo: values.date.optional(),
      source: z.string().startsWith('sample'),
    }),
  ),
});

export type SampleData = z.output<typeof SampleSchema>;

export function readSampleData(): SampleData {
  const bytes = readFileSync(join(packageRoot, 'config', 'catalog', 'sample.json'));
  return validate(SampleSchema, readJson(bytes), 'the sample data is not valid');
}
