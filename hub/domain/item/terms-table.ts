import type { ImplementationEntry } from './entry.js';
import { Interner } from './interner.js';

/** The members of an entry that take few values together: a province sends all its entries in much the same terms. */
export type Terms = Pick<ImplementationEntry, 'platform' | 'modes' | 'source' | 'version' | 'limits'>;

/** Gives equal terms one number and one frozen object. */
export class TermsTable {
  readonly #numbers = new Interner();
  readonly #rows: Terms[] = [];

  intern({ platform, modes, source, version, limits }: Terms): number {
    const said = limits === undefined ? '' : JSON.stringify(limits);
    const number = this.#numbers.intern(
      `${platform}\n${modes.join(' ')}\n${version ?? ''}\n${said}\n${source}`,
    );
    this.#rows[number] ??= Object.freeze({
      platform,
      modes: Object.freeze([...modes]),
      source,
      ...(version === undefined ? {} : { version }),
      ...(limits === undefined ? {} : { limits: Object.freeze(limits) }),
    });
    return number;
  }

  of(number: number): Terms {
    const terms = this.#rows[number];
    if (terms === undefined) throw new RangeError(`no terms ${number}`);
    return terms;
  }
}
