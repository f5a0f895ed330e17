import type { Catalogue, ImplementationEntry, ItemQuery } from '#domain/item';
import { RuleError, ValidationError } from '#proto/errors';

/** An item nobody is known to decide. Refused, never guessed; a submission of it opens a mapping gap. */
export class ItemNotMappedError extends RuleError {
  readonly query: ItemQuery;

  constructor(detail: string, query: ItemQuery) {
    super('ITEM_NOT_MAPPED', detail);
    this.query = query;
  }
}

/** @throws ValidationError MALFORMED for a code that is wrong in itself, ItemNotMappedError. */
export function resolveItem(catalogue: Catalogue, query: ItemQuery): ImplementationEntry {
  const resolution = catalogue.resolve(query);
  switch (resolution.kind) {
    case 'resolved':
      return resolution.entry;
    case 'unmapped':
      throw new ItemNotMappedError(resolution.detail, query);
    case 'malformed':
      throw new ValidationError('MALFORMED', 'the item code is not valid', {
        violations: [{ pointer: '/itemCode', message: resolution.detail }],
      });
  }
}
