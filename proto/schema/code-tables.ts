import { z } from 'zod';
import { date, divisionCode } from './values.js';

/** Documents of code tables, as far as somebody other than the hub reads them. They may grow: what is not known is passed over. */

/** The table `divisions`: 行政区划, and which took the place of which. A place without days was always there, and still is. */
export const DivisionTableSchema = z.object({
  divisions: z
    .array(
      z.object({
        code: divisionCode,
        name: z.string(),
        level: z.string(),
        validFrom: date.optional(),
        validTo: date.optional(),
        source: z.string(),
      }),
    )
    .readonly(),
  changes: z
    .array(z.object({ from: divisionCode, to: divisionCode, on: date, kind: z.string(), source: z.string() }))
    .readonly(),
});

export type DivisionTable = z.input<typeof DivisionTableSchema>;
