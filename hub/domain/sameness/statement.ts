import type { Fee, ItemDetails, ItemResult, RequiredMaterial, TimeLimit } from '../item/index.js';
import type { ElementSource, SamenessElement } from './element.js';
import { applicantLabel, caseTypeLabel, formLabel, levelLabel, resultLabel, unitLabel } from './labels.js';

/** Whoever says how an item is done: the national list, or an authority. */
export interface Speaker {
  readonly name: string;
  readonly basicCode: string;
  /** GB/T 39046 A.2; the list has none. */
  readonly level?: string | undefined;
  readonly details: ItemDetails;
}

/** What somebody says of an element. No lines: that there is nothing of the kind, which is not the same as saying nothing. */
export interface Statement {
  readonly lines: readonly Line[];
  readonly limit?: TimeLimit | undefined;
}

interface Line {
  /** As given. */
  readonly shown: string;
  /** What is compared. */
  readonly parts: readonly string[];
}

type Reader = (speaker: Speaker, fields: readonly string[]) => Statement | undefined;

const READERS: Readonly<Record<ElementSource, Reader>> = {
  name: ({ name }) => one(name),
  basicCode: ({ basicCode }) => one(basicCode),
  itemType: ({ basicCode }) => one(basicCode.slice(2, 4)),
  parentItem: ({ basicCode }) => one(basicCode.slice(4, 9)),
  level: ({ level }) => one(level, levelLabel),
  caseType: ({ details }) => one(details.caseType, caseTypeLabel),
  visits: ({ details }) => one(details.visits?.toString(), (count) => `${count} 次`),
  legalBasis: ({ details }) => many(details.legalBasis),
  applicantKinds: ({ details }) => many(details.applicantKinds, applicantLabel),
  conditions: ({ details }) => many(details.conditions),
  steps: ({ details }) => many(details.steps),
  formFields: ({ details }) => many(details.formFields),
  specialProcedures: ({ details }) => many(details.specialProcedures),
  materials: ({ details }, fields) => records(details.materials, MATERIAL, fields),
  fees: ({ details }, fields) => records(details.fees, FEE, fields),
  results: ({ details }, fields) => records(details.results, RESULT, fields),
  statutoryLimit: ({ details }) => limited(details.statutoryLimit),
  promisedLimit: ({ details }) => limited(details.promisedLimit),
};

/** @returns undefined when nothing is said. */
export function read(element: SamenessElement, speaker: Speaker): Statement | undefined {
  return READERS[element.read](speaker, element.fields ?? []);
}

type Field<T> = (record: T) => string | undefined;

const MATERIAL: Readonly<Record<string, Field<RequiredMaterial>>> = {
  name: ({ name }) => name,
  isRequired: ({ isRequired }) => (isRequired ? '必要' : '非必要'),
  form: ({ form }) => form && formLabel(form),
  copies: ({ copies }) => (copies === undefined ? undefined : `${copies} 份`),
  origin: ({ origin }) => origin,
  legalBasis: ({ legalBasis }) => legalBasis,
};

const FEE: Readonly<Record<string, Field<Fee>>> = {
  name: ({ name }) => name,
  standard: ({ standard }) => standard,
  isReducible: ({ isReducible }) =>
    isReducible === undefined ? undefined : isReducible ? '可减免' : '不可减免',
  legalBasis: ({ legalBasis }) => legalBasis,
};

const RESULT: Readonly<Record<string, Field<ItemResult>>> = {
  kind: ({ kind }) => resultLabel(kind),
  name: ({ name }) => name,
};

function one(text: string | undefined, label: (text: string) => string = String): Statement | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  return { lines: [{ shown: label(text), parts: [text] }] };
}

function many(
  texts: readonly string[] | undefined,
  label: (text: string) => string = String,
): Statement | undefined {
  if (texts === undefined) return undefined;
  const said = texts.filter((text) => text.trim() !== '');
  return { lines: said.map((text) => ({ shown: label(text), parts: [text] })) };
}

function records<T>(
  values: readonly T[] | undefined,
  fieldsOf: Readonly<Record<string, Field<T>>>,
  fields: readonly string[],
): Statement | undefined {
  return (
    values && { lines: values.map((value) => line(fields.map((field) => fieldsOf[field]?.(value) ?? ''))) }
  );
}

function line(parts: readonly string[]): Line {
  const [first = '', ...others] = parts.filter((part) => part !== '');
  return { shown: others.length === 0 ? first : `${first}（${others.join('，')}）`, parts };
}

function limited(limit: TimeLimit | undefined): Statement | undefined {
  if (limit === undefined) return undefined;
  const shown = limit.amount === 0 ? '当场办结' : `${limit.amount} ${unitLabel(limit.unit)}`;
  return { lines: [{ shown, parts: [] }], limit };
}
