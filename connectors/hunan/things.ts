import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { MappingGapError, type MappingTables } from '#connectors/kit';
import { readJson, validate } from '#proto/schema';

/** What the province's things (一件事) consist of: things.json. */

const text = z.string().min(1);

const Need = z.strictObject({
  /** The member whose result must be there first. */
  item: text,
  /** What that result is called among this member's materials, and what kind of material it is in the province's code. */
  as: text,
  source: text,
});

const Member = z.strictObject({
  /** The province's item code. */
  item: text,
  name: text,
  /** Which fields of the thing's one form this member's office gets, and which of its materials. */
  form: z.array(text),
  materials: z.array(text),
  /** Whether this office gets the telephone number, and the agent. */
  phone: z.boolean(),
  agent: z.boolean(),
  /** Empty: may be handled beside all others. */
  after: z.array(Need),
});

const Thing = z.strictObject({ code: text, name: text, members: z.array(Member).min(1) });

const ThingsFileSchema = z.strictObject({
  platform: z.string(),
  version: z.string(),
  /** From which day the definitions hold, and where they come from. */
  validFrom: z.iso.date(),
  source: z.string(),
  things: z.array(Thing),
});

export type ThingDefinition = z.output<typeof Thing>;
export type MemberDefinition = z.output<typeof Member>;

/** Definitions of things by their codes. */
export class Things {
  readonly #byCode = new Map<string, ThingDefinition>();

  /** @throws TypeError for a definition that contradicts itself, MappingGapError for a code without counterpart. */
  constructor(things: readonly ThingDefinition[], maps: MappingTables) {
    for (const thing of things) {
      if (this.#byCode.has(thing.code)) throw new TypeError(`thing ${thing.code} stands twice`);
      for (const { item, after } of thing.members) {
        mustBeKnown(maps, 'items', item);
        for (const { source } of after) mustBeKnown(maps, 'materialSources', source);
      }
      checkOrder(thing);
      this.#byCode.set(thing.code, thing);
    }
  }

  static read(path: string, maps: MappingTables): Things {
    const file = validate(
      ThingsFileSchema,
      readJson(readFileSync(path)),
      `${path} is not a file of definitions`,
    );
    return new Things(file.things, maps);
  }

  /** @throws MappingGapError for a thing that nobody has defined. */
  get(code: string): ThingDefinition {
    const thing = this.#byCode.get(code);
    if (thing === undefined) throw new MappingGapError('hunan things', code);
    return thing;
  }
}

/** Which of several counterparts it is, the case says when there is one. @throws MappingGapError when there is none. */
function mustBeKnown(maps: MappingTables, table: string, code: string): void {
  try {
    maps.table(table).toNational(code);
  } catch (error) {
    if (!(error instanceof MappingGapError) || error.kind !== 'AMBIGUOUS') throw error;
  }
}

/** A member waits only for members that stand before it: so no two wait for each other. */
function checkOrder({ code, members }: ThingDefinition): void {
  const before = new Set<string>();
  for (const { item, after } of members) {
    if (before.has(item)) throw new TypeError(`thing ${code}: ${item} stands twice`);
    const early = after.find((need) => !before.has(need.item));
    if (early !== undefined) {
      throw new TypeError(`thing ${code}: ${item} waits for ${early.item}, which does not stand before it`);
    }
    before.add(item);
  }
}
