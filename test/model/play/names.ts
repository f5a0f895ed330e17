import { fromFlattened, readHeader } from '#crypto/jose';
import { CASE_NO_RANDOM_BYTES, formatCaseNo } from '#domain/codes';
import type { LeasedDispatch } from '../../kit/inbox.js';
import type { CaseName } from '../model/words.js';

/** A number in the form of the hub's that it never gave. */
const NOBODYS = formatCaseNo(0, new Uint8Array(CASE_NO_RANDOM_BYTES));

/** What the hub calls the cases of the model. */
export class Names {
  readonly #numbers = new Map<CaseName, string>();
  readonly #names = new Map<string, CaseName>();

  call(name: CaseName, caseNo: string): void {
    this.#numbers.set(name, caseNo);
    this.#names.set(caseNo, name);
  }

  /** That of nobody's case where there is none. */
  number(name: CaseName): string {
    return this.#numbers.get(name) ?? NOBODYS;
  }

  /** Its number where it is none of the model's. */
  name(caseNo: string): CaseName {
    return this.#names.get(caseNo) ?? caseNo;
  }

  /** Which event a dispatch is about. */
  dispatched({ dispatchId, original }: LeasedDispatch) {
    const [caseNo = '', seq = ''] = dispatchId.split('/');
    const { jti: messageId } = readHeader(fromFlattened(original).protected);
    return { caseNo, seq: Number(seq), messageId };
  }
}
