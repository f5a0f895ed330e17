import { ConflictError } from '#proto/errors';
import { caseNoOf, type VerifiedAct, waybillOf } from './act.js';
import { type Context, waybillKey } from './context.js';

/**
 * Two hand-overs of one case do not travel under one waybill: of a parcel that came, nobody could say which of them it was. That
 * other cases name it too is told to whoever looks at the case.
 * @throws ConflictError CONFLICT.
 */
export function checkWaybill({ message }: VerifiedAct, context: Pick<Context, 'waybills'>): void {
  const [caseNo, waybill] = [caseNoOf(message), waybillOf(message)];
  if (caseNo === undefined || waybill === undefined) return;
  const taken = context.waybills.get(waybillKey(caseNo, waybill));
  if (taken !== undefined)
    throw new ConflictError('CONFLICT', `hand-over ${taken} of this case travels under ${waybill} already`);
}

/** Later acts of the same batch must see it. */
export function rememberWaybill({ message }: VerifiedAct, context: Pick<Context, 'waybills'>): void {
  if (message.type !== 'OriginalsHandedOver' || message.body.waybill === undefined) return;
  const { caseNo, waybill, handOverNo } = message.body;
  context.waybills.set(waybillKey(caseNo, waybill), handOverNo);
}
