import { join } from 'node:path';
import { z } from 'zod';
import { parseDivisionCode } from '#domain/codes';
import { type DivisionChange, type DivisionRow, Divisions } from '#domain/division';
import { RuleDataError } from '#domain/rules';
import { ConfigError } from './load.js';
import { packageRoot } from './paths.js';
import { readRuleFolder } from './rule-file.js';

const code = z.string().transform((text, context) => {
  const division = parseDivisionCode(text);
  if (typeof division !== 'string') return division;
  context.addIssue({ code: 'custom', message: `${text}: ${division}` });
  return z.NEVER;
});

const DivisionFileSchema = z
  .strictObject({
    note: z.string().min(1),
    /** Where facts come from, by the short names that rows use. */
    sources: z.record(z.string(), z.string().min(1)),
    divisions: z.array(
      z.strictObject({
        code,
        name: z.string().min(1),
        validFrom: z.iso.date().optional(),
        validTo: z.iso.date().optional(),
        source: z.string(),
      }),
    ),
    changes: z
      .array(
        z.strictObject({
          from: code,
          to: code,
          on: z.iso.date(),
          kind: z.enum(['MERGED', 'RENAMED', 'SPLIT']),
          source: z.string(),
        }),
      )
      .default([]),
  })
  .superRefine(({ sources, divisions, changes }, context) => {
    for (const [name, rows] of Object.entries({ divisions, changes })) {
      for (const [i, { source }] of rows.entries()) {
        if (Object.hasOwn(sources, source)) continue;
        context.addIssue({
          code: 'custom',
          path: [name, i, 'source'],
          message: `no source is named ${source}`,
        });
      }
    }
  });

type DivisionFile = z.output<typeof DivisionFileSchema>;

/**
 * The divisions of all files of a folder, config/divisions when absent.
 * @throws ConfigError naming every fault of the files, or everything in which they contradict each other.
 */
export function readDivisions(folder = join(packageRoot, 'config', 'divisions')): Divisions {
  const files = readRuleFolder(folder, DivisionFileSchema);
  try {
    return new Divisions(files.flatMap(rowsOf), files.flatMap(changesOf));
  } catch (error) {
    if (error instanceof RuleDataError)
      throw new ConfigError(error.faults.map((fault) => `${folder}: ${fault}`));
    throw error;
  }
}

function rowsOf({ sources, divisions }: DivisionFile): DivisionRow[] {
  return divisions.map((row) => ({
    code: row.code.code,
    name: row.name,
    level: row.code.level,
    validFrom: row.validFrom,
    validTo: row.validTo,
    source: sources[row.source] ?? row.source,
  }));
}

function changesOf({ sources, changes }: DivisionFile): DivisionChange[] {
  return changes.map((change) => ({
    from: change.from.code,
    to: change.to.code,
    on: change.on,
    kind: change.kind,
    source: sources[change.source] ?? change.source,
  }));
}
