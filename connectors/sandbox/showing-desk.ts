import { randomUUID } from 'node:crypto';
import type { DeskCertificate, DeskHolder, WindowAnswer } from './certificate-desk.js';
import { Wallet } from './wallet.js';

/**
 * 亮证 at a simulated platform: holders who get codes, windows that scan them, and the wallets of holders with the credentials
 * that the platform has had signed for them. Words are those of the certificates' desk.
 */

/** A holder was identified, and is about to show a certificate of any province. */
interface Opening {
  readonly kind: 'open';
  readonly certificateId: string;
  readonly holder: DeskHolder;
  /** Names of contents that may be shown. */
  readonly contents: readonly string[];
}

/** A window has scanned a code. */
interface Scanning {
  readonly kind: 'scan';
  readonly code: string;
  readonly item: string;
  readonly caseRef: string;
  readonly reason: string;
  readonly clerk: string;
  readonly contents: readonly string[];
}

/** A credential is wanted for the wallet of a holder, of a certificate of this platform. */
interface Crediting {
  readonly kind: 'credit';
  readonly certificate: DeskCertificate;
  /** A JSON Web Key. */
  readonly walletKey: object;
}

export type Showing = Opening | Scanning | Crediting;

export type ShowingEvent = Showing & { readonly id: string; readonly at: number };

export type ShowingAnswer =
  | { readonly given: true; readonly code: string; readonly until: string }
  | (Extract<WindowAnswer, { given: true }> & { readonly use: string; readonly credential?: string })
  | { readonly given: true; readonly credential: string }
  | Extract<WindowAnswer, { given: false }>;

export class ShowingDesk {
  readonly #now: () => number;
  readonly #answers = new Map<string, ShowingAnswer | undefined>();
  /** By the code of the holder. A platform that begins anew has lost them. */
  readonly #wallets = new Map<string, Wallet>();
  #outbox: readonly ShowingEvent[] = [];
  /** Called when the outbox has grown. */
  onEvent: () => void = () => {};

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns the number under which the answer will be found. */
  ask(showing: Opening | Scanning): string {
    return this.#emit(showing);
  }

  /** The certificate's first holder wants it in his wallet. */
  async credit(certificate: DeskCertificate): Promise<string> {
    const walletKey = await this.walletOf(certificate).publicKey();
    return this.#emit({ kind: 'credit', certificate: { ...certificate }, walletKey });
  }

  walletOf({ holders }: DeskCertificate): Wallet {
    const code = holders[0]?.code ?? '';
    const wallet = this.#wallets.get(code) ?? new Wallet(this.#now);
    this.#wallets.set(code, wallet);
    return wallet;
  }

  /** Undefined while there is none. @throws RangeError. */
  answerTo(id: string): ShowingAnswer | undefined {
    if (!this.#answers.has(id)) throw new RangeError(`no request ${id}`);
    return this.#answers.get(id);
  }

  pending(max: number): readonly ShowingEvent[] {
    return this.#outbox.slice(0, max);
  }

  /** @returns false when the request is not one of these, or was settled before. */
  settle(id: string, answer: ShowingAnswer): boolean {
    const event = this.#outbox.find((each) => each.id === id);
    if (event === undefined) return false;
    this.#outbox = this.#outbox.filter((each) => each !== event);
    this.#answers.set(id, answer);
    if (event.kind === 'credit' && 'credential' in answer && answer.credential !== undefined) {
      this.walletOf(event.certificate).keep(event.certificate.id, answer.credential);
    }
    return true;
  }

  #emit(showing: Showing): string {
    const id = randomUUID();
    this.#answers.set(id, undefined);
    this.#outbox = [...this.#outbox, { ...showing, id, at: this.#now() }];
    this.onEvent();
    return id;
  }
}
