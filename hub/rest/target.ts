import { ValidationError, type Violation } from '#proto/errors';

/** What a request asks for, read off its first line before anything has decoded it. */

/** No path of the hub needs anything else; a second spelling of a path could slip past a check made on the first. */
const CANONICAL_PATH = /^(?:\/(?:\.well-known|[A-Za-z0-9_-][A-Za-z0-9._-]*))*\/?$/;

const MAX_QUERY = 2_000;

/**
 * @throws ValidationError BAD_PATH for `%2e`, `;`, `//`, `..` and whatever else is not the one spelling
 *   (proved by test/conformance/paths.test.ts).
 */
export function checkTarget(target: string): void {
  const { path, query } = split(target);
  if (!CANONICAL_PATH.test(path)) {
    throw new ValidationError('BAD_PATH', 'the path is not in its canonical spelling');
  }
  if (query.length > MAX_QUERY) throw new ValidationError('TOO_LARGE', 'the query is too long');
}

/**
 * The query's parameters. What two readers could understand differently is refused: a name that stands twice, a `+`, bytes
 * that are not UTF-8. @throws ValidationError MALFORMED with every violation.
 */
export function readQuery(target: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const violations: Violation[] = [];
  const { query } = split(target);
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name, value] = splitOnce(pair, '=').map(decode);
    const pointer = `/${name ?? ''}`;
    if (name === undefined || value === undefined) {
      violations.push({ pointer, message: 'not UTF-8 in percent-encoding; a space is %20, a plus %2B' });
    } else if (parameters.has(name)) {
      violations.push({ pointer, message: 'given more than once' });
    } else {
      parameters.set(name, value);
    }
  }
  if (violations.length === 0) return parameters;
  throw new ValidationError('MALFORMED', 'the query cannot be read', { violations });
}

function split(target: string): { readonly path: string; readonly query: string } {
  const [path, query] = splitOnce(target, '?');
  return { path, query };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string | undefined {
  if (text.includes('+')) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a lone % or bytes that are not UTF-8
  }
}
