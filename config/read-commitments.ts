import { join } from 'node:path';
import { z } from 'zod';
import { COMMITMENT_KINDS, type CommitmentRule, CommitmentRules } from '#domain/commitment';
import { PROVENANCES } from '#domain/deadline';
import { packageRoot } from './paths.js';
import { checked } from './read-ecert.js';
import { readRuleFile } from './rule-file.js';

const RuleSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(COMMITMENT_KINDS),
  items: z.array(z.string().regex(/^\d{12}$/, 'a basic code has 12 digits')).min(1),
  region: z.string().default('100000'),
  materials: z.array(z.string().min(1)).min(1).optional(),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  basis: z.string().min(1),
  url: z.url().optional(),
  provenance: z.enum(PROVENANCES),
});

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
  const { materials, validFrom, validTo, url } = row;
  return Object.freeze({ ...row, materials, validFrom, validTo, url });
}
