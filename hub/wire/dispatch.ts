import type { Dispatch } from '#hub/dispatch';
import type { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';
import { toReceipt } from './acknowledgement.js';
import { momentText } from './case.js';
import { fromSignedParts } from './signed-message.js';

export function toDispatch(dispatch: Dispatch): tongban.v1.Dispatch.$Properties {
  return {
    dispatchId: dispatch.dispatchId,
    leaseToken: dispatch.leaseToken,
    leaseUntil: momentText(dispatch.leaseUntil),
    attempt: dispatch.attempt,
    original: fromSignedParts(dispatch.original),
    statement: fromSignedParts(dispatch.statement),
    leaf: dispatch.included.leaf,
    salt: dispatch.salt,
    receipt: toReceipt(dispatch.included),
  };
}

const DISPATCH_ID = /^(TB[0-9A-Z]{30})\/([1-9]\d{0,8})$/;

/** @throws ValidationError for anything but "<case number>/<event number>". */
export function readDispatchId(dispatchId: string): { readonly caseNo: string; readonly seq: number } {
  const [, caseNo, seq] = DISPATCH_ID.exec(dispatchId) ?? [];
  if (caseNo !== undefined && seq !== undefined) return { caseNo, seq: Number(seq) };
  throw new ValidationError('MALFORMED', 'not a dispatch id', {
    violations: [{ pointer: '/dispatchId', message: '<case number>/<event number>' }],
  });
}
