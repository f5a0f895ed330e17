import { ConflictError } from '#proto/errors';
import { caseNoOf, type VerifiedAct, waybillOf } from './act.js';
import { type Context, waybillKey } from './context.js';

/**
 * Two hand-overs of one case do not travel under one waybill: of a parcel that came, nobody could say which of them it was. That
 * other cases name it too is told to whoever looks at the case.
 * @throws ConflictError CONFLICT.
 */
export function checkWaybill(act: VerifiedAct, context: Pick<Context, 'waybills'>): void {
  const key = keyOf(act);
  const taken = key && context.waybills.get(key);
  if (taken !== undefined)
    throw new ConflictError('CONFLICT', `hand-over ${taken} of this case travels under that waybill already`);
}

/** Later acts of the same batch must see it. */
export function rememberWaybill(act: VerifiedAct, context: Pick<Context, 'waybills'>): void {
  const key = keyOf(act);
  if (key !== undefined && act.message.type === 'OriginalsHandedOver')
    context.waybills.set(key, act.message.body.handOverNo);
}

/** Undefined for a result: it may lie in one parcel with originals that go back. */
function keyOf({ message }: VerifiedAct): string | undefined {
  const [caseNo, waybill] = [caseNoOf(message), waybillOf(message)];
  return message.type === 'OriginalsHandedOver' && caseNo !== undefined && waybill !== undefined
    ? waybillKey(caseNo, waybill)
    : undefined;
}
