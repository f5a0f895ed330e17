import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ExpressionPool } from '#connectors/kit/expressions';
import { checkMapping, type GapOutlook, type Mapping, type MappingFault } from '#connectors/kit/mapping';
import { codeGaps, type Database, FileBlobFolder, mappings } from '#hub/store';
import type { MappingDocument } from '#proto/schema';
import { compareMappings, type MappingDifference } from './difference.js';
import { findItemFaults, type ItemFault } from './item-faults.js';

/** Exit code when a version has faults: nothing was approved, or signed. */
export const FAULTY = 2;

/** What a reviewer is to know of a version before he says anything to it. */
export interface Inspection {
  readonly platform: string;
  readonly version: string;
  /** The first day on which cases go by it: its own, or today. YYYY-MM-DD. */
  readonly effectiveFrom: string;
  /** For which it cannot be approved. */
  readonly faults: readonly (MappingFault | ItemFault)[];
  /** What is no fault, and perhaps not meant. */
  readonly notes: readonly Note[];
  /** The approved version that holds on that day without this one. */
  readonly against: string | undefined;
  /** Undefined without a version to compare with. */
  readonly difference: MappingDifference | undefined;
  /** What becomes of the gaps that the platform's connector reports now. */
  readonly gaps: readonly (codeGaps.CodeGap & { readonly outlook: GapOutlook })[];
}

export interface Note {
  /**
   * RETROACTIVE: its first day is over. ENDS: it has a last day, after which the version before holds again, or none.
   * TABLE_GONE: a table of the version before is missing, and its connector may ask for it.
   * SEVERAL: a row with `nationals`; what comes under its code waits, because no connector divides a case by a table.
   */
  readonly code: 'RETROACTIVE' | 'ENDS' | 'TABLE_GONE' | 'SEVERAL';
  readonly detail: string;
}

export interface InspectionParts {
  readonly db: Pick<Database, 'query'>;
  readonly dataDir: string;
  readonly expressions: ExpressionPool;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The bytes of a version's document, as they were proposed. */
export async function readDocument(
  dataDir: string,
  { document }: Pick<mappings.MappingVersion, 'document'>,
): Promise<Buffer> {
  return buffer(await new FileBlobFolder(join(dataDir, 'files')).read(document, 0));
}

/** Looks at a version from all sides; changes nothing. */
export async function inspect(parts: InspectionParts, version: mappings.MappingVersion): Promise<Inspection> {
  const { db, dataDir, expressions, today } = parts;
  const { platform } = version;
  const approved = (await mappings.listMappings(db, { platform })).filter(isApproved);
  const bytes = await readDocument(dataDir, version);
  const { document, mapping, faults } = await checkMapping(bytes, approved, expressions);
  const [effectiveFrom = today] = [version.validFrom, today].sort().reverse();
  const found = { platform, version: version.version, effectiveFrom };
  const earlier = approved.filter((each) => each.version !== version.version);
  const against = inForce(earlier, effectiveFrom);
  if (document === undefined)
    return { ...found, faults, notes: [], against: against?.version, difference: undefined, gaps: [] };
  const before =
    against && (await checkMapping(await readDocument(dataDir, against), [], expressions)).document;
  return {
    ...found,
    faults: [...faults, ...(await findItemFaults(db, document, effectiveFrom))],
    notes: notesOn(document, before, today),
    against: against?.version,
    difference: before && compareMappings(before, document),
    gaps: mapping ? outlooks(mapping, await codeGaps.listCodeGaps(db, platform), effectiveFrom) : [],
  };
}

function isApproved({ review }: mappings.MappingVersion): boolean {
  return review?.isApproved ?? false;
}

/** The one whose first day came last. */
function inForce(
  approved: readonly mappings.MappingVersion[],
  day: string,
): mappings.MappingVersion | undefined {
  return approved
    .filter(({ validFrom }) => validFrom <= day)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
    .at(0);
}

function notesOn(document: MappingDocument, before: MappingDocument | undefined, today: string): Note[] {
  const { validFrom, validTo, tables } = document;
  const gone = Object.keys(before?.tables ?? {}).filter((name) => !Object.hasOwn(tables, name));
  return [
    ...(validFrom < today ? [{ code: 'RETROACTIVE' as const, detail: validFrom }] : []),
    ...(validTo === undefined ? [] : [{ code: 'ENDS' as const, detail: validTo }]),
    ...gone.map((detail) => ({ code: 'TABLE_GONE' as const, detail })),
    ...severalNotes(document),
  ];
}

/** What a table says of one thing that is several nationally: told when it is proposed, and again in the review. */
export function severalNotes({ tables }: MappingDocument): Note[] {
  return Object.entries(tables).flatMap(([name, rows]) =>
    rows.flatMap(({ local, nationals }): Note[] =>
      nationals === undefined ? [] : [{ code: 'SEVERAL', detail: `${name} ${local}` }],
    ),
  );
}

function outlooks(mapping: Mapping, gaps: readonly codeGaps.CodeGap[], day: string): Inspection['gaps'] {
  return gaps.map((gap) => ({ ...gap, outlook: mapping.outlook(gap, day) }));
}
