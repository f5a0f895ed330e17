import { citizenIdForLookup } from '#domain/codes';
import { dayOf } from '#domain/rules';
import type { Runtime } from '#hub/runtime';
import type { CaseMessage } from '#proto/schema';
import type { HolderTags } from './certificates/index.js';

export interface Identity {
  /** GA/T 2000.156, three digits. */
  readonly idType: string;
  readonly idNumber: string;
}

const CITIZEN_ID = '111';

/** Names applicants by the tags that holders of certificates have: the same person, the same tag. */
export class ApplicantTags {
  readonly #tags: HolderTags;
  readonly #runtime: Pick<Runtime, 'now'>;

  constructor(tags: HolderTags, runtime: Pick<Runtime, 'now'>) {
    this.#tags = tags;
    this.#runtime = runtime;
  }

  /** Of the applicant of a submission; undefined for any other message, and where the applicant is not open to the hub. */
  tagOf({ type, body }: CaseMessage): Uint8Array | undefined {
    const applicant = type === 'SubmitCase' ? body.personal?.open?.applicant : undefined;
    return applicant && this.of(applicant);
  }

  /** The same for a citizen's number of 15 digits as for the one of 18 that its holder has today. */
  of({ idType, idNumber }: Identity): Uint8Array {
    return this.#tags.of({ codeType: idType, code: this.#present(idType, idNumber) });
  }

  #present(idType: string, idNumber: string): string {
    if (idType !== CITIZEN_ID || idNumber.length !== 15) return idNumber;
    const read = citizenIdForLookup(idNumber, dayOf(this.#runtime.now()).replaceAll('-', ''));
    return typeof read === 'string' ? idNumber : read.number;
  }
}
