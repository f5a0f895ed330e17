import type { SqlValue, Statement } from './database.js';

/**
 * A write to one table, as one part of a statement that writes to several. Its parameters are numbered from $1.
 * The same name always means the same SQL.
 */
export type Fragment = {
  readonly name: string;
  readonly values: readonly SqlValue[];
} & (
  | {
      /** A data-modifying statement. */
      readonly sql: string;
    }
  | {
      /** The call of a function for its effect. */
      readonly call: string;
    }
);

/** By the names of the fragments; PostgreSQL cuts statement names after 63 bytes, so they get short ones. */
const COMPOSED = new Map<string, { readonly name: string; readonly text: string }>();

/**
 * Puts writes into one statement: one message to the server instead of one for each table. They see the tables as they
 * were before, so they must not depend on each other.
 * @returns undefined when there is nothing to write.
 */
export function compose(fragments: readonly Fragment[]): Statement | undefined {
  if (fragments.length === 0) return undefined;
  const key = fragments.map((fragment) => fragment.name).join();
  const known = COMPOSED.get(key) ?? { name: `write_${COMPOSED.size}`, text: composeText(fragments) };
  COMPOSED.set(key, known);
  return { ...known, values: fragments.flatMap((fragment) => fragment.values) };
}

function composeText(fragments: readonly Fragment[]): string {
  const writes: string[] = [];
  const calls: string[] = [];
  let offset = 0;
  for (const fragment of fragments) {
    const before = offset;
    const renumber = (sql: string) => sql.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`);
    if ('sql' in fragment) writes.push(`${fragment.name} as (${renumber(fragment.sql)})`);
    else calls.push(renumber(fragment.call));
    offset += fragment.values.length;
  }
  const ctes = writes.length > 0 ? `with ${writes.join(', ')} ` : '';
  return `${ctes}select ${calls.join(', ')}`;
}
