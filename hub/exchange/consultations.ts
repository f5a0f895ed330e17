import type { Consultation } from '#domain/case';
import { cases, type Database, events } from '#hub/store';
import { NotFoundError } from '#proto/errors';
import { type CaseMessage, isMessageType, shapeOf } from '#proto/schema';
import type { CaseReading } from './case-reading.js';
import { answerClock, type OwedBy, owedBy } from './due/index.js';
import type { RulesSource } from './rules.js';
import { readCaseMessage } from './stored-message.js';

/** A consultation, and until when its answer is owed. */
export interface ConsultationStanding extends Consultation, OwedBy {
  readonly row: cases.CaseRow;
}

/** One act of a consultation, with what it says. */
export interface ConsultationPost {
  readonly event: events.EventRow;
  readonly message: CaseMessage;
}

export interface ConsultationsAsked {
  /** Of this case, those that are closed, too; undefined: what is open in all cases of the asker. */
  readonly caseNo: string | undefined;
  readonly basicCode: string | undefined;
  /** The last case of the page before; undefined for the first. */
  readonly after: string | undefined;
  /** Cases. */
  readonly limit: number;
}

export interface ConsultationsPage {
  readonly consultations: readonly ConsultationStanding[];
  readonly next: string | undefined;
}

/** Reading 咨询. A case and what is asked in it are there for its participants only. */
export class Consultations {
  readonly #db: Database;
  readonly #reading: CaseReading;
  readonly #rules: RulesSource;

  constructor(parts: { readonly db: Database; readonly reading: CaseReading; readonly rules: RulesSource }) {
    this.#db = parts.db;
    this.#reading = parts.reading;
    this.#rules = parts.rules;
  }

  /** With all its acts in their order. @throws NotFoundError NOT_FOUND, CASE_ERASED. */
  async get(
    peer: string,
    { caseNo, consultationNo }: { readonly caseNo: string; readonly consultationNo: string },
  ): Promise<{ readonly standing: ConsultationStanding; readonly posts: readonly ConsultationPost[] }> {
    const row = await this.#reading.get(peer, caseNo);
    const standing = this.#standings(row).find(({ no }) => no === consultationNo);
    if (standing === undefined)
      throw new NotFoundError('NOT_FOUND', `no consultation ${consultationNo} in ${caseNo}`);
    const listed = await events.listEvents(this.#db, caseNo);
    const posts = listed
      .filter(({ type }) => isOfConsultation(type))
      .map((event) => ({ event, message: readCaseMessage(event) }))
      .filter(({ message: { body } }) => 'consultationNo' in body && body.consultationNo === consultationNo);
    return { standing, posts };
  }

  /** @throws NotFoundError for a case that is not the asker's. */
  async list(peer: string, asked: ConsultationsAsked): Promise<ConsultationsPage> {
    const { caseNo, basicCode, after = '', limit } = asked;
    if (caseNo !== undefined) {
      const row = await this.#reading.get(peer, caseNo);
      const isAskedFor = basicCode === undefined || row.basicCode === basicCode;
      return { consultations: isAskedFor ? this.#standings(row) : [], next: undefined };
    }
    const rows = await cases.listConsulted(this.#db, {
      ...{ participant: peer, basicCode, after, limit: limit + 1 },
    });
    const page = rows.slice(0, limit);
    const open = page.flatMap((row) => this.#standings(row)).filter(({ state }) => state !== 'CLOSED');
    return { consultations: open, next: rows.length > limit ? page.at(-1)?.caseNo : undefined };
  }

  #standings(row: cases.CaseRow): ConsultationStanding[] {
    const rules = this.#rules.current();
    return (row.facets.consultations ?? []).map((consultation) => ({
      ...consultation,
      ...owedBy(answerClock(row, consultation, rules), rules),
      row,
    }));
  }
}

function isOfConsultation(type: string): boolean {
  return isMessageType(type) && shapeOf(type).members.has('consultationNo');
}
