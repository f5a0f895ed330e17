import { cosignatureVerifier, sm2CosignatureVerifier } from './cosignature.js';
import { ed25519Verifier, type NoteVerifier, sm2NoteVerifier } from './note.js';

/**
 * C2SP tlog-policy: which logs an auditor trusts, and which witnesses must have seen a checkpoint.
 *
 *     log <vkey> [<url>]
 *     witness <name> <vkey> [<url>]
 *     group <name> all|any|<k> <member> …
 *     quorum <name>|none
 */
export interface TrustPolicy {
  readonly logs: readonly NoteVerifier[];
  /** By their name in the policy. */
  readonly witnesses: ReadonlyMap<string, NoteVerifier>;
  /** Submission prefixes of those witnesses that have one, by their name in the policy; without a slash at the end. */
  readonly witnessUrls: ReadonlyMap<string, string>;
  /** Whether these witnesses (policy names) together are enough. */
  isQuorum(present: ReadonlySet<string>): boolean;
  readonly needsWitnesses: boolean;
}

/** The keys that a policy may name. */
interface PolicyKeys {
  readonly kind: string;
  readonly log: (vkey: string) => NoteVerifier | undefined;
  readonly witness: (vkey: string) => NoteVerifier | undefined;
}

const STANDARD: PolicyKeys = { kind: 'Ed25519', log: ed25519Verifier, witness: cosignatureVerifier };
const GM: PolicyKeys = { kind: 'SM2', log: sm2NoteVerifier, witness: sm2CosignatureVerifier };

/** A line that is wrong, and why. */
export interface PolicyFault {
  readonly line: number;
  readonly reason: string;
}

interface Group {
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Collects the lines; every name must be defined before it is used. */
class PolicyReader {
  readonly logs: NoteVerifier[] = [];
  readonly witnesses = new Map<string, NoteVerifier>();
  readonly witnessUrls = new Map<string, string>();
  readonly #groups = new Map<string, Group>();
  readonly #keys: PolicyKeys;
  #quorum: string | undefined;

  constructor(keys: PolicyKeys) {
    this.#keys = keys;
  }

  /** @returns why the line is wrong, or undefined. */
  read(words: readonly string[]): string | undefined {
    const [keyword = '', ...rest] = words;
    switch (keyword) {
      case 'log':
        return this.#log(rest);
      case 'witness':
        return this.#witness(rest);
      case 'group':
        return this.#group(rest);
      case 'quorum':
        return this.#setQuorum(rest);
      default:
        return `unknown keyword ${keyword}`;
    }
  }

  finish(): TrustPolicy | string {
    const quorum = this.#quorum;
    if (this.logs.length === 0) return 'no log line';
    if (quorum === undefined) return 'no quorum line';
    return {
      logs: this.logs,
      witnesses: this.witnesses,
      witnessUrls: this.witnessUrls,
      needsWitnesses: quorum !== 'none',
      isQuorum: (present) => quorum === 'none' || this.#met(present).has(quorum),
    };
  }

  #log([vkey = '', ...more]: readonly string[]): string | undefined {
    const { log, kind } = this.#keys;
    const verifier = log(vkey);
    if (verifier === undefined || more.length > 1) return `not an ${kind} log key`;
    this.logs.push(verifier);
    return undefined;
  }

  #witness([name = '', vkey = '', url, ...more]: readonly string[]): string | undefined {
    const { witness, kind } = this.#keys;
    const verifier = witness(vkey);
    if (this.#isTaken(name)) return `${name} is defined twice`;
    if (verifier === undefined || more.length > 0) return `not an ${kind} cosignature key`;
    if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) return `${url} is not an address of a witness`;
    this.witnesses.set(name, verifier);
    if (url !== undefined) this.witnessUrls.set(name, url.replace(/\/+$/, ''));
    return undefined;
  }

  #group([name = '', rule = '', ...members]: readonly string[]): string | undefined {
    if (this.#isTaken(name)) return `${name} is defined twice`;
    const unknown = members.find((member) => !this.witnesses.has(member) && !this.#groups.has(member));
    if (unknown !== undefined) return `${unknown} is not defined`;
    if (new Set(members).size !== members.length) return 'a member stands twice';
    const threshold = thresholdOf(rule, members.length);
    if (threshold < 1 || threshold > members.length) return 'no such threshold';
    this.#groups.set(name, { threshold, members });
    return undefined;
  }

  #setQuorum([name = '', ...more]: readonly string[]): string | undefined {
    if (this.#quorum !== undefined || more.length > 0) return 'more than one quorum';
    if (name !== 'none' && !this.#isTaken(name)) return `${name} is not defined`;
    this.#quorum = name;
    return undefined;
  }

  #isTaken(name: string): boolean {
    return name === '' || name === 'none' || this.witnesses.has(name) || this.#groups.has(name);
  }

  /**
   * Witnesses and groups that are met. Members are defined before their group, so each group is looked at once, in order:
   * neither groups that share members nor a chain of thousands cost more than they are long (proved by
   * test/unit/crypto/tlog/policy.test.ts).
   */
  #met(present: ReadonlySet<string>): ReadonlySet<string> {
    const met = new Set([...this.witnesses.keys()].filter((name) => present.has(name)));
    for (const [name, { threshold, members }] of this.#groups) {
      if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
    }
    return met;
  }
}

/** @returns 0 for what is no threshold. */
function thresholdOf(rule: string, members: number): number {
  if (rule === 'all') return members;
  if (rule === 'any') return 1;
  return /^[1-9]\d*$/.test(rule) ? Number(rule) : 0;
}

export function parsePolicy(source: string): TrustPolicy | PolicyFault {
  return read(source, STANDARD);
}

/**
 * Reads a `policy.gm`: the same lines with SM2 keys, in a file of its own because standard parsers refuse their type. Its logs
 * are those whose checkpoints bear an SM2 line, and the SM3 trees, whose names end in `/sm3`. A file of one key and nothing
 * else is a log without witnesses.
 */
export function parseGmPolicy(source: string): TrustPolicy | PolicyFault {
  const isKey = sm2NoteVerifier(source.trim()) !== undefined;
  return read(isKey ? `log ${source.trim()}\nquorum none` : source, GM);
}

function read(source: string, keys: PolicyKeys): TrustPolicy | PolicyFault {
  const reader = new PolicyReader(keys);
  const lines = source.split('\n');
  for (const [i, line] of lines.entries()) {
    const statement = line.trim();
    if (statement === '' || statement.startsWith('#')) continue;
    const reason = reader.read(statement.split(/\s+/));
    if (reason !== undefined) return { line: i + 1, reason };
  }
  const policy = reader.finish();
  return typeof policy === 'string' ? { line: lines.length, reason: policy } : policy;
}
