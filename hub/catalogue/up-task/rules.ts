import { z } from 'zod';
import type { HandlingMode } from '#domain/case';
import { values } from '#proto/schema';

/** What the codes of the national exchange tables mean: data with days and a source, chosen by the day of the import. */

const CodeList = z.strictObject({
  validFrom: values.date,
  validTo: values.date.optional(),
  source: z.string().min(1),
  codes: z.record(z.string().min(1), z.string().min(1)),
});

const LIST_NAMES = [
  'operation',
  'taskState',
  'taskType',
  'useLevel',
  'authorityKind',
  'applicantKind',
  'handlingForm',
  'caseType',
  'specialProcedure',
  'resultKind',
  'limitUnit',
  'materialForm',
  'yesNo',
] as const;

export type CodeListName = (typeof LIST_NAMES)[number];

export const UpTaskFileSchema = z.strictObject({
  note: z.string(),
  /** What entries name as their source. Not the batch: it would make every entry of every delivery a change. */
  sourceName: values.text(200),
  /** Which column of a basic row the parts point to, and with which of their own. */
  link: z.strictObject({ basic: z.string(), part: z.string(), source: z.string() }),
  lists: z.record(z.enum(LIST_NAMES), z.array(CodeList).min(1)),
  /** Which columns tell of a mode; a task of which none does is offered in none. */
  modes: z.array(
    z.strictObject({
      table: z.enum(['basic', 'extend']),
      column: z.string(),
      values: z.array(z.string()),
      mode: z.enum(['FULLY_ONLINE', 'REMOTE_INTAKE', 'JOINT']),
      source: z.string(),
    }),
  ),
});

export type UpTaskFile = z.output<typeof UpTaskFileSchema>;

/** The rules of one import. */
export interface UpTaskRules {
  readonly sourceName: string;
  readonly link: { readonly basic: string; readonly part: string };
  /** Whose list the tables are. */
  readonly platform: string;
  readonly modes: readonly {
    readonly table: 'basic' | 'extend';
    readonly column: string;
    readonly values: readonly string[];
    readonly mode: HandlingMode;
  }[];
  /** @returns undefined for a code that the list does not have. */
  meaning(list: CodeListName, code: string): string | undefined;
}

/** @param day on which the code lists must be in force, YYYY-MM-DD. */
export function upTaskRules(file: UpTaskFile, platform: string, day: string): UpTaskRules {
  const lists = new Map(
    LIST_NAMES.map((name) => {
      const list = file.lists[name].find(
        ({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo),
      );
      return [name, new Map(Object.entries(list?.codes ?? {}))] as const;
    }),
  );
  return {
    sourceName: file.sourceName,
    link: file.link,
    platform,
    modes: file.modes,
    meaning: (list, code) => lists.get(list)?.get(code),
  };
}
