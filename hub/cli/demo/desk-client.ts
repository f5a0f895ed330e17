import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { actWords, type MessageType } from '#proto/schema';

/** The clerk's side of a sandbox platform: what a person at a window or an office would click. */

const CaseView = z.object({
  ref: z.string(),
  hubNo: z.string().nullable(),
  item: z.string(),
  status: z.string(),
  lead: z.string().nullable(),
  openNotice: z.string().nullable(),
  form: z.array(z.object({ name: z.string(), value: z.string() })),
  documents: z.array(
    z.object({ name: z.string(), number: z.string().optional(), fileId: z.string().optional() }),
  ),
  materials: z.array(
    z.object({
      name: z.string(),
      fileId: z.string().optional(),
      certificate: z.object({ id: z.string(), use: z.string() }).optional(),
    }),
  ),
  history: z.array(
    z.object({
      at: z.number(),
      by: z.string(),
      /** Of an act of others: who they are. */
      from: z.string().optional(),
      kind: z.string(),
      note: z.string(),
      act: z.looseObject({ kind: z.string() }).optional(),
    }),
  ),
});

export type CaseView = z.output<typeof CaseView>;

/** Something that should have happened and did not. */
export class DeskTimeout extends Error {}

const POLL_MS = 60;
const PATIENCE_MS = 20_000;

export class DeskClient {
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}/desk`;
  }

  async file(act: object): Promise<CaseView> {
    return CaseView.parse(await this.#post('/cases', { kind: 'file', ...act }));
  }

  async act(ref: string, act: object): Promise<CaseView> {
    return CaseView.parse(await this.#post(`/cases/${encodeURIComponent(ref)}/acts`, act));
  }

  async get(ref: string): Promise<CaseView> {
    return CaseView.parse(await this.#get(`/cases/${encodeURIComponent(ref)}`));
  }

  async upload(name: string, mediaType: string, bytes: Uint8Array): Promise<string> {
    const query = new URLSearchParams({ name, type: mediaType });
    const response = await fetch(`${this.#url}/files?${query}`, { method: 'POST', body: Buffer.from(bytes) });
    return z.object({ fileId: z.string() }).parse(await response.json()).fileId;
  }

  async download(fileId: string): Promise<Buffer> {
    const response = await fetch(`${this.#url}/files/${encodeURIComponent(fileId)}`);
    if (!response.ok) throw new Error(`the sandbox has no file ${fileId}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Waits until the exchange has given the case its number. */
  async numbered(ref: string): Promise<string> {
    const found = await until(`${ref} 取得枢纽编号`, async () => {
      const view = await this.get(ref);
      return view.hubNo === null ? undefined : view;
    });
    return found.hubNo ?? '';
  }

  /** Waits until the exchange has refused the case. @returns what the clerk is told. */
  async refused(ref: string): Promise<string> {
    const isRefusal = ({ kind }: CaseView['history'][number]) => kind === 'refused';
    const found = await until(`${ref} 被枢纽拒绝`, async () => {
      const view = await this.get(ref);
      return view.history.some(isRefusal) ? view : undefined;
    });
    return found.history.find(isRefusal)?.note ?? '';
  }

  /** Waits until a case from elsewhere has arrived, or has come so far. */
  async arrived(hubNo: string, status?: string): Promise<CaseView> {
    return until(`${hubNo} ${status ?? ''}`, async () => {
      const [view] = z.array(CaseView).parse(await this.#get(`/cases?hubNo=${hubNo}`));
      return view !== undefined && (status === undefined || view.status === status) ? view : undefined;
    });
  }

  /** Waits until a case shows something that the exchange did by itself, once. @param type as in `cty`. */
  async told(hubNo: string, type: MessageType): Promise<CaseView> {
    const name = actWords(type).zh;
    return until(`${hubNo} ${name}`, async () => {
      const view = await this.arrived(hubNo);
      return view.history.filter(({ note }) => note === name).length === 1 ? view : undefined;
    });
  }

  /** 颁证. @returns its identifier. */
  async issue(certificate: object): Promise<string> {
    return z.object({ id: z.string() }).parse(await this.#post('/certificates', certificate)).id;
  }

  /** 亮证: the holder gets a code, once the exchange knows his certificate. */
  async codeFor(certificateId: string, holder: object, contents: readonly string[]): Promise<string> {
    const opening = { certificateId, holder, contents };
    return until(`${certificateId} 的亮证码`, async () => {
      const answer = await this.#shown('presentations', opening);
      return z.object({ code: z.string() }).parse(answer.given ? answer : { code: '' }).code || undefined;
    });
  }

  /** 扫码. @returns the use, for the material that the certificate stands for. */
  async scan(scan: object): Promise<string> {
    return z.object({ given: z.literal(true), use: z.string() }).parse(await this.#shown('scans', scan)).use;
  }

  async #shown(collection: string, body: object): Promise<{ readonly given: boolean }> {
    const { id } = z.object({ id: z.string() }).parse(await this.#post(`/${collection}`, body));
    const Answered = z.object({ answer: z.looseObject({ given: z.boolean() }).nullable() });
    return until(`${collection} ${id}`, async () => {
      return Answered.parse(await this.#get(`/${collection}/${id}`)).answer ?? undefined;
    });
  }

  async #post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, { method: 'POST', body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async #get(path: string): Promise<unknown> {
    return (await fetch(`${this.#url}${path}`)).json();
  }
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
  throw new DeskTimeout(`等待超时 · timed out waiting for: ${what}`);
}
