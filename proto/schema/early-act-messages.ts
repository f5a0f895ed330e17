import { z } from 'zod';
import { ACT_TYPES, CASE_STATES } from '#domain/case';
import { caseNo, list, messageId, moment, peerId, record, text } from './values.js';

/** What the hub says of acts that came before what they build on. */

/** As in `cty`. */
const actType = z.string().regex(new RegExp(`^(?:${ACT_TYPES.join('|')})$`), 'not an act of a case');

const about = { caseNo, messageId, sender: peerId, actType, receivedAt: moment };

const EarlyActHeld = record('EarlyActHeld', {
  ...about,
  waitsFor: list(z.enum(CASE_STATES), CASE_STATES.length),
  heldUntil: moment,
});

const EarlyActRefused = record('EarlyActRefused', {
  ...about,
  refusalCode: z.string().regex(/^[A-Z][A-Z_]{0,49}$/, 'not an error code'),
  reason: text(2000),
});

export const EARLY_ACT_MESSAGES = { EarlyActHeld, EarlyActRefused } as const;
