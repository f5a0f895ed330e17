import { join } from 'node:path';
import { z } from 'zod';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { CHECK_METHODS, type CommitmentRule, CommitmentRules } from '#domain/commitment';
import { PROVENANCES } from '#domain/deadline';
import { packageRoot } from './paths.js';
import { checked } from './read-ecert.js';
import { readRuleFile } from './rule-file.js';

const common = {
  id: z.string().min(1),
  items: z.array(z.string().regex(/^\d{12}$/, 'a basic code has 12 digits')).min(1),
  region: z.string().default('100000'),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  basis: z.string().min(1),
  url: z.url().optional(),
  provenance: z.enum(PROVENANCES),
};

const codes = z.array(z.string().min(1)).min(1);

const RuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('DEFERRED_MATERIALS'), materials: codes.optional() }),
  z.strictObject({
    ...common,
    kind: z.literal('NOTIFICATION_COMMITMENT'),
    pledgeable: codes,
    notice: z.strictObject({ version: z.string().min(1).max(50), text: z.string().min(1) }),
    afterCheck: z.strictObject({
      methods: z.array(z.enum(CHECK_METHODS)).min(1),
      limit: z.strictObject({ amount: z.int(), unit: z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'MONTH']) }),
      barsMonths: z.int().min(1).max(120).optional(),
    }),
  }),
]);

const CommitmentFileSchema = z.strictObject({ note: z.string().min(1), rules: z.array(RuleSchema) });

/**
 * Which items may be handled on a commitment, of a file, config/catalog/commitments.json when absent.
 * @throws ConfigError naming every fault of the file; if there are none, everything in which its rules contradict each other.
 */
export function readCommitments(
  path = join(packageRoot, 'config', 'catalog', 'commitments.json'),
): CommitmentRules {
  const { rules } = readRuleFile(path, CommitmentFileSchema);
  return checked(path, () => new CommitmentRules(rules.map(ruleOf)));
}

function ruleOf(row: z.output<typeof RuleSchema>): CommitmentRule {
  const { validFrom, validTo, url } = row;
  const stated = { validFrom, validTo, url };
  if (row.kind === 'DEFERRED_MATERIALS')
    return Object.freeze({ ...row, ...stated, materials: row.materials });
  const { version, text } = row.notice;
  const { methods, limit, barsMonths } = row.afterCheck;
  return Object.freeze({
    ...{ ...row, ...stated },
    notice: { version, sha256: hex(sha256(utf8(text))) },
    afterCheck: { methods, limit, barsMonths },
  });
}
