import { z } from 'zod';
import type { ItemDetails } from '#domain/item';
import { values } from '#proto/schema';

/** What a file may say of an item's details, as JSON; the same shape as in the database. */

const line = values.text(2_000);
const lines = z.array(line).max(200).readonly();
const code = z.string().regex(/^[0-9A-Z]{1,3}$/);

const TimeLimit = z
  .strictObject({
    amount: z.int().min(0).max(100_000),
    unit: z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'HOUR', 'MONTH']),
  })
  .readonly();

const Material = z
  .strictObject({
    name: values.text(1_000),
    isRequired: z.boolean(),
    form: z.enum(['ORIGINAL', 'COPY', 'ELECTRONIC']).exactOptional(),
    copies: z.int().min(0).max(1_000).exactOptional(),
    origin: line.exactOptional(),
    legalBasis: line.exactOptional(),
  })
  .readonly();

const Fee = z
  .strictObject({
    name: values.text(1_000),
    standard: values.text(4_000),
    isReducible: z.boolean().exactOptional(),
    legalBasis: line.exactOptional(),
  })
  .readonly();

const DetailsSchema: z.ZodType<ItemDetails> = z
  .strictObject({
    legalBasis: lines.exactOptional(),
    applicantKinds: z.array(code).max(20).readonly().exactOptional(),
    caseType: code.exactOptional(),
    statutoryLimit: TimeLimit.exactOptional(),
    promisedLimit: TimeLimit.exactOptional(),
    conditions: lines.exactOptional(),
    steps: lines.exactOptional(),
    visits: z.int().min(0).max(100).exactOptional(),
    materials: z.array(Material).max(200).readonly().exactOptional(),
    fees: z.array(Fee).max(100).readonly().exactOptional(),
    formFields: lines.exactOptional(),
    results: z
      .array(z.strictObject({ kind: code, name: values.text(1_000) }).readonly())
      .max(50)
      .readonly()
      .exactOptional(),
    specialProcedures: lines.exactOptional(),
    handlingItems: z
      .array(z.strictObject({ code: z.string().length(33), name: values.text(1_000) }).readonly())
      .max(100)
      .readonly()
      .exactOptional(),
    handlingForms: z.array(code).max(20).readonly().exactOptional(),
    places: lines.exactOptional(),
    hours: lines.exactOptional(),
    enquiries: lines.exactOptional(),
    complaints: lines.exactOptional(),
  })
  .readonly();

/** @returns the details, or what is wrong with them. */
export function readDetails(text: string): ItemDetails | readonly string[] {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    return ['JSON'];
  }
  return checkDetails(plain);
}

export function checkDetails(plain: unknown): ItemDetails | readonly string[] {
  // Half a surrogate pair is no text: it has no UTF-8, and a database does not take its escape.
  if (/\\ud[89a-f]/.test(JSON.stringify(plain) ?? '')) return ['/ U+FFFD'];
  const result = DetailsSchema.safeParse(plain);
  if (result.success) return result.data;
  return result.error.issues.map(({ path, message }) => `/${path.join('/')} ${message}`);
}

export function isFaulty(details: ItemDetails | readonly string[]): details is readonly string[] {
  return Array.isArray(details);
}
