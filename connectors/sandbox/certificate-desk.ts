import { randomInt, randomUUID } from 'node:crypto';
import type { SealOffice } from '#connectors/sandbox/seals';
import { ofdOf } from './certificate-file.js';
import { certificateIdOf } from './certificate-ids.js';
import { localTime } from './local-time.js';

/**
 * The certificates of a simulated provincial platform: a register, what has happened in it, and what its windows ask of other
 * provinces. Like the desk of cases it knows neither the hub nor national words; each platform puts it into its own format.
 */

export type CertificateKind =
  | 'identity'
  | 'licence'
  | 'driving'
  | 'qualification'
  | 'marriage'
  | 'residence'
  | 'property';

export type CertificateState =
  | 'valid'
  | 'suspended'
  | 'expired'
  | 'cancelled'
  | 'revoked'
  | 'rescinded'
  | 'voided'
  | 'superseded';

export interface DeskHolder {
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly code: string;
}

/** 照面信息, in plain words. */
export interface DeskContent {
  readonly name: string;
  readonly value: string;
}

/** Files of a certificate, as they were made. */
export type DeskFiles = Readonly<Partial<Record<FileFormat, Uint8Array>>>;
export type FileFormat = 'OFD' | 'PDF';

export interface DeskCertificate {
  readonly id: string;
  readonly kind: CertificateKind;
  readonly holders: readonly DeskHolder[];
  readonly contents: readonly DeskContent[];
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly to: string | undefined;
  readonly before: string | undefined;
  files: DeskFiles;
  /** Where its state stands in a status list. */
  readonly place: DeskPlace;
  state: CertificateState;
  /** Unix milliseconds. */
  since: number;
  /** What the exchange did not take of it. */
  refusal: string | undefined;
}

/** A list, and the place in it. */
export interface DeskPlace {
  readonly list: string;
  readonly index: number;
}

export type NewCertificate = Pick<DeskCertificate, 'kind' | 'holders' | 'contents' | 'from'> & {
  readonly to?: string | undefined;
};

/** Something that happened to a certificate, or that a window wants. */
type Happening =
  | { readonly kind: 'issued' | 'changed'; readonly certificate: DeskCertificate }
  | {
      readonly kind: 'state';
      readonly certificate: DeskCertificate;
      readonly state: CertificateState;
      readonly reason: string;
    }
  | { readonly kind: 'use'; readonly use: WindowUse };

export type RegisterEvent = Happening & { readonly id: string; readonly at: number };

export type CertificateEvent = Exclude<RegisterEvent, { kind: 'use' }>;
export type UseEvent = Extract<RegisterEvent, { kind: 'use' }>;

/** What a clerk fills in to use a certificate of another province. */
export interface WindowUse {
  readonly operation: 'data' | 'status' | 'file' | 'verify';
  readonly certificateId?: string | undefined;
  readonly kind: CertificateKind;
  readonly holder: DeskHolder;
  readonly item: string;
  readonly caseRef: string;
  readonly reason: string;
  readonly clerk: string;
  /** Names of contents. */
  readonly contents: readonly string[];
  /** With `file`. */
  readonly format?: FileFormat | undefined;
  /** With `verify`: what lies on the counter. */
  readonly seen: readonly DeskContent[];
  readonly seenFile?: Uint8Array | undefined;
  /** 亮证: what the holder has shown to be scanned. With it, what is at the counter is all that the clerk knows. */
  readonly code?: string | undefined;
  /** 依职能用证; otherwise the holder consents at the window, for so many minutes. */
  readonly duty?: string | undefined;
  readonly minutes: number;
}

/** What a clerk sees of it. */
export type WindowAnswer =
  | {
      readonly given: true;
      readonly certificateId: string;
      readonly state: CertificateState;
      readonly platform: string;
      readonly contents: readonly DeskContent[];
      /** That proves the contents to others. */
      readonly credential?: string;
      /** In base64. */
      readonly file?: string;
      /** 原件的签章, as its platform has found. */
      readonly seals?: string;
      /** Names of what is as it was seen, and of what is not. */
      readonly matching?: readonly string[];
      readonly differing?: readonly string[];
      readonly fileMatches?: boolean;
    }
  | { readonly given: false; readonly code: string; readonly reason: string };

export interface RegisterOptions {
  /** 颁发机构, unified social credit code. */
  readonly issuer: string;
  /** What it issues; everything unless told otherwise. */
  readonly kinds?: readonly CertificateKind[];
  /** What puts its seal on files; without, they have none. */
  readonly seals?: SealOffice;
  readonly nextSerial: () => number;
  readonly now: () => number;
}

/** 证照类型代码, as they stand in identifiers everywhere; of those of 11100000MBY0090078 the last digits are invented. */
const TYPE_CODES: Readonly<Record<CertificateKind, string>> = {
  identity: '11100000000013127D001',
  licence: '11100000MB0143028R001',
  driving: '11100000MBY0090078903',
  qualification: '11100000MBY0090078904',
  marriage: '11100000MBY0090078901',
  residence: '11100000MBY0090078902',
  property: '11100000MB03271699001',
};

/** Places in a list; a register of this kind does not fill one. */
const LIST_PLACES = 131_072;

