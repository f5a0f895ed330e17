import { citizenIdFault } from '../codes/citizen-id.js';
import { usccFault } from '../codes/uscc.js';

/** 持证主体: who holds a certificate. */
export interface Holder {
  /** 持证主体代码类型, three digits. */
  readonly codeType: string;
  readonly code: string;
}

export const CITIZEN_ID = '111';
export const USCC = '001';

/** Of other types than these two the standard's rules are not known here; their codes are taken as they are. */
const OTHER_CODE = /^[\p{L}\p{N}\p{P}]{1,70}$/u;

/** Everything that is wrong with the holders of one certificate, with their place in the list. @param today YYYYMMDD. */
export function holderFaults(holders: readonly Holder[], today: string): readonly string[] {
  if (holders.length === 0) return ['a certificate has at least one holder'];
  return holders.flatMap((holder, at) => {
    const first = holders.findIndex((other) => isSameHolder(holder, other));
    const fault = first < at ? `is the same as holder ${first + 1}` : codeFault(holder, today);
    return fault === undefined ? [] : [`holder ${at + 1}: ${fault}`];
  });
}

export function isSameHolder(one: Holder, other: Holder): boolean {
  return one.codeType === other.codeType && one.code === other.code;
}

function codeFault({ codeType, code }: Holder, today: string): string | undefined {
  if (!/^\d{3}$/.test(codeType)) return `${codeType} is not a type of holder codes, expected three digits`;
  if (codeType === CITIZEN_ID) return citizenIdFault(code, today);
  if (codeType === USCC) return usccFault(code);
  return OTHER_CODE.test(code) ? undefined : 'not the code of a holder';
}
