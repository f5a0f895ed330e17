import type { ExpressionErrorCode, ExpressionPool } from '#connectors/kit/expressions';
import { HubError, type Violation } from '#proto/errors';
import { type MappingDocument, MappingDocumentSchema, pointerTo, readJson, validate } from '#proto/schema';
import { compileMapping, structureFaults } from './compile.js';
import type { Mapping } from './mapping.js';

export type MappingFaultCode =
  /** It has not the form of a mapping document. */
  | 'FORM'
  /** It is another platform's. */
  | 'PLATFORM'
  /** It contradicts itself, or goes in a circle. */
  | 'STRUCTURE'
  /** An expression that the pool does not read. */
  | ExpressionErrorCode
  /** It begins before a version that has been approved: days that it was to hold for were judged by that one. */
  | 'BEFORE_APPROVED'
  /** It begins on the day of a version that has been approved: nothing would say which of them holds. */
  | 'OVERLAPS_APPROVED';

export interface MappingFault extends Violation {
  readonly code: MappingFaultCode;
}

export interface CheckedMapping {
  /** Undefined when it does not even have the form of a mapping document. */
  readonly document: MappingDocument | undefined;
  /** Undefined when it contradicts itself. */
  readonly mapping: Mapping | undefined;
  readonly faults: readonly MappingFault[];
}

/** A version that the hub has approved. */
export interface EarlierVersion {
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly validFrom: string;
}

/**
 * Everything for which a connector would refuse a document, and where it stands in the way of what is approved: all at once.
 * Expressions are read in the pool's processes alone, so whoever asks is not harmed by what a stranger wrote.
 */
export async function checkMapping(
  bytes: Uint8Array,
  approved: readonly EarlierVersion[],
  expressions: ExpressionPool,
): Promise<CheckedMapping> {
  const document = readDocument(bytes);
  if ('faults' in document) return { document: undefined, mapping: undefined, faults: document.faults };
  const structure = structureFaults(document).map((each) => ({ ...each, code: 'STRUCTURE' as const }));
  const faults = [
    ...structure,
    ...(await expressionFaults(document, expressions)),
    ...orderFaults(document, approved),
  ];
  return { document, mapping: structure.length === 0 ? compileMapping(document) : undefined, faults };
}

function orderFaults(
  { version, validFrom }: MappingDocument,
  approved: readonly EarlierVersion[],
): MappingFault[] {
  return approved
    .filter((each) => each.version !== version && each.validFrom >= validFrom)
    .map((each) => ({
      code: each.validFrom === validFrom ? 'OVERLAPS_APPROVED' : 'BEFORE_APPROVED',
      pointer: '/validFrom',
      message: `version ${each.version}, which is approved, begins on ${each.validFrom}`,
    }));
}

function readDocument(bytes: Uint8Array): MappingDocument | { readonly faults: readonly MappingFault[] } {
  try {
    return validate(MappingDocumentSchema, readJson(bytes), 'the mapping document is not valid');
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { faults: error.violations.map((each) => ({ ...each, code: 'FORM' })) };
  }
}

/** What is wrong with the expressions of a document, each as the pool's processes read it. */
export async function expressionFaults(
  document: MappingDocument,
  expressions: ExpressionPool,
): Promise<MappingFault[]> {
  const placed = expressionsOf(document);
  const faults = await expressions.check(placed.map(({ source }) => source));
  return placed.flatMap(({ pointer }, i): MappingFault[] => {
    const fault = faults[i];
    if (fault === undefined) return [];
    const at = fault.position === undefined ? '' : ` (character ${fault.position})`;
    return [{ code: fault.code, pointer, message: `${fault.message}${at}` }];
  });
}

/** One expression of a document, and where it stands, as a JSON pointer. */
interface PlacedExpression {
  readonly pointer: string;
  readonly source: string;
}

function expressionsOf({ tables, fields }: MappingDocument): PlacedExpression[] {
  const found: PlacedExpression[] = [];
  const add = (path: readonly (string | number)[], source: string | undefined) => {
    if (source !== undefined) found.push({ pointer: pointerTo(path), source });
  };
  for (const [name, rows] of Object.entries(tables)) {
    for (const [row, { when }] of rows.entries()) add(['tables', name, row, 'when'], when);
  }
  for (const [field, { toNational, toLocal }] of fields.entries()) {
    add(['fields', field, 'toNational'], toNational);
    add(['fields', field, 'toLocal'], toLocal);
  }
  return found;
}
