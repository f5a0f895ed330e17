import { divisionCode, record, reference, text } from './values.js';

/** A clerk's window. */
export const WindowSchema = record('Window', {
  divisionCode,
  orgName: text(200),
  windowNo: reference(50).optional(),
});
