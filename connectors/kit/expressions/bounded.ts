import { isNode, type Node } from './grammar.js';

/**
 * Which expressions may be evaluated in the connector's own process: those whose shape bounds their work. Everything that is not
 * named here goes to a child process. What is named enters each of its nodes once at most as long as its paths meet no list, goes
 * through a text a constant number of times, and makes no text much longer than those that it was given: no loops, no
 * lists, no variables to double a text in, no wildcards, no predicates, no joining, no padding. That it keeps to its bound, and gives what a
 * child gives, is proved by test/property/bounded-expressions.test.ts.
 */
export interface Bound {
  /** How often the evaluator is entered, at most. */
  readonly steps: number;
  /** Characters that it brings along or makes out of numbers, at most. */
  readonly chars: number;
  /** How many times longer a text may become. */
  readonly growth: number;
  /** What it reads of a case, each as often as it does. */
  readonly paths: readonly (readonly string[])[];
}

/** So that the limits of depth and of lists, which the evaluator is not given here, could not be met. */
const MAX_STEPS = 100;
/** Of a text that is looked for, which is compared at each place again; and of a picture, through which there are loops. */
const MAX_PATTERN = 32;
/** Of any number, written out. */
const NUMBER_CHARS = 32;
/** Of a number in any picture of that length. */
const PICTURE_CHARS = 160;
/** A letter has three capitals at most: `ΐ`. */
const CASE_GROWTH = 3;
/** What entering the evaluator costs, counted in characters gone through. */
const STEP_COST = 200;

/** @returns undefined: nothing bounds it. @param tree of the parser, which uses only what expressions may use. */
export function boundOf(tree: unknown): Bound | undefined {
  const paths: string[][] = [];
  let [steps, chars, growth] = [0, 0, 1];
  const open = [tree];
  while (open.length > 0) {
    const part = partOf(open.pop());
    if (part === undefined) return undefined;
    steps += part.steps;
    chars += NUMBER_CHARS + (part.chars ?? 0);
    growth *= part.growth ?? 1;
    if (part.path !== undefined) paths.push(part.path);
    open.push(...(part.operands ?? []));
    if (steps > MAX_STEPS) return undefined;
  }
  return { steps, chars, growth, paths };
}

/**
 * @returns the most work that an expression can be about this case, in characters gone through; Infinity where it would meet a list
 * or an object. @param seen all that it sees: what JSON can say.
 */
export function workOf({ steps, chars, growth, paths }: Bound, seen: object): number {
  let all = chars;
  for (const path of paths) all += charsAt(path, seen);
  return steps * (STEP_COST + growth * all);
}

function charsAt(path: readonly string[], seen: object): number {
  let at: unknown = seen;
  for (const name of path) {
    if (typeof at !== 'object' || at === null) return 0; // a value has no members
    if (Array.isArray(at)) return Number.POSITIVE_INFINITY;
    at = Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined;
  }
  if (typeof at === 'string') return at.length;
  return typeof at === 'object' && at !== null ? Number.POSITIVE_INFINITY : 0;
}

/** What one node adds to the bound. */
interface Part {
  readonly steps: number;
  readonly chars?: number;
  readonly growth?: number;
  readonly path?: string[];
  /** Nodes to be looked at beside. */
  readonly operands?: readonly unknown[];
}

/** @returns undefined for what is not admitted. */
function partOf(node: unknown): Part | undefined {
  if (!isNode(node) || !hasOnlyItsMembers(node)) return undefined;
  switch (node.type) {
    case 'number':
    case 'value':
      return { steps: 1 };
    case 'string':
      return { steps: 1, chars: String(node.value).length };
    case 'path':
      return pathPart(listAt(node, 'steps'));
    case 'unary':
      return node.value === '-' ? { steps: 1, operands: [memberOf(node, 'expression')] } : undefined;
    case 'binary':
      return operationPart(node, memberOf(node, 'lhs'), memberOf(node, 'rhs'));
    case 'block':
      return { steps: 1, operands: listAt(node, 'expressions') };
    case 'condition':
      return {
        steps: 1,
        operands: ['condition', 'then', 'else'].flatMap((name) => memberOf(node, name) ?? []),
      };
    case 'function':
      return callPart(node, []);
    case 'apply':
      return callPart(memberOf(node, 'rhs'), [memberOf(node, 'lhs')]);
    default:
      return undefined;
  }
}

