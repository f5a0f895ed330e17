import { z } from 'zod';
import { eventually } from './eventually.js';

/** The certificates of a sandbox platform as its officers and clerks see them. */

const Certificate = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  refusal: z.string().optional(),
  before: z.string().nullable(),
});

export type RegisteredCertificate = z.output<typeof Certificate>;

const Answer = z.discriminatedUnion('given', [
  z.object({
    given: z.literal(true),
    certificateId: z.string(),
    state: z.string(),
    platform: z.string(),
    contents: z.array(z.object({ name: z.string(), value: z.string() })),
    credential: z.string().optional(),
    file: z.base64().optional(),
    seals: z.string().optional(),
    matching: z.array(z.string()).optional(),
    differing: z.array(z.string()).optional(),
    fileMatches: z.boolean().optional(),
  }),
  z.object({ given: z.literal(false), code: z.string(), reason: z.string() }),
]);

/** What a platform says to a holder or a window when a certificate is shown. */
const Shown = z.object({
  given: z.boolean(),
  code: z.string().optional(),
  reason: z.string().optional(),
  until: z.string().optional(),
  certificateId: z.string().optional(),
  contents: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  credential: z.string().optional(),
});

export type Shown = z.output<typeof Shown>;

export class RegisterClient {
  readonly #url: string;

  /** @param platformUrl of the platform, or of a tap before it. */
  constructor(platformUrl: string) {
    this.#url = `${platformUrl}/desk`;
  }

  /** One of each kind. */
  async samples(): Promise<RegisteredCertificate[]> {
    return z.array(Certificate).parse(await this.#post('/certificates/samples', {}));
  }

  async issue(certificate: object): Promise<RegisteredCertificate> {
    return Certificate.parse(await this.#post('/certificates', certificate));
  }

  async change(id: string, contents: object): Promise<RegisteredCertificate> {
    return Certificate.parse(await this.#post(`/certificates/${id}/versions`, { contents }));
  }

  async putFile(id: string, format: 'OFD' | 'PDF', bytes: Uint8Array): Promise<void> {
    const base64 = Buffer.from(bytes).toString('base64');
    await this.#post(`/certificates/${id}/files`, { format, base64 });
  }

  async setState(id: string, state: string): Promise<void> {
    await this.#post(`/certificates/${id}/states`, { state, reason: '测试' });
  }

  async get(id: string): Promise<RegisteredCertificate> {
    return Certificate.parse(await (await fetch(`${this.#url}/certificates/${id}`)).json());
  }

  /** A clerk asks, and goes on with something else. @returns the number of the request. */
  async ask(use: object): Promise<string> {
    return z.object({ id: z.string() }).parse(await this.#post('/uses', use)).id;
  }

  /** What the clerk is told in the end. */
  async answer(id: string): Promise<z.output<typeof Answer>> {
    return eventually(async () => {
      const body: unknown = await (await fetch(`${this.#url}/uses/${id}`)).json();
      return z.object({ answer: Answer }).parse(body).answer;
    });
  }

  async use(use: object): Promise<z.output<typeof Answer>> {
    return this.answer(await this.ask(use));
  }

  /** A holder who was identified wants to show a certificate. @returns the number of the request, and the platform's word. */
  async open(opening: object): Promise<Shown & { readonly id: string }> {
    return this.#shown('presentations', opening);
  }

  /** What the holder's screen shows. */
  async picture(id: string, form: 'png' | 'svg'): Promise<Uint8Array> {
    const response = await fetch(`${this.#url}/presentations/${id}/code.${form}`);
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** A window has scanned a code. */
  async scan(scan: object): Promise<Shown> {
    return this.#shown('scans', scan);
  }

  /** A credential for the wallet of its holder. */
  async credit(certificateId: string): Promise<Shown> {
    return this.#shown('wallets', {}, `/${certificateId}`);
  }

  /** What the holder's wallet answers to a window. */
  async show(certificateId: string, asked: object): Promise<string> {
    const shown = await this.#post(`/wallets/${certificateId}/shows`, asked);
    return z.object({ presentation: z.string() }).parse(shown).presentation;
  }

  async #shown(collection: string, body: object, place = '') {
    const { id } = z.object({ id: z.string() }).parse(await this.#post(`/${collection}${place}`, body));
    const answer = await eventually(async () => {
      const told: unknown = await (await fetch(`${this.#url}/${collection}/${id}`)).json();
      return z.object({ answer: Shown }).parse(told).answer;
    });
    return { ...answer, id };
  }

  async #post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, { method: 'POST', body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