export class CertificateDesk {
  readonly #options: RegisterOptions;
  readonly #certificates = new Map<string, DeskCertificate>();
  readonly #answers = new Map<string, WindowAnswer | undefined>();
  /** A register begins anew with its platform, and so does its list. */
  readonly #list: string;
  readonly #taken = new Set<number>();
  #outbox: readonly RegisterEvent[] = [];
  /** Called when the outbox has grown. */
  onEvent: () => void = () => {};

  constructor(options: RegisterOptions) {
    this.#options = options;
    this.#list = `L${options.now().toString(36)}`;
  }

  get list(): string {
    return this.#list;
  }

  issues(kind: CertificateKind): boolean {
    return this.#options.kinds?.includes(kind) ?? true;
  }

  /** @throws RangeError. */
  issue(wish: NewCertificate): DeskCertificate {
    if (!this.issues(wish.kind)) throw new RangeError(`no ${wish.kind} is issued here`);
    const day = localTime(this.#options.now()).slice(0, 10).replaceAll('-', '');
    const serial = `${day}${String(this.#options.nextSerial()).padStart(6, '0')}`;
    const certificate = this.#enter(wish, serial, '001', undefined);
    this.#emit({ kind: 'issued', certificate: { ...certificate } });
    return certificate;
  }

  /** A new version with other contents. @throws RangeError. */
  change(id: string, contents: readonly DeskContent[]): DeskCertificate {
    const before = this.get(id);
    if (before.state !== 'valid') throw new RangeError(`${id} is ${before.state}`);
    const [serial = '', version = ''] = id.split('.').slice(7);
    const next = String(Number(version) + 1).padStart(3, '0');
    const certificate = this.#enter({ ...before, contents }, serial, next, id);
    this.#settleState(before, 'superseded');
    this.#emit({ kind: 'changed', certificate: { ...certificate } });
    return certificate;
  }

  /** 暂扣、注销、吊销 …, or valid again. @throws RangeError. */
  setState(id: string, state: CertificateState, reason: string): DeskCertificate {
    const certificate = this.get(id);
    this.#settleState(certificate, state);
    this.#emit({ kind: 'state', certificate: { ...certificate }, state, reason });
    return certificate;
  }

  /** @returns the number under which the answer will be found. */
  ask(use: WindowUse): string {
    const id = this.#emit({ kind: 'use', use });
    this.#answers.set(id, undefined);
    return id;
  }

  /** Undefined while there is none. @throws RangeError. */
  answerTo(id: string): WindowAnswer | undefined {
    if (!this.#answers.has(id)) throw new RangeError(`no request ${id}`);
    return this.#answers.get(id);
  }

  /** The certificate's file, sealed or not, as it was made elsewhere. @throws RangeError. */
  putFile(id: string, format: FileFormat, bytes: Uint8Array): DeskCertificate {
    const certificate = this.get(id);
    certificate.files = { ...certificate.files, [format]: bytes };
    return certificate;
  }

  find(id: string): DeskCertificate | undefined {
    return this.#certificates.get(id);
  }

  /** @throws RangeError. */
  get(id: string): DeskCertificate {
    const found = this.find(id);
    if (found === undefined) throw new RangeError(`no certificate ${id}`);
    return found;
  }

  all(): DeskCertificate[] {
    return [...this.#certificates.values()];
  }

  /** Those whose places in the list say that they are not valid. */
  ended(): DeskCertificate[] {
    return this.all().filter(({ state }) => state !== 'valid');
  }

  pending(max: number): readonly RegisterEvent[] {
    return this.#outbox.slice(0, max);
  }

  /** The exchange has answered for an event: it leaves the outbox. Twice changes nothing. */
  settle(id: string, outcome: { readonly refusal?: string; readonly answer?: WindowAnswer }): void {
    const event = this.#outbox.find((each) => each.id === id);
    if (event === undefined) return;
    this.#outbox = this.#outbox.filter((each) => each !== event);
    if (event.kind === 'use') this.#answers.set(id, outcome.answer);
    else if (outcome.refusal !== undefined) this.get(event.certificate.id).refusal = outcome.refusal;
  }

  #enter(wish: NewCertificate, serial: string, version: string, before: string | undefined): DeskCertificate {
    const { issuer, seals, now } = this.#options;
    const { kind, holders, contents, from, to } = wish;
    const id = certificateIdOf({ typeCode: TYPE_CODES[kind], issuer, serial, version });
    const state = { state: 'valid', since: now(), refusal: undefined } as const;
    const files = { OFD: ofdOf(contents, seals) };
    const place = { list: this.#list, index: this.#freePlace() };
    const made = { id, kind, holders, contents, from, to, before };
    const certificate: DeskCertificate = { ...made, files, place, ...state };
    this.#certificates.set(id, certificate);
    return certificate;
  }

  /** At random: neighbours in the list say nothing of who came after whom. */
  #freePlace(): number {
    for (;;) {
      const index = randomInt(LIST_PLACES);
      if (this.#taken.has(index)) continue;
      this.#taken.add(index);
      return index;
    }
  }

  #settleState(certificate: DeskCertificate, state: CertificateState): void {
    certificate.state = state;
    certificate.since = this.#options.now();
  }

  #emit(what: Happening): string {
    const id = randomUUID();
    this.#outbox = [...this.#outbox, { ...what, id, at: this.#options.now() }];
    this.onEvent();
    return id;
  }
}