/** Members that a node may have, beside its type and place: the parser hangs on it whatever changes its meaning. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  apply: ['value', 'lhs', 'rhs'],
  binary: ['value', 'lhs', 'rhs'],
  block: ['expressions'],
  condition: ['condition', 'then', 'else'],
  function: ['value', 'arguments', 'procedure'],
  name: ['value'],
  number: ['value'],
  path: ['steps'],
  string: ['value'],
  unary: ['value', 'expression', 'expressions'],
  value: ['value'],
  variable: ['value'],
};

function hasOnlyItsMembers(node: Node): boolean {
  const own = MEMBERS[node.type] ?? [];
  return Object.entries(node).every(
    ([name, member]) => member === undefined || name === 'type' || name === 'position' || own.includes(name),
  );
}

/** Names alone, from the whole case on. */
function pathPart(steps: readonly unknown[]): Part | undefined {
  const path = steps.flatMap((step) =>
    isNode(step) && step.type === 'name' && hasOnlyItsMembers(step) ? [String(step.value)] : [],
  );
  return path.length === steps.length ? { steps: 1 + path.length, path } : undefined;
}

const OPERATORS: readonly unknown[] = [
  ...['+', '-', '*', '/', '%'],
  ...['=', '!=', '<', '<=', '>', '>='],
  ...['and', 'or', '&'],
];

function operationPart({ value }: Node, lhs: unknown, rhs: unknown): Part | undefined {
  if (value !== 'in') return OPERATORS.includes(value) ? { steps: 1, operands: [lhs, rhs] } : undefined;
  const literals = literalsOf(rhs);
  return literals && { steps: 2, operands: [lhs, ...literals] };
}

/** Of `["a", "b"]`: the one list that there may be. */
function literalsOf(node: unknown): readonly unknown[] | undefined {
  if (!isNode(node) || node.type !== 'unary' || node.value !== '[' || !hasOnlyItsMembers(node))
    return undefined;
  const all = listAt(node, 'expressions');
  return all.every((each) => isNode(each) && (each.type === 'string' || each.type === 'number'))
    ? all
    : undefined;
}

/** @param first arguments that stand before the brackets, with `~>`. */
function callPart(node: unknown, first: readonly unknown[]): Part | undefined {
  if (!isNode(node) || node.type !== 'function' || !hasOnlyItsMembers(node)) return undefined;
  const procedure = memberOf(node, 'procedure');
  if (!isNode(procedure) || !hasOnlyItsMembers(procedure)) return undefined;
  const name = String(procedure.value);
  const operands = [...first, ...listAt(node, 'arguments')];
  if (procedure.type !== 'variable' || CALLS.get(name)?.(operands) !== true) return undefined;
  return {
    steps: 2,
    operands,
    chars: name === 'formatNumber' ? PICTURE_CHARS : 0,
    growth: name === 'uppercase' || name === 'lowercase' ? CASE_GROWTH : 1,
  };
}

/**
 * Functions that go through their texts a constant number of times, and with which arguments. All are there: what is missing
 * would be taken from the context, the whole case.
 */
const CALLS: ReadonlyMap<string, (operands: readonly unknown[]) => boolean> = new Map([
  ['abs', takes(1)],
  ['boolean', takes(1)],
  ['ceil', takes(1)],
  ['contains', ([, pattern, ...more]) => isShort(pattern) && more.length === 0],
  ['date', ([, from, to, ...more]) => isShort(from) && isShort(to) && more.length === 0],
  ['exists', takes(1)],
  ['floor', takes(1)],
  ['formatNumber', ([, picture, ...more]) => isPicture(picture) && more.length === 0],
  ['length', takes(1)],
  ['lowercase', takes(1)],
  ['not', takes(1)],
  ['number', takes(1)],
  ['replace', ([, pattern, by, ...more]) => isShort(pattern) && isNoLonger(by, pattern) && more.length === 0],
  ['round', takes(1, 2)],
  ['string', takes(1)],
  ['substring', takes(2, 3)],
  ['substringAfter', ([, pattern, ...more]) => isShort(pattern) && more.length === 0],
  ['substringBefore', ([, pattern, ...more]) => isShort(pattern) && more.length === 0],
  ['trim', takes(1)],
  ['uppercase', takes(1)],
]);

function takes(least: number, most = least): (operands: readonly unknown[]) => boolean {
  return ({ length }) => least <= length && length <= most;
}

function isShort(node: unknown): boolean {
  const text = textOf(node);
  return text !== undefined && text.length <= MAX_PATTERN;
}

/** Without an exponent: `$formatNumber(1/0, "0e0")` never ends. */
function isPicture(node: unknown): boolean {
  return isShort(node) && textOf(node)?.includes('e') === false;
}

function isNoLonger(node: unknown, than: unknown): boolean {
  const [text, other] = [textOf(node), textOf(than)];
  return text !== undefined && other !== undefined && text.length <= other.length;
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'string' && typeof node.value === 'string' ? node.value : undefined;
}

function memberOf(node: Node, name: string): unknown {
  return Reflect.get(node, name);
}

function listAt(node: Node, name: string): readonly unknown[] {
  const member = memberOf(node, name);
  return Array.isArray(member) ? member : [];
}
