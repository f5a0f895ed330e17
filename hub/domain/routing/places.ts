import type { Divisions } from '../division/index.js';
import type { EntryLookup } from '../item/index.js';
import type { Authorities } from './authorities.js';
import { after, agreed, ambiguous, type Decision, unmapped } from './decision.js';
import type { RouteStep } from './rows.js';

interface Question {
  readonly basicCode: string;
  readonly date: string;
  /** Divisions whose successors are being followed: each is followed once, so the search ends, whatever the data say. */
  readonly gone: readonly string[];
}

/** Looking beneath a division with more rows than this to say where else to ask costs more than it helps. */
const MAX_BENEATH = 256;

/** Which place exercises an item for the people of a division. */
export class Places {
  readonly #entries: EntryLookup;
  readonly #divisions: Divisions;
  readonly #authorities: Authorities;

  constructor(entries: EntryLookup, divisions: Divisions, authorities: Authorities) {
    this.#entries = entries;
    this.#divisions = divisions;
    this.#authorities = authorities;
  }

  /**
   * The division itself, or the nearest above it; and where one of these is gone, what took its place. What is beneath is
   * told of, never chosen.
   */
  find(basicCode: string, division: string, date: string): Decision {
    return this.#upwards(division, { basicCode, date, gone: [] });
  }

  #upwards(division: string, question: Question): Decision {
    for (const place of [division, ...this.#divisions.ancestorsOf(division)]) {
      const found = this.#at(place, question);
      if (found !== undefined) {
        return after(place === division ? [] : [{ rule: 'EXERCISED_ABOVE', division: place }], found);
      }
      const successors = question.gone.includes(place)
        ? []
        : this.#divisions.successorsOf(place, question.date);
      if (successors.length > 0) return this.#inSuccessors(place, successors, question);
    }
    return this.#beneath(division, question);
  }

  #at(place: string, question: Question): Decision | undefined {
    const { basicCode, date } = question;
    const entries = this.#entries.byPlace(basicCode, place, date);
    return this.#authorities.actingOf(entries, date, described(place, question));
  }

  #inSuccessors(from: string, successors: readonly string[], question: Question): Decision {
    const gone = [...question.gone, from];
    const decisions = successors.map((to) => this.#upwards(to, { ...question, gone }));
    const steps = successors.map((to): RouteStep => ({ rule: 'DIVISION_SUCCEEDED', from, to }));
    const same = agreed(decisions);
    if (same !== undefined) return after(steps, same);
    const [first] = decisions;
    const areAlike = decisions.length === 1 || decisions.every(({ kind }) => kind === 'unmapped');
    if (first !== undefined && areAlike) return first;
    return ambiguous(
      `${from} was divided among ${successors.join(', ')}: name the one that is meant`,
      successors,
    );
  }

  #beneath(division: string, question: Question): Decision {
    const known = `no authority is known for ${described(division, question)}`;
    const places = this.#placesBeneath(division, question);
    if (places.length > 0) {
      return ambiguous(`${known}, but beneath it: name one of ${places.join(', ')}`, places);
    }
    const isAboveCounties = division.length === 6 && division.endsWith('00');
    return unmapped(isAboveCounties ? `${known}; name the county, if the item is exercised there` : known);
  }

  #placesBeneath(division: string, { basicCode, date }: Question): string[] {
    if (this.#divisions.sizeOf(division) > MAX_BENEATH) return [];
    return this.#divisions
      .beneath(division, date)
      .filter(({ code }) => this.#entries.byPlace(basicCode, code, date).length > 0)
      .map(({ code }) => code);
  }
}

function described(place: string, { basicCode, date }: Question): string {
  return `item ${basicCode} in ${place} on ${date}`;
}
