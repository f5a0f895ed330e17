import { OfdError } from '#crypto/ofd';
import { PdfError } from '#crypto/pdf';
import { HubError } from '#proto/errors';
import { HubCallError } from '../hub-error.js';
import { refusal, refusalOfCall, refusalOfDraft } from '../outgoing.js';
import type { Refusal } from '../province.js';
import { ReceiptError } from '../receipts.js';
import { OtherWordsError } from './signed-once.js';

/** What a window is told when it gets nothing. @throws the error when it is none that a window can do anything about. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof HubCallError) return refusalOfCall(error);
  if (error instanceof HubError) return refusalOfDraft(error);
  if (error instanceof OfdError || error instanceof PdfError) return refusal('MALFORMED', error.message); // the window's own file
  if (error instanceof OtherWordsError) return refusal('CONFLICT', error.message);
  if (error instanceof ReceiptError) return refusal('ISSUER_ANSWER_INVALID', error.message);
  throw error;
}
