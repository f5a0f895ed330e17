import { ValidationError } from '#proto/errors';
import { MappingDocumentSchema, type MappingProposal, readJson, validate } from '#proto/schema';

/** Some tens of thousands of codes. */
export const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/**
 * The form alone: whether it contradicts itself, and its expressions, are looked at in the review, outside of this process.
 * @throws ValidationError with every violation.
 */
export function checkMappingDocument(bytes: Uint8Array, proposal: MappingProposal): void {
  const document = validate(MappingDocumentSchema, readJson(bytes), 'the mapping document is not valid');
  const violations = (['platform', 'version', 'validFrom'] as const)
    .filter((member) => document[member] !== proposal[member])
    .map((member) => ({ pointer: `/${member}`, message: `the proposal says ${proposal[member]}` }));
  if (violations.length === 0) return;
  throw new ValidationError('MALFORMED', 'the document is not the proposed one', { violations });
}
