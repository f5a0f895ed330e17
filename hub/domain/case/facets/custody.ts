import type { CaseAct } from '../acts.js';
import type { CaseFacts } from '../fold.js';
import type { Facet, Obstacle, Step } from './facet.js';

/** Whose hands paper originals are in. */
export type OriginalsHolder = 'WINDOW' | 'COURIER' | 'AUTHORITY' | 'APPLICANT';

/** So many sheets of one material, by its code in the case. */
export interface Originals {
  readonly code: string;
  readonly sheets: number;
}

export interface HeldOriginals extends Originals {
  readonly holder: OriginalsHolder;
}

export interface HandOver {
  readonly handOverNo: string;
  readonly giver: OriginalsHolder;
  readonly taker: OriginalsHolder;
  /** The platform that signed it. */
  readonly by: string;
  readonly handed: readonly Originals[];
  readonly received: readonly Originals[];
  readonly standing: 'OPEN' | 'INCOMPLETE' | 'COMPLETE' | 'LOST';
}

/** Which originals (原件) are where: with somebody who has signed for them, or on the way. */
export interface CustodyFacts {
  readonly held: readonly HeldOriginals[];
  /** In the order in which they came. */
  readonly handOvers: readonly HandOver[];
}

/** The facts of a case are read with every act of it: they must not grow without end. */
const MOST_HAND_OVERS = 100;

const NOTHING: CustodyFacts = { held: [], handOvers: [] };

export const custody: Facet<CustodyFacts> = {
  obstacle(own = NOTHING, { act, before }: Step) {
    switch (act.type) {
      case 'OriginalsHandedOver':
        return handingObstacle(own, act, before);
      case 'OriginalsReceived':
        return receivingObstacle(own, act, before);
      case 'OriginalsLost':
        return losingObstacle(own, act);
      case 'CaseConcluded':
        return concludingObstacle(own);
      default:
        return undefined;
    }
  },

  after(own, { act }: Step) {
    switch (act.type) {
      case 'OriginalsHandedOver':
        return handedOver(own ?? NOTHING, act);
      case 'OriginalsReceived':
        return changed(own ?? NOTHING, act.handOverNo, (each) => received(each, act.originals), act);
      case 'OriginalsLost':
        return changed(own ?? NOTHING, act.handOverNo, (each) => ({ ...each, standing: 'LOST' }));
      default:
        return own;
    }
  },
};

/** Sheets that were handed over, and for which nobody has signed. What is lost may turn up after all. */
function missingOf({ handed, received: came }: HandOver): readonly Originals[] {
  return handed.flatMap(({ code, sheets }) => {
    const missing = sheets - sheetsOf(came, code);
    return missing > 0 ? { code, sheets: missing } : [];
  });
}

function handingObstacle(
  own: CustodyFacts,
  act: CaseAct<'OriginalsHandedOver'>,
  before: CaseFacts,
): string | undefined {
  const { handOverNo, giver, taker, actor, originals, takenAtOnce } = act;
  if (own.handOvers.length >= MOST_HAND_OVERS) return `a case has at most ${MOST_HAND_OVERS} hand-overs`;
  if (own.handOvers.some((each) => each.handOverNo === handOverNo))
    return `there is a hand-over ${handOverNo} already`;
  const signer = platformOf(giver, before) ?? platformOf(taker, before) ?? before.submitter;
  if (actor !== signer) return `what ${giver} hands to ${taker} is for ${signer} to say`;
  if (takenAtOnce && (platformOf(taker, before) ?? actor) !== actor)
    return `${taker} has a platform of its own, which says what came`;
  return lacking(own, giver, originals);
}

/** An original comes into the case with the first hand-over that names it; from then on only who has it can give it. */
function lacking(
  { held, handOvers }: CustodyFacts,
  giver: OriginalsHolder,
  originals: readonly Originals[],
): string | undefined {
  if (giver === 'APPLICANT') return undefined; // may always bring more
  const lacks = originals.filter(
    ({ code, sheets }) => isKnown(handOvers, code) && sheetsOf(held.filter(heldBy(giver)), code) < sheets,
  );
  return lacks.length === 0 ? undefined : `${giver} does not hold ${listed(lacks)}`;
}

/** Whether a hand-over brings originals into the case, rather than sending on, or giving back, what is there. */
export function bringsOriginals(
  { handOvers }: CustodyFacts = NOTHING,
  { giver, originals }: Pick<CaseAct<'OriginalsHandedOver'>, 'giver' | 'originals'>,
): boolean {
  return giver === 'APPLICANT' || originals.some(({ code }) => !isKnown(handOvers, code));
}

function isKnown(handOvers: readonly HandOver[], code: string): boolean {
  return handOvers.some(({ handed }) => handed.some((each) => each.code === code));
}

