import { COUNTER } from '../lifecycle.js';
import type { Facet, Step } from './facet.js';

/** Who has the result: the counter that is to hand it out, the authority to which it came back, or the applicant. */
export type ResultHolder = 'COUNTER' | 'AUTHORITY' | 'APPLICANT';

/** 结果送达: where the result is, once it has left the authority or was to be delivered. */
export interface ResultFacts {
  readonly holder: ResultHolder;
  /** How often it could not be delivered. */
  readonly failures: number;
  /** 交旧领新: handed out only when the document that it replaces is surrendered. */
  readonly oldDocumentDue?: true;
}

export const result: Facet<ResultFacts> = {
  obstacle(own, { act, before }: Step) {
    switch (act.type) {
      case 'ResultDelivered':
        return own?.oldDocumentDue && !act.oldDocumentSurrendered
          ? 'the document that the result replaces has not been surrendered:'
          : notAtCounter(own, before);
      case 'DeliveryFailed':
      case 'ResultReturned':
        return notAtCounter(own, before);
      default:
        return undefined;
    }
  },

  after(own, { act }) {
    const failures = own?.failures ?? 0;
    switch (act.type) {
      case 'ResultTransferred':
        return { holder: 'COUNTER', failures, ...(act.oldDocumentDue && { oldDocumentDue: true }) };
      case 'DeliveryFailed':
        return { ...own, holder: 'COUNTER', failures: failures + 1 };
      case 'ResultReturned':
        return { ...own, holder: 'AUTHORITY', failures };
      case 'ResultDelivered':
        return { ...own, holder: 'APPLICANT', failures };
      default:
        return own;
    }
  },
};

/** An authority that is the counter itself needs no transfer. */
function notAtCounter(own: ResultFacts | undefined, { mode }: Step['before']): string | undefined {
  return COUNTER[mode] === 'submitter' && own?.holder !== 'COUNTER'
    ? 'the result has not been transferred to the counter'
    : undefined;
}
