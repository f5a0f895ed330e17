import { ValidationError, type Violation } from '#proto/errors';
import { type MappingDirection, type MappingDocument, pointerTo } from '#proto/schema';
import { type FieldRule, FieldRules, rulesOf } from './fields.js';
import { findLoop } from './loops.js';
import { FIELDS, Mapping } from './mapping.js';
import { type Bundle, type Entry, MappingTable } from './table.js';

const DIRECTIONS = ['TO_NATIONAL', 'TO_LOCAL'] as const satisfies readonly MappingDirection[];
/** Each is held against each other. */
const MAX_ROWS_OF_CODE = 100;
/** Each is asked for every code, one within the other. */
const MAX_CHAINED = 16;

/**
 * Makes a document ready for use: everything about it that can be wrong whatever the case is looked at now.
 * @throws ValidationError MALFORMED with all violations at once. Expressions are read by the pool only.
 */
export function compileMapping(document: MappingDocument): Mapping {
  const violations = structureFaults(document);
  if (violations.length === 0) {
    const fields = (direction: MappingDirection) => new FieldRules(rulesOf(document.fields, direction));
    return new Mapping(document, tablesOf(document), {
      TO_NATIONAL: fields('TO_NATIONAL'),
      TO_LOCAL: fields('TO_LOCAL'),
    });
  }
  const { platform, version } = document;
  const message = `the mapping of ${platform}, version ${version}, does not hold together`;
  throw new ValidationError('MALFORMED', message, { violations });
}

/** All in which a document contradicts itself, as JSON pointers into it. */
export function structureFaults(document: MappingDocument): Violation[] {
  const tables = tablesOf({ ...document, chains: {} }); // where a chain leads is another matter than what a table says
  return distinct([
    ...nameFaults(document),
    ...chainFaults(document),
    ...[...tables].flatMap(([name, table]) => tableFaults(name, table)),
    ...DIRECTIONS.flatMap((direction) => fieldFaults(document, rulesOf(document.fields, direction))),
  ]);
}

/** A row that is wrong in both directions is named once. */
function distinct(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((each) => [`${each.pointer} ${each.message}`, each])).values()];
}

/** Gaps of the field map go by this name. */
function nameFaults({ tables }: MappingDocument): Violation[] {
  return Object.hasOwn(tables, FIELDS) ? [violation(['tables', FIELDS], 'no table may have this name')] : [];
}

function chainFaults({ tables, chains }: MappingDocument): Violation[] {
  const faults = Object.entries(chains).flatMap(([from, to]) =>
    [from, to]
      .filter((name) => !Object.hasOwn(tables, name))
      .map((name) => violation(['chains', from], `there is no table ${name}`)),
  );
  const loop = findLoop(new Map(Object.entries(chains).map(([from, to]) => [from, [to]])));
  return loop === undefined
    ? [...faults, ...lengthFaults(chains)]
    : [...faults, violation(['chains', loop[0] ?? ''], shownLoop(loop))];
}

/** Of the chains that do not begin in another one; there is no loop. */
function lengthFaults(chains: MappingDocument['chains']): Violation[] {
  const next = new Map(Object.entries(chains));
  const inner = new Set(next.values());
  return [...next.keys()]
    .filter((name) => !inner.has(name) && tablesFrom(name, next) > MAX_CHAINED)
    .map((name) => violation(['chains', name], `a chain of more than ${MAX_CHAINED} tables`));
}

function tablesFrom(name: string, next: ReadonlyMap<string, string>): number {
  let count = 0;
  for (let at: string | undefined = name; at !== undefined; at = next.get(at)) count++;
  return count;
}

/** Tables with what they lead to, which is put together first. */
function tablesOf({ platform, tables, chains }: MappingDocument): Map<string, MappingTable> {
  const made = new Map<string, MappingTable>();
  const make = (name: string): MappingTable => {
    const next = Object.hasOwn(chains, name) ? chains[name] : undefined;
    const table =
      made.get(name) ??
      new MappingTable(
        `${platform} ${name}`,
        tables[name] ?? [],
        next === undefined ? undefined : make(next),
      );
    made.set(name, table);
    return table;
  };
  for (const name of Object.keys(tables)) make(name);
  return made;
}

function tableFaults(name: string, table: MappingTable): Violation[] {
  const rows = DIRECTIONS.flatMap((direction) =>
    [...table.byCode(direction).values()].flatMap((entries) => codeFaults(name, entries)),
  );
  const bundles = [...table.bundles.values()].flatMap((all) =>
    pairs(all)
      .filter(overlap)
      .map(([, { row }]) => violation(['tables', name, row], 'the bundle stands twice')),
  );
  return [...rows, ...bundles];
}

function codeFaults(table: string, entries: readonly Entry[]): Violation[] {
  const tooMany = entries[MAX_ROWS_OF_CODE];
  return tooMany === undefined
    ? pairs(entries).flatMap((pair) => clash(table, pair))
    : [violation(['tables', table, tooMany.row], `more than ${MAX_ROWS_OF_CODE} rows for ${tooMany.code}`)];
}

/** Two rows of one code that no case could ever tell apart, or not in every case. */
function clash(table: string, [a, b]: readonly [Entry, Entry]): Violation[] {
  if (!overlap([a, b]) || a.priority !== b.priority) return [];
  if (a.when === b.when) return [violation(['tables', table, b.row], `${b.code} stands twice`)];
  if (a.when !== undefined && b.when !== undefined) return [];
  const bare = a.when === undefined ? a : b;
  return [violation(['tables', table, bare.row], `${bare.code} has no condition and needs a lower priority`)];
}

function overlap([a, b]: readonly [Entry | Bundle, Entry | Bundle]): boolean {
  return a.validFrom <= b.validTo && b.validFrom <= a.validTo;
}

function fieldFaults({ tables, fields }: MappingDocument, rules: readonly FieldRule[]): Violation[] {
  const targets = new Set<string>();
  const faults: Violation[] = [];
  for (const { to, table, field } of rules) {
    if (targets.has(to)) faults.push(violation(['fields', field], `${to} is written twice`));
    if (table !== undefined && !Object.hasOwn(tables, table))
      faults.push(violation(['fields', field, 'table'], `there is no table ${table}`));
    targets.add(to);
  }
  const written = new Set(fields.flatMap(({ local, national }) => [local, national]));
  for (const { reads, field } of rules) {
    const unknown = reads.filter((name) => !written.has(name));
    faults.push(...unknown.map((name) => violation(['fields', field, 'reads'], `there is no field ${name}`)));
  }
  const loop = findLoop(
    new Map(rules.map(({ to, reads }) => [to, reads.filter((name) => targets.has(name))])),
  );
  const first = rules.find(({ to }) => to === loop?.[0]);
  if (loop !== undefined) faults.push(violation(['fields', first?.field ?? 0, 'reads'], shownLoop(loop)));
  return faults;
}

function pairs<T>(all: readonly T[]): (readonly [T, T])[] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
}

/** A long one by its beginning: it comes back to where that is. */
function shownLoop(loop: readonly string[]): string {
  const names = loop.length > MAX_CHAINED ? [...loop.slice(0, MAX_CHAINED), '…', loop[0]] : loop;
  return `a loop: ${names.join(' → ')}`;
}

function violation(path: readonly (string | number)[], message: string): Violation {
  return { pointer: pointerTo(path), message };
}
