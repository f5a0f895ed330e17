import type { CustodyFacts, Originals } from '#domain/case';
import { tongban } from '#proto/codec';

const { OriginalsHolder, HandOver } = tongban.v1;

/** @param others by hand-over: how many other cases name its waybill. */
export function toCustody(
  { held, handOvers }: CustodyFacts,
  others: ReadonlyMap<string | null, number>,
): tongban.v1.Custody.$Properties {
  return {
    held: held.map(({ code, sheets, holder }) => ({ code, sheets, holder: OriginalsHolder[holder] })),
    handOvers: handOvers.map(({ handOverNo, giver, taker, handed, received, standing }) => ({
      handOverNo,
      giver: OriginalsHolder[giver],
      taker: OriginalsHolder[taker],
      handed: handed.map(toOriginals),
      received: received.map(toOriginals),
      standing: HandOver.Standing[standing],
      othersOnWaybill: others.get(handOverNo) ?? 0,
    })),
  };
}

function toOriginals({ code, sheets }: Originals): tongban.v1.Originals.$Properties {
  return { code, sheets };
}
