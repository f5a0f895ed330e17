import { ValidationError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';

/**
 * What is delivered by courier has a waybill, and only at a window somebody is looked at and hands something in. Not part of the
 * message's form: deliveries from before this rule are read as they were sent.
 * @throws ValidationError MALFORMED.
 */
export function checkDelivery({ type, body }: CaseMessage): void {
  if (type !== 'ResultDelivered') return;
  const violations: { readonly pointer: string; readonly message: string }[] = [];
  if (body.mode === 'BY_COURIER' && body.waybill === undefined)
    violations.push({ pointer: '/waybill', message: 'a courier has a waybill' });
  for (const member of ['collectorChecked', 'oldDocumentSurrendered'] as const)
    if (body[member] && body.mode !== 'AT_WINDOW')
      violations.push({ pointer: `/${member}`, message: 'of a delivery at a window alone' });
  if (violations.length > 0)
    throw new ValidationError('MALFORMED', 'the delivery does not say how it was made', { violations });
}
