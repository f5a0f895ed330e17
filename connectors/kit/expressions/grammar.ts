import type { ExpressionFault } from './error.js';

/**
 * What an expression may use: paths, operators, conditions, variables, and functions that end by themselves. No functions of
 * its own, so there is no recursion; no regular expressions, which no time limit of the evaluator stops; nothing that
 * makes an expression out of text; neither time nor chance: the same case gives the same result.
 */

const NODES: ReadonlySet<string> = new Set([
  'apply',
  'binary',
  'bind',
  'block',
  'condition',
  'descendant',
  'filter',
  'function',
  'name',
  'number',
  'path',
  'sort',
  'string',
  'unary',
  'value',
  'variable',
  'wildcard',
]);

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'abs',
  'append',
  'average',
  'boolean',
  'ceil',
  'contains',
  'count',
  'date', // the connector's own
  'distinct',
  'exists',
  'floor',
  'formatInteger',
  'formatNumber',
  'join',
  'keys',
  'length',
  'lookup',
  'lowercase',
  'max',
  'merge',
  'min',
  'not',
  'number',
  'pad',
  'parseInteger',
  'replace',
  'reverse',
  'round',
  'sort',
  'split',
  'string',
  'substring',
  'substringAfter',
  'substringBefore',
  'sum',
  'trim',
  'type',
  'uppercase',
]);

/** `$` and `$$`: what is looked at, and the whole. */
const CONTEXT = ['', '$'];

/** Of the library's tree. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
}

/** @param tree of the parser. @returns the first thing that an expression may not use. */
export function forbiddenIn(tree: unknown): ExpressionFault | undefined {
  const nodes = [...nodesOf(tree)];
  const own = nodes.filter(({ type }) => type === 'bind').map((node) => nameOf(Reflect.get(node, 'lhs')));
  const known = new Set<unknown>([...FUNCTIONS, ...CONTEXT, ...own]);
  for (const node of nodes) {
    const { type, value, position } = node;
    if (!NODES.has(type)) return fault(`${type} is not allowed`, position);
    if ('focus' in node || 'index' in node) return fault('@ and # are not allowed', position);
    if (type === 'function' && !isCallByName(node)) return fault('only functions by name', position);
    if (type === 'variable' && !known.has(value)) return fault(`$${String(value)} is not allowed`, position);
  }
  return undefined;
}

/** The nodes of a tree, outer before inner. Whatever has a type is a node, wherever the parser puts it. */
function* nodesOf(tree: unknown): Generator<Node> {
  if (typeof tree !== 'object' || tree === null) return;
  if (isNode(tree)) yield tree;
  for (const child of Object.values(tree)) yield* nodesOf(child);
}

export function isNode(tree: unknown): tree is Node {
  return typeof tree === 'object' && tree !== null && 'type' in tree && typeof tree.type === 'string';
}

function isCallByName(node: Node): boolean {
  const procedure: unknown = Reflect.get(node, 'procedure');
  return isNode(procedure) && procedure.type === 'variable';
}

function nameOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'value' in node ? node.value : undefined;
}

function fault(message: string, position: number | undefined): ExpressionFault {
  return { code: 'EXPRESSION_INVALID', message, position };
}
