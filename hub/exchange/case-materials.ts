import type { Condition } from '#domain/ecert';
import type { ImplementationRecord } from '#domain/item';
import { dayOf, isInForce } from '#domain/rules';
import { type cases, certificates, type Database, events, implementationEntries } from '#hub/store';
import { type CertificateState, isHandingIn, type MaterialBody } from '#proto/schema';
import type { CaseReading } from './case-reading.js';
import { type CertificateRules, levelOf, stateAt } from './certificates/index.js';
import { readCaseMessage } from './stored-message.js';

/** What became of one material, or that it is still to come. */
export type CaseMaterial = { readonly name: string; readonly isRequired: boolean } & (
  | { readonly standing: 'HANDED_IN'; readonly material: MaterialBody }
  | {
      readonly standing: 'REPLACED';
      readonly material: MaterialBody;
      readonly conditions: readonly Condition[];
      /** Of the certificate, now. */
      readonly state: CertificateState;
      readonly since: number;
    }
  | { readonly standing: 'NEEDED'; readonly typeCodes: readonly string[] }
);

/** Of one implementation, over all its years and places. */
const MOST_VERSIONS = 500;

/** A material as it last came, and the day on which it did. */
interface Came {
  readonly material: MaterialBody;
  readonly date: string;
}

/** What the clerk has before them: which materials came, for which a certificate stands (免提交), and which are needed. */
export class CaseMaterials {
  readonly #db: Database;
  readonly #reading: CaseReading;
  readonly #rules: CertificateRules;
  readonly #now: () => number;

  constructor(parts: {
    readonly db: Database;
    readonly reading: CaseReading;
    readonly certificateRules: CertificateRules;
    readonly now: () => number;
  }) {
    this.#db = parts.db;
    this.#reading = parts.reading;
    this.#rules = parts.certificateRules;
    this.#now = parts.now;
  }

  /** Those that came in their order, then those that are needed. @throws NotFoundError. */
  async list(peer: string, caseNo: string): Promise<CaseMaterial[]> {
    const row = await this.#reading.get(peer, caseNo);
    const [rows, record] = await Promise.all([events.listEvents(this.#db, caseNo), this.#recordOf(row)]);
    const came = cameIn(rows);
    const named = [...came.values()].flatMap(({ material }) => material.certificate?.certificateId ?? []);
    const stored = await certificates.findCertificates(this.#db, named);
    const certificateOf = new Map(stored.map((each) => [each.certificateId, each]));
    const asked = record?.details.materials ?? [];
    const isRequired = (name: string) => asked.some((each) => each.name === name && each.isRequired);
    const there = [...came.values()].map(({ material, date }): CaseMaterial => {
      const base = { name: material.name, isRequired: isRequired(material.name), material };
      const certificate = certificateOf.get(material.certificate?.certificateId ?? '');
      if (certificate === undefined) return { ...base, standing: 'HANDED_IN' };
      const conditions = this.#conditions(row, certificate, record?.divisionCode ?? '', date);
      return { ...base, standing: 'REPLACED', conditions, ...stateAt(certificate, this.#now()) };
    });
    const day = dayOf(row.createdAt);
    const needed = asked.flatMap(({ name, isRequired }): CaseMaterial[] => {
      const typeCodes = this.#rules.replacements.typesFor(row.basicCode, name, day);
      return came.has(name) ? [] : [{ name, isRequired, standing: 'NEEDED', typeCodes }];
    });
    return [...there, ...needed];
  }

  /** What the deciding authority's list said on the day of the submission. */
  async #recordOf({
    implementationCode,
    createdAt,
  }: cases.CaseRow): Promise<ImplementationRecord | undefined> {
    const versions = await implementationEntries.readEntryHistory(
      this.#db,
      implementationCode,
      MOST_VERSIONS,
    );
    return versions.find((version) => isInForce(version, dayOf(createdAt)));
  }

  #conditions(
    { basicCode, implementationCode }: cases.CaseRow,
    { typeCode, divisionCode: issuedIn }: certificates.CertificateRow,
    usedIn: string,
    date: string,
  ): readonly Condition[] {
    const level = levelOf(implementationCode);
    const answer = this.#rules.recognition.decide({ typeCode, issuedIn, usedIn, basicCode, level, date });
    return answer.kind === 'CONDITIONAL' ? answer.conditions : [];
  }
}

/** By name: a correction takes the place of what came before it. */
function cameIn(rows: readonly events.EventRow[]): Map<string, Came> {
  const came = new Map<string, Came>();
  for (const row of rows) {
    if (!isHandingIn(row.type)) continue;
    const message = readCaseMessage(row);
    if (!('materials' in message.body)) continue;
    for (const material of message.body.materials) {
      came.set(material.name, { material, date: dayOf(row.receivedAt) });
    }
  }
  return came;
}
