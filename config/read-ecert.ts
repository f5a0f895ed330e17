import { join } from 'node:path';
import { z } from 'zod';
import {
  CertificateTypes,
  CONDITIONS,
  type Condition,
  Recognition,
  type RecognitionRule,
  Replacements,
} from '#domain/ecert';
import { RuleDataError } from '#domain/rules';
import { ConfigError } from './load.js';
import { packageRoot } from './paths.js';
import { readRuleFile } from './rule-file.js';

const head = {
  note: z.string().min(1),
  /** Where rows come from, by the short names that they use. */
  sources: z.record(z.string(), z.string().min(1)),
};

const row = {
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  source: z.string(),
};

const TypeFileSchema = z.strictObject({
  ...head,
  types: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string().min(1),
      holderCodeTypes: z.array(z.string()),
      ...row,
    }),
  ),
});

const conditions = Object.keys(CONDITIONS) as Condition[]; // the keys of a constant are what they are

const rule = {
  id: z.string().min(1),
  typeCode: z.string().optional(),
  issuedIn: z.string().optional(),
  usedIn: z.string().optional(),
  basicCodePrefix: z.string().default(''),
  level: z.string().optional(),
  ...row,
};

const RuleSchema = z.discriminatedUnion('verdict', [
  z.strictObject({ ...rule, verdict: z.literal('RECOGNISED') }),
  z.strictObject({ ...rule, verdict: z.literal('CONDITIONAL'), conditions: z.array(z.enum(conditions)) }),
  z.strictObject({ ...rule, verdict: z.literal('NOT_RECOGNISED'), reason: z.string().min(1) }),
]);

const RecognitionFileSchema = z.strictObject({
  ...head,
  recognition: z.array(RuleSchema),
  replacements: z.array(
    z.strictObject({ basicCode: z.string(), material: z.string(), typeCodes: z.array(z.string()), ...row }),
  ),
});

/** The rules of electronic certificates, as the files of a folder say. */
export interface CertificateRules {
  readonly types: CertificateTypes;
  readonly recognition: Recognition;
  readonly replacements: Replacements;
}

/**
 * Reads `types.json` and `recognition.json` of a folder, config/ecert when absent.
 * @throws ConfigError naming every fault of a file, everything in which its rows contradict each other, and every type that
 * rules speak of and nobody knows.
 */
export function readCertificateRules(folder = join(packageRoot, 'config', 'ecert')): CertificateRules {
  const types = readTypes(join(folder, 'types.json'));
  const path = join(folder, 'recognition.json');
  const { recognition, replacements, sources } = readRuleFile(path, RecognitionFileSchema);
  const spokenOf = new Set([
    ...recognition.flatMap(({ typeCode }) => typeCode ?? []),
    ...replacements.flatMap(({ typeCodes }) => typeCodes),
  ]);
  const known = new Set(types.rows.map(({ code }) => code));
  const unknown = [...spokenOf].filter((code) => !known.has(code));
  if (unknown.length > 0)
    throw new ConfigError(unknown.map((code) => `${path}: ${code} is not in types.json`));
  const rules = sourced(path, { recognition }, sources).map(ruleOf);
  const replaced = sourced(path, { replacements }, sources);
  return checked(path, () => ({
    types,
    recognition: new Recognition(rules),
    replacements: new Replacements(replaced),
  }));
}

function readTypes(path: string): CertificateTypes {
  const { types, sources } = readRuleFile(path, TypeFileSchema);
  const rows = sourced(path, { types }, sources);
  return checked(path, () => new CertificateTypes(rows));
}

interface Row {
  readonly source: string;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** The rows of a list with their sources in full. @throws ConfigError naming every source that is not. */
export function sourced<T extends Row>(
  path: string,
  lists: Readonly<Record<string, readonly T[]>>,
  sources: Readonly<Record<string, string>>,
) {
  const faults: string[] = [];
  const rows = Object.entries(lists).flatMap(([name, list]) =>
    list.map((row, i) => {
      const source = Object.hasOwn(sources, row.source) ? sources[row.source] : undefined;
      if (source === undefined) faults.push(`${path}: ${name}.${i}.source: no source is named ${row.source}`);
      const { validFrom, validTo } = row;
      return { ...row, validFrom, validTo, source: source ?? row.source };
    }),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return rows;
}

type RuleRow = z.output<typeof RuleSchema> & Pick<RecognitionRule, 'validFrom' | 'validTo'>;

function ruleOf(row: RuleRow): RecognitionRule {
  const { id, typeCode, issuedIn, usedIn, basicCodePrefix, level, validFrom, validTo, source } = row;
  const verdict = verdictOf(row);
  return { id, typeCode, issuedIn, usedIn, basicCodePrefix, level, verdict, validFrom, validTo, source };
}

function verdictOf(row: RuleRow): RecognitionRule['verdict'] {
  switch (row.verdict) {
    case 'RECOGNISED':
      return { kind: row.verdict };
    case 'CONDITIONAL':
      return { kind: row.verdict, conditions: row.conditions };
    case 'NOT_RECOGNISED':
      return { kind: row.verdict, reason: row.reason };
  }
}

/** Faults of rule data as faults of their file. @throws ConfigError. */
export function checked<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RuleDataError)
      throw new ConfigError(error.faults.map((fault) => `${path}: ${fault}`));
    throw error;
  }
}
