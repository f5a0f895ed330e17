import { parseItemCode } from '#domain/codes';
import type { ItemQuery } from '#domain/item';
import type { Route, RouteRefusal } from '#domain/routing';
import { RuleError, ValidationError } from '#proto/errors';
import type { Rules } from './rules.js';

/** An item nobody is known to decide, or to be reached for. Refused, never guessed; a submission of it opens a mapping gap. */
export class ItemNotMappedError extends RuleError {
  readonly query: ItemQuery;

  constructor(detail: string, query: ItemQuery) {
    super('ITEM_NOT_MAPPED', detail);
    this.query = query;
  }
}

/** Who decides, through which peer they are reached, and by which rules. */
export type ResolvedItem = Extract<Route, { kind: 'routed' }>;

/** @throws ValidationError MALFORMED for a code that is wrong in itself, ItemNotMappedError. */
export function resolveItem({ catalogue, router }: Rules, query: ItemQuery): ResolvedItem {
  const route = router.route(query);
  const cancelled = catalogue.cancellation(basicCodeOf(route, query), query.date);
  if (cancelled !== undefined) {
    const { name, basicCode, validFrom, document } = cancelled;
    const detail = `item ${basicCode} (${name}) has been cancelled since ${validFrom} by ${document}`;
    throw new ItemNotMappedError(detail, query);
  }
  if (route.kind === 'routed') return route;
  throw refusal(route, query);
}

/** Empty for a code that is wrong in itself. */
function basicCodeOf(route: Route, { itemCode }: ItemQuery): string {
  if (route.kind === 'routed') return route.entry.basicCode;
  const code = parseItemCode(itemCode);
  return typeof code === 'string' ? '' : code.basicCode;
}

function refusal({ kind, detail }: RouteRefusal, query: ItemQuery): Error {
  if (kind !== 'malformed') return new ItemNotMappedError(detail, query);
  return new ValidationError('MALFORMED', 'the item code is not valid', {
    violations: [{ pointer: '/itemCode', message: detail }],
  });
}
