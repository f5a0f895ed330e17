import { z } from 'zod';
import { date, list, peerId, reference, text } from './values.js';

/**
 * The mapping document: what a province and the hub agree on about each other's words. Data with a source and days of
 * validity, written by people; what it means stands in connectors/WRITING.md.
 */

const code = text(200);
const tableName = reference(100);
/** A JSONata expression; what it may use, the expression pool decides. */
const expression = text(2_000);

export const MappingDirectionSchema = z.enum(['TO_NATIONAL', 'TO_LOCAL']);
const RowDirection = z.enum(['BOTH', 'TO_NATIONAL', 'TO_LOCAL']).default('BOTH');

/** From the first to the last day on which it holds, both included. */
const validity = { validFrom: date.optional(), validTo: date.optional() };

function isPeriod({ validFrom, validTo }: { validFrom?: string | undefined; validTo?: string | undefined }) {
  return validFrom === undefined || validTo === undefined || validFrom <= validTo;
}

const period = { path: ['validTo'], message: 'lies before validFrom' };

const Row = z
  .strictObject({
    local: code,
    national: code.optional(),
    /** What one thing of the province is nationally, when it is several. */
    nationals: z.array(code).min(1).max(200).readonly().optional(),
    name: text(200).optional(),
    /** Looked at only where more than one row would do. */
    when: expression.optional(),
    direction: RowDirection,
    /** Among the rows that are left, those of the highest. */
    priority: z.int().min(-1_000).max(1_000).default(0),
    ...validity,
  })
  .refine(isPeriod, period)
  .refine(({ national, nationals }) => (national === undefined) !== (nationals === undefined), {
    path: ['national'],
    message: 'a row has one of national and nationals',
  })
  .refine(({ nationals, when }) => nationals === undefined || when === undefined, {
    path: ['when'],
    message: 'a bundle has no condition',
  })
  .readonly();

const Field = z
  .strictObject({
    local: text(100),
    national: text(100),
    /** The value by a table, in both directions. */
    table: tableName.optional(),
    /** The value by an expression. */
    toNational: expression.optional(),
    toLocal: expression.optional(),
    /** Names, on the side that is written, of fields whose new values the expressions see as `mapped`. */
    reads: list(text(100), 50),
    direction: RowDirection,
  })
  .refine((field) => field.table === undefined || !hasExpression(field), {
    path: ['table'],
    message: 'a field is mapped by a table or by expressions',
  })
  .refine((field) => field.reads.length === 0 || hasExpression(field), {
    path: ['reads'],
    message: 'only expressions read',
  })
  .refine((field) => field.direction !== 'BOTH' || !isOneWay(field), {
    path: ['direction'],
    message: 'there is no way back: both expressions, or one direction',
  })
  .readonly();

interface Expressions {
  readonly toNational?: string | undefined;
  readonly toLocal?: string | undefined;
}

function hasExpression({ toNational, toLocal }: Expressions): boolean {
  return toNational !== undefined || toLocal !== undefined;
}

function isOneWay({ toNational, toLocal }: Expressions): boolean {
  return (toNational === undefined) !== (toLocal === undefined);
}

export const MappingDocumentSchema = z
  .strictObject({
    platform: peerId,
    version: reference(50),
    validFrom: date,
    validTo: date.optional(),
    /** Where the pairs come from. */
    source: text(1_000),
    tables: z.record(tableName, z.array(Row).max(20_000).readonly()),
    /** A table whose national side is the local side of another. */
    chains: z.record(tableName, tableName).default({}),
    fields: list(Field, 2_000),
    /** What becomes of a form field that no entry names. */
    unmappedFields: z.enum(['KEEP', 'REFUSE']).default('KEEP'),
  })
  .refine(isPeriod, period)
  .readonly();

export type MappingDirection = z.output<typeof MappingDirectionSchema>;
export type MappingDocument = z.output<typeof MappingDocumentSchema>;
export type MappingRow = z.output<typeof Row>;
export type MappingField = z.output<typeof Field>;
