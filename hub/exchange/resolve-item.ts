import { parseItemCode } from '#domain/codes';
import { endOfItem, type ItemQuery, type Partnership } from '#domain/item';
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

/** Who decides, through which peer they are reached, by which rules, and for whom. */
export interface ResolvedItem extends Pick<Extract<Route, { kind: 'routed' }>, 'entry' | 'peerId' | 'path'> {
  /** Between whom alone the item is handled; empty: everywhere. */
  readonly partnerships: readonly Partnership[];
}

/** @throws ValidationError MALFORMED for a code that is wrong in itself, ItemNotMappedError. */
export function resolveItem({ catalogue, router }: Rules, query: ItemQuery): ResolvedItem {
  const route = router.route(query);
  const standing = catalogue.national.standing(basicCodeOf(route, query), query.date);
  if (standing.kind !== 'handled') throw new ItemNotMappedError(endOfItem(standing, query.date), query);
  if (route.kind !== 'routed') throw refusal(route, query);
  const { entry, peerId, path } = route;
  return { entry, peerId, path, partnerships: standing.partnerships };
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
