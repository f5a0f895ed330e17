import type { CaseAct } from '../acts.js';
import type { Facet, Obstacle } from './facet.js';

/**
 * 一次性告知: the points that correction notices have named, as codes in their order. What is to be corrected is told once and at
 * once (行政许可法 art. 32), so whatever a later notice names needs a recorded override.
 */
export interface NoticeFacts {
  readonly missing: readonly string[];
  readonly faulty: readonly string[];
}

type Notice = CaseAct<'CorrectionNotice'>;

const NONE: NoticeFacts = { missing: [], faulty: [] };

export const notices: Facet<NoticeFacts> = {
  obstacle(own, { act }) {
    if (act.type !== 'CorrectionNotice' || act.overrideGround !== undefined) return undefined;
    // Notices without codes were never judged by their points: cases that have several must stay what they were.
    return own === undefined || !hasCodes(act) ? undefined : notAtOnce(own, act);
  },

  after(own, { act }) {
    if (act.type !== 'CorrectionNotice') return own;
    const { missing, faulty } = own ?? NONE;
    return { missing: union(missing, act.missingCodes), faulty: union(faulty, act.faultyCodes) };
  },
};

function hasCodes({ missingCodes, faultyCodes }: Notice): boolean {
  return missingCodes.length + faultyCodes.length > 0;
}

function notAtOnce(own: NoticeFacts, { noticeNo, missingCodes, faultyCodes }: Notice): Obstacle {
  const points = [
    ...pointsOf('missingCodes', missingCodes, own.missing),
    ...pointsOf('faultyCodes', faultyCodes, own.faulty),
  ];
  const isAgain = points.some((point) => point.isAgain);
  return {
    code: isAgain ? 'POINT_ALREADY_NOTICED' : 'POINT_NOT_NOTICED_AT_ONCE',
    detail: `${noticeNo} is not the first notice of this case, and has no override`,
    violations: points.map(({ pointer, message }) => ({ pointer, message })),
  };
}

function pointsOf(member: string, codes: readonly string[], named: readonly string[]) {
  return codes.map((code, i) => {
    const isAgain = named.includes(code);
    const message = isAgain ? `${code} was named before` : `${code} was not named in the first notice`;
    return { isAgain, pointer: `/${member}/${i}`, message };
  });
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}