function receivingObstacle(
  own: CustodyFacts,
  { handOverNo, taker, actor, originals }: CaseAct<'OriginalsReceived'>,
  before: CaseFacts,
): string | undefined {
  const handOver = own.handOvers.find((each) => each.handOverNo === handOverNo);
  if (handOver === undefined || missingOf(handOver).length === 0)
    return `nothing of a hand-over ${handOverNo} is still to come`;
  const isMeant = handOver.taker === 'COURIER' || taker === handOver.taker || taker === handOver.giver;
  if (!isMeant) return `hand-over ${handOverNo} goes to ${handOver.taker}, not to ${taker}`;
  const strange = originals.filter(({ code }) => sheetsOf(handOver.handed, code) === 0);
  if (strange.length > 0) return `${listed(strange)} was not in hand-over ${handOverNo}`;
  const signer = platformOf(taker, before) ?? handOver.by;
  return actor === signer ? undefined : `what ${taker} has received is for ${signer} to say`;
}

function losingObstacle(
  own: CustodyFacts,
  { handOverNo, actor }: CaseAct<'OriginalsLost'>,
): string | undefined {
  const handOver = own.handOvers.find((each) => each.handOverNo === handOverNo);
  if (handOver === undefined || missingOf(handOver).length === 0)
    return `nothing of a hand-over ${handOverNo} is still to come`;
  if (handOver.standing === 'LOST') return `what is missing of ${handOverNo} is lost already`;
  return actor === handOver.by ? undefined : `what is lost of ${handOverNo} is for ${handOver.by} to say`;
}

/** Every hand-over is named, so that somebody can go and look for what is missing of it. */
function concludingObstacle({ handOvers }: CustodyFacts): Obstacle | undefined {
  const open = handOvers.filter(({ standing }) => standing === 'OPEN' || standing === 'INCOMPLETE');
  if (open.length === 0) return undefined;
  return {
    code: 'ORIGINALS_UNACCOUNTED',
    detail: 'originals were handed over, and nobody has signed for them or said that they are lost',
    violations: open.map((each) => ({
      pointer: '',
      message: `${listed(missingOf(each))} of hand-over ${each.handOverNo} to ${each.taker}`,
    })),
  };
}

function handedOver(own: CustodyFacts, act: CaseAct<'OriginalsHandedOver'>): CustodyFacts {
  const { handOverNo, giver, taker, actor: by, originals: handed, takenAtOnce } = act;
  const left = own.held.flatMap((each) => {
    const sheets = each.sheets - (each.holder === giver ? sheetsOf(handed, each.code) : 0);
    return sheets > 0 ? { ...each, sheets } : [];
  });
  const handOver: HandOver = { handOverNo, giver, taker, by, handed, received: [], standing: 'OPEN' };
  return takenAtOnce
    ? { held: added(left, taker, handed), handOvers: [...own.handOvers, received(handOver, handed)] }
    : { held: left, handOvers: [...own.handOvers, handOver] };
}

function changed(
  { held, handOvers }: CustodyFacts,
  handOverNo: string,
  change: (handOver: HandOver) => HandOver,
  came?: { readonly taker: OriginalsHolder; readonly originals: readonly Originals[] },
): CustodyFacts {
  return {
    held: came === undefined ? held : added(held, came.taker, came.originals),
    handOvers: handOvers.map((each) => (each.handOverNo === handOverNo ? change(each) : each)),
  };
}

function received(handOver: HandOver, came: readonly Originals[]): HandOver {
  const sum = came.reduce<readonly Originals[]>(plus, handOver.received);
  const after: HandOver = { ...handOver, received: sum };
  if (missingOf(after).length === 0) return { ...after, standing: 'COMPLETE' };
  return handOver.standing === 'LOST' ? after : { ...after, standing: 'INCOMPLETE' };
}

function added(
  held: readonly HeldOriginals[],
  holder: OriginalsHolder,
  came: readonly Originals[],
): readonly HeldOriginals[] {
  const others = held.filter((each) => each.holder !== holder);
  const theirs: readonly Originals[] = held.filter(heldBy(holder));
  return [...others, ...came.reduce(plus, theirs).map(({ code, sheets }) => ({ code, sheets, holder }))];
}

function plus(all: readonly Originals[], { code, sheets }: Originals): readonly Originals[] {
  const others = all.filter((each) => each.code !== code);
  return [...others, { code, sheets: sheets + sheetsOf(all, code) }];
}

function heldBy(holder: OriginalsHolder) {
  return (each: HeldOriginals) => each.holder === holder;
}

function sheetsOf(all: readonly Originals[], code: string): number {
  return all.find((each) => each.code === code)?.sheets ?? 0;
}

function listed(all: readonly Originals[]): string {
  return all.map(({ code, sheets }) => `${code} × ${sheets}`).join(', ');
}

/** Who speaks for a holder; nobody of their own for the applicant and a courier. */
function platformOf(
  holder: OriginalsHolder,
  { submitter, competent }: Pick<CaseFacts, 'submitter' | 'competent'>,
): string | undefined {
  switch (holder) {
    case 'WINDOW':
      return submitter;
    case 'AUTHORITY':
      return competent;
    default:
      return undefined;
  }
}
