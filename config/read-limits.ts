import { join } from 'node:path';
import { z } from 'zod';
import {
  APPROVERS,
  ESCALATIONS,
  LAPSE_EFFECTS,
  LIMIT_KINDS,
  PROVENANCES,
  type TimeLimitRule,
  TimeLimitRules,
  type WarningLevel,
} from '#domain/deadline';
import { ConfigError } from './load.js';
import { packageRoot } from './paths.js';
import { checked } from './read-ecert.js';
import { readRuleFile } from './rule-file.js';

const limit = z.strictObject({
  amount: z.int(),
  unit: z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'HOUR', 'MONTH']),
});

const sourced = {
  basis: z.string().min(1),
  provenance: z.enum(PROVENANCES),
};

const named = { id: z.string().min(1), nameZh: z.string().min(1), nameEn: z.string().min(1) };

const LevelSchema = z.strictObject({
  ...named,
  offset: z.strictObject({ amount: z.int().min(-10_000).max(10_000), unit: z.enum(['WORKING_DAY', 'HOUR']) }),
  escalateTo: z.array(z.enum(ESCALATIONS)).min(1),
});

const RuleSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(LIMIT_KINDS),
  region: z.string().default('100000'),
  itemTypes: z.array(z.string().regex(/^\d{2}$/, 'an item type has two digits')).optional(),
  modes: z.array(z.enum(['FULLY_ONLINE', 'REMOTE_INTAKE', 'JOINT'])).optional(),
  limit: limit.optional(),
  movesToWorkday: z.boolean().default(true),
  extension: z
    .strictObject({ most: limit, times: z.int().min(1).max(10), approver: z.enum(APPROVERS) })
    .optional(),
  pausedBy: z.array(z.string()),
  belowPromise: z.int().min(0).max(100).optional(),
  onLapse: z.enum(LAPSE_EFFECTS),
  warnings: z.string(),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  url: z.url().optional(),
  ...sourced,
});

const LimitFileSchema = z.strictObject({
  note: z.string().min(1),
  pauseKinds: z.array(z.strictObject({ ...named, ...sourced })),
  ladders: z.array(z.strictObject({ id: z.string().min(1), levels: z.array(LevelSchema) })),
  rules: z.array(RuleSchema),
});

/**
 * The rules of time limits of a file, config/calendar/time-limits.json when absent.
 * @throws ConfigError naming every fault of the file; if there are none, every ladder that nobody knows; if all are known,
 * everything in which the rules contradict themselves or each other.
 */
export function readTimeLimits(
  path = join(packageRoot, 'config', 'calendar', 'time-limits.json'),
): TimeLimitRules {
  const { rules, ladders, pauseKinds } = readRuleFile(path, LimitFileSchema);
  const levels = new Map(ladders.map((ladder) => [ladder.id, ladder.levels]));
  const faults = rules
    .filter(({ warnings }) => !levels.has(warnings))
    .map(({ id, warnings }) => `${path}: ${id}: no ladder is named ${warnings}`);
  if (levels.size < ladders.length) faults.push(`${path}: two ladders have one name`);
  if (faults.length > 0) throw new ConfigError(faults);
  const made = rules.map((row) => ruleOf(row, levels.get(row.warnings) ?? []));
  return checked(path, () => new TimeLimitRules(made, pauseKinds));
}

function ruleOf(row: z.output<typeof RuleSchema>, warnings: readonly WarningLevel[]): TimeLimitRule {
  const { itemTypes, modes, extension, belowPromise, validFrom, validTo, url } = row;
  const absent = { itemTypes, modes, extension, belowPromise, validFrom, validTo, url };
  return Object.freeze({ ...row, ...absent, limit: row.limit, warnings });
}
