import { type CertificateId, parseCertificateId } from '../codes/certificate-id.js';
import { groupBy } from '../rules/group.js';
import { periodFault, type Validity } from '../rules/validity.js';
import { type Holder, holderFaults } from './holders.js';
import { historyFaults, type StateHistory } from './states.js';

/** One version of one certificate, as its issuer tells of it. The period is the one printed on it, inclusive. */
export interface CertificateRecord extends Validity {
  /** 电子证照标识, GB/T 36904. */
  readonly id: string;
  readonly holders: readonly Holder[];
  readonly history: StateHistory;
  /** 关联证照标识: the version that this one takes the place of. Of another issuer, when the holder moved (转入). */
  readonly supersedes: string | undefined;
}

/** Everything that is wrong with a record in itself, one line each. @param today YYYYMMDD. */
export function recordFaults(record: CertificateRecord, today: string): readonly string[] {
  const id = parseCertificateId(record.id);
  const own = typeof id === 'string' ? [`identifier: ${id}`] : linkFaults(id, record);
  const period = periodFault(record);
  return [
    ...own,
    ...holderFaults(record.holders, today),
    ...historyFaults(record.history),
    ...(period === undefined ? [] : [`period: ${period}`]),
  ];
}

function linkFaults(id: CertificateId, { supersedes }: CertificateRecord): string[] {
  if (supersedes === undefined) return [];
  const older = parseCertificateId(supersedes);
  if (typeof older === 'string') return [`superseded identifier: ${older}`];
  if (older.typeCode !== id.typeCode) return ['it takes the place of a certificate of another type'];
  const isLater = stemOf(older) !== stemOf(id) || older.version < id.version;
  return isLater ? [] : [`version ${id.version} cannot take the place of version ${older.version}`];
}

/** What all versions of one certificate of one issuer share. */
function stemOf({ typeCode, issuer, serial }: CertificateId): string {
  return `${typeCode}.${issuer}.${serial}`;
}

/**
 * Which versions took the place of which: by their links, and by their numbers where a later one names none. A certificate may
 * be succeeded by several, as when a property is divided.
 */
export class Versions {
  readonly #records: ReadonlyMap<string, CertificateRecord>;
  readonly #successors: ReadonlyMap<string, readonly string[]>;

  /** @param records without faults, each identifier once. */
  constructor(records: readonly CertificateRecord[]) {
    this.#records = new Map(records.map((record) => [record.id, record]));
    const links = [...linksBetween(records)];
    this.#successors = new Map(
      [...groupBy(links, ({ older }) => older)].map(([older, group]) => [
        older,
        [...new Set(group.map(({ newer }) => newer))].sort(),
      ]),
    );
  }

  recordOf(id: string): CertificateRecord | undefined {
    return this.#records.get(id);
  }

  /** What directly took the place of a version, in order; empty for the latest. */
  successorsOf(id: string): readonly string[] {
    return this.#successors.get(id) ?? [];
  }

  /** The latest that stand in the place of a version, itself if nothing does. Empty when the links go in a circle. */
  latestOf(id: string, isIssued: (record: CertificateRecord) => boolean = () => true): readonly string[] {
    const latest = new Set<string>();
    const open = new Set<string>();
    const done = new Set<string>();
    const visit = (at: string): boolean => {
      if (open.has(at)) return false;
      if (done.has(at)) return true;
      open.add(at);
      const next = this.successorsOf(at).filter((newer) => {
        const record = this.#records.get(newer);
        return record !== undefined && isIssued(record);
      });
      if (next.length === 0) latest.add(at);
      const isClear = next.every(visit);
      open.delete(at);
      done.add(at);
      return isClear;
    };
    return visit(id) ? [...latest].sort() : [];
  }
}

interface Link {
  readonly older: string;
  readonly newer: string;
}

function* linksBetween(records: readonly CertificateRecord[]): Iterable<Link> {
  const numbered = records.flatMap(({ id, supersedes }) => {
    const parsed = parseCertificateId(id);
    return typeof parsed === 'string'
      ? []
      : [{ id, supersedes, version: parsed.version, stem: stemOf(parsed) }];
  });
  for (const versions of groupBy(numbered, ({ stem }) => stem).values()) {
    versions.sort((a, b) => (a.version < b.version ? -1 : 1));
    for (const [i, { id, supersedes }] of versions.entries()) {
      const older = supersedes ?? versions[i - 1]?.id;
      if (older !== undefined) yield { older, newer: id };
    }
  }
}
