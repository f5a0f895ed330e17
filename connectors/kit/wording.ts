import type { Draft, MappingDirection, MaterialBody, PersonalBody } from '#proto/schema';
import { defined } from './defined.js';
import { idNumberOf } from './id-number.js';
import { localDay } from './local-time.js';
import {
  type CaseFacts,
  type FormField,
  isUnmapped,
  type MappingReading,
  type MappingTables,
} from './mapping/index.js';
import type { IncomingAct } from './province.js';

type Body<T extends Draft['type']> = Extract<Draft, { type: T }>['body'];

/** The tables that a province's acts are put into words by, and what their codes are nationally. */
interface NationalCodes {
  readonly items: string;
  readonly modes: Body<'SubmitCase'>['mode'];
  readonly applicantKinds: PersonalBody['applicantKind'];
  readonly idTypes: string;
  readonly materialSources: MaterialBody['source'];
  readonly decisions: Body<'DecisionIssued'>['outcome'];
  readonly deliveries: Body<'ResultDelivered'>['mode'];
  /** 满意度: GB/T 39046—2020 A.8, 1 is the best. */
  readonly ratings: string;
}

/** What the codes of A.8 are called in messages. */
const SATISFACTION: Readonly<Record<string, string>> = {
  1: 'VERY_SATISFIED',
  2: 'SATISFIED',
  3: 'BASICALLY_SATISFIED',
  4: 'DISSATISFIED',
  5: 'VERY_DISSATISFIED',
};

type CodeTable = keyof NationalCodes;
type CodeIn<D extends MappingDirection, T extends CodeTable> = D extends 'TO_NATIONAL'
  ? NationalCodes[T]
  : string;

export interface PersonWords {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone?: string | undefined;
}

/** The personal part of a case in the words of one side, in the shape that it has nationally. */
export interface PersonalWords {
  readonly applicantKind: string;
  readonly applicant: PersonWords;
  readonly agent?: PersonWords | undefined;
  readonly form: readonly FormField[];
}

/** What an act says of its case, in the words of the side that it comes from. */
export interface SaidOfCase {
  /** By whose mapping the act is read, YYYY-MM-DD: the day of the case for what opens it, else that of the act. */
  readonly date: string;
  readonly item?: string | undefined;
  readonly division?: string | undefined;
  readonly personal?: PersonalWords | undefined;
  readonly materials?: CaseFacts['materials'];
}

/** An act of the province, on its way to national words. */
export function nationalWording(maps: MappingTables, said: SaidOfCase): Wording<'TO_NATIONAL'> {
  return new Wording(maps, 'TO_NATIONAL', said);
}

/** An act of another platform, on its way to the province's words. */
export function localWording(act: IncomingAct, maps: MappingTables): Wording<'TO_LOCAL'> {
  return new Wording(maps, 'TO_LOCAL', saidBy(act));
}

/**
 * Puts one act into the words of the other side, by the mapping of its day and all that a mapping can say: tables, conditions,
 * form fields, expressions. What has no one counterpart is left empty and remembered, so that operators see every gap of an act
 * at once; nothing that was made counts before `complete` has said so (proved by test/unit/connectors/wording.test.ts).
 */
export class Wording<D extends MappingDirection> {
  readonly #direction: D;
  readonly #on: MappingReading;
  readonly #facts: CaseFacts;
  readonly #obstacles: Error[] = [];

  constructor(maps: MappingTables, direction: D, said: SaidOfCase) {
    this.#direction = direction;
    this.#on = maps.on(said.date);
    this.#facts = factsOf(said);
  }

  /** What kept something from being put into words, in the order in which it was asked for. */
  get obstacles(): readonly Error[] {
    return this.#obstacles;
  }

  /** An empty code stays empty: the act does not say. */
  async code<T extends CodeTable>(table: T, code: string): Promise<CodeIn<D, T>> {
    const found =
      code === ''
        ? ''
        : await this.#attempt('', () =>
            this.#on.table(table).counterpart(this.#direction, code, this.#facts),
          );
    return found as CodeIn<D, T>; // every body is validated as a whole before it is signed
  }

  async personal({ applicantKind, applicant, agent, form }: PersonalWords) {
    return {
      applicantKind: await this.code('applicantKinds', applicantKind),
      applicant: await this.#person(applicant),
      ...defined({ agent: agent && (await this.#person(agent)) }),
      form: await this.#attempt([], () =>
        this.#on.mapFields(this.#direction, form.filter(isFilled), this.#facts),
      ),
    };
  }

  /** Their sources; all else about them is the same on both sides. */
  async materials<M extends { readonly source: string }>(list: readonly M[]) {
    const made = [];
    for (const material of list)
      made.push({ ...material, source: await this.code('materialSources', material.source) });
    return made;
  }

  /**
   * An act in the general form, of which one member is a code: how content somebody is, which some platforms count from the best and
   * others from the worst (proved by test/unit/connectors/wording.test.ts).
   */
  async general<
    A extends { readonly fields: readonly { readonly path: string; readonly value?: string | undefined }[] },
  >(act: A): Promise<A> {
    const fields = [];
    for (const field of act.fields)
      fields.push(
        field.path === 'satisfaction'
          ? { ...field, value: await this.#satisfaction(field.value ?? '') }
          : field,
      );
    return { ...act, fields };
  }

  async #satisfaction(value: string): Promise<string> {
    if (this.#direction === 'TO_NATIONAL') return SATISFACTION[await this.code('ratings', value)] ?? '';
    const national = Object.keys(SATISFACTION).find((code) => SATISFACTION[code] === value);
    return this.code('ratings', national ?? value);
  }

  /** @returns what was made. @throws the first obstacle: MappingGapError, MappingNotInForceError, ExpressionError. */
  complete<T>(made: T): T {
    if (this.#obstacles.length > 0) throw this.#obstacles[0];
    return made;
  }

  async #person({ name, idType, idNumber, phone }: PersonWords) {
    return {
      name,
      idType: await this.code('idTypes', idType),
      idNumber: this.#direction === 'TO_NATIONAL' ? idNumberOf(idNumber) : idNumber,
      ...defined({ phone }),
    };
  }

  async #attempt<T>(otherwise: T, ask: () => T | Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!isUnmapped(error)) throw error;
      this.#obstacles.push(error);
      return otherwise;
    }
  }
}

/** A field that was left empty is none. */
function isFilled({ value }: FormField): boolean {
  return value !== '';
}

function factsOf({ date, item = '', division = '', personal, materials = [] }: SaidOfCase): CaseFacts {
  const { applicantKind = '', applicant, form = [] } = personal ?? {};
  return {
    item,
    division,
    form: form.filter(isFilled),
    applicant: { kind: applicantKind, idType: applicant?.idType ?? '' },
    materials: materials.map(({ name, code }) => ({ name, ...defined({ code }) })),
    date,
  };
}

function saidBy({ message, basicCode: item, recordedAt }: IncomingAct): SaidOfCase {
  switch (message.type) {
    case 'SubmitCase': {
      const { appliedAt, divisionCode: division, personal, materials } = message.body;
      return { item, division, date: localDay(appliedAt), personal: personal.open, materials };
    }
    case 'CorrectionSubmitted': {
      const { personal, materials } = message.body;
      return { item, date: localDay(recordedAt), personal: personal?.open, materials };
    }
    default:
      return { item, date: localDay(recordedAt) };
  }
}
