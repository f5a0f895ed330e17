import type { Facet } from './facet.js';

/** Where the applicant applied, when the submission names it; else it is somewhere in the submitting platform's division. */
export interface IntakeFacts {
  readonly divisionCode: string;
}

export const intake: Facet<IntakeFacts> = {
  opening({ intakeDivision }) {
    return intakeDivision === undefined ? undefined : { divisionCode: intakeDivision };
  },

  after(own) {
    return own;
  },
};
