import { z } from 'zod';
import { equalBytes } from '#crypto/primitives';
import { CheckFailure } from '../check.js';
import {
  type CaseAct,
  type DeskAct,
  differences,
  type FileAct,
  fileIdsOf,
  withFiles,
} from '../desk-words.js';
import { sampleFile } from '../samples.js';
import type { Waiting } from '../waiting.js';
import type { Driver, Shown } from './driver.js';

/** The answers that connectors/CONFORMANCE.md asks of a desk; more members do not matter. */
const CaseSchema = z.object({
  ref: z.string().min(1),
  hubNo: z.string().nullish(),
  item: z.string(),
  history: z.array(
    z.object({
      by: z.enum(['us', 'them']),
      kind: z.string(),
      note: z.string().default(''),
      /** In the words in which it would be clicked. */
      act: z.looseObject({ kind: z.string() }).optional(),
    }),
  ),
});

type DeskCase = z.output<typeof CaseSchema>;

const FileSchema = z.object({ fileId: z.string().min(1) });

const TIMEOUT_MS = 30_000;
const LONGEST_COMPLAINT = 200;

export interface DeskDriverOptions {
  /** Up to and without `/desk`. */
  readonly url: string;
  readonly waiting: Waiting;
  /** The item in the platform's own code. */
  readonly localItem: () => Promise<string>;
}

/** Drives a platform through the routes of its desk. */
export class DeskDriver implements Driver {
  readonly isProgram = true;
  readonly #options: DeskDriverOptions;

  constructor(options: DeskDriverOptions) {
    this.#options = options;
  }

  async file(act: FileAct): Promise<string> {
    const item = act.item === '' ? await this.#options.localItem() : act.item;
    const own = await this.#withOwnFiles({ ...act, item });
    return (await this.#call('POST', '/cases', CaseSchema, own)).ref;
  }

  async act(ref: string, act: CaseAct): Promise<void> {
    const own = await this.#withOwnFiles(act);
    await this.#call('POST', `/cases/${encodeURIComponent(ref)}/acts`, CaseSchema, own);
  }

  async numbered(ref: string): Promise<string> {
    const what = { zh: `平台显示 ${ref} 的枢纽编号`, en: `the platform shows the hub’s number of ${ref}` };
    return this.#options.waiting.until(what, async () => {
      const found = await this.#case(ref);
      const refusal = refusalOf(found);
      if (refusal !== undefined)
        throw new CheckFailure({
          zh: `平台称 ${ref} 被拒：${refusal}`,
          en: `the platform says that ${ref} was refused: ${refusal}`,
        });
      return found.hubNo || undefined;
    });
  }

  refused(ref: string): Promise<string> {
    const what = {
      zh: `平台显示 ${ref} 有一步被拒`,
      en: `the platform shows that an act of ${ref} was refused`,
    };
    return this.#options.waiting.until(what, async () => refusalOf(await this.#case(ref)));
  }

  async received(hubNo: string, act: DeskAct): Promise<Shown> {
    const what = { zh: `平台显示 ${hubNo} 的 ${act.kind}`, en: `the platform shows ${act.kind} of ${hubNo}` };
    const found = await this.#options.waiting.until(what, async () => {
      const cases = await this.#cases(hubNo);
      return cases.some((each) => actsOf(each, act.kind).length > 0) ? cases : undefined;
    });
    const shown = found.flatMap((each) => actsOf(each, act.kind));
    const last = shown.at(-1)?.act;
    return {
      ref: found[0]?.ref ?? '',
      cases: found.length,
      times: shown.length,
      differences:
        last === undefined ? ['history.act'] : await differences(act, last as DeskAct, this.#isSameFile), // compared member by member, whatever it is
    };
  }

  async hasCase(hubNo: string): Promise<boolean> {
    return (await this.#cases(hubNo)).length > 0;
  }

  async kindsReceived(hubNo: string): Promise<readonly string[]> {
    const [found] = await this.#cases(hubNo);
    return (found?.history ?? []).filter(({ by }) => by === 'them').map(({ kind }) => kind);
  }

  /** The item as the platform shows it in a case that came from elsewhere. */
  async itemOf(hubNo: string): Promise<string> {
    const what = { zh: `平台显示办件 ${hubNo}`, en: `the platform shows case ${hubNo}` };
    return this.#options.waiting.until(what, async () => (await this.#cases(hubNo))[0]?.item);
  }

  readonly #isSameFile = async (name: string, fileId: string): Promise<boolean> => {
    const response = await this.#fetch('GET', `/files/${encodeURIComponent(fileId)}`);
    return response.ok && equalBytes(await bytesOf(response), sampleFile(name).bytes);
  };

  async #withOwnFiles<A extends DeskAct>(act: A): Promise<A> {
    const ids = new Map<string, string>();
    for (const name of fileIdsOf(act)) {
      const { name: fileName, mediaType, bytes } = sampleFile(name);
      const query = new URLSearchParams({ name: fileName, type: mediaType });
      const { fileId } = await this.#call('POST', `/files?${query}`, FileSchema, bytes);
      ids.set(name, fileId);
    }
    return withFiles(act, (name) => ids.get(name) ?? name);
  }

  #case(ref: string): Promise<DeskCase> {
    return this.#call('GET', `/cases/${encodeURIComponent(ref)}`, CaseSchema);
  }

  #cases(hubNo: string): Promise<DeskCase[]> {
    return this.#call('GET', `/cases?${new URLSearchParams({ hubNo })}`, z.array(CaseSchema));
  }

  /** @throws CheckFailure when the desk does not answer as it should. */
  async #call<T extends z.ZodType>(
    method: string,
    path: string,
    schema: T,
    body?: object | Uint8Array,
  ): Promise<z.output<T>> {
    const response = await this.#fetch(method, path, body);
    const text = Buffer.from(await bytesOf(response)).toString('utf8');
    const answer = response.ok ? schema.safeParse(parseJson(text)) : undefined;
    if (answer?.success) return answer.data;
    const issue = answer?.error?.issues[0];
    const why =
      issue === undefined
        ? `${response.status} ${text.slice(0, LONGEST_COMPLAINT)}`
        : `${issue.path.join('.')}: ${issue.message}`;
    throw complaint(method, path, why);
  }

  async #fetch(method: string, path: string, body?: object | Uint8Array): Promise<Response> {
    try {
      return await fetch(`${this.#options.url}/desk${path}`, {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : bodyOf(body)),
      });
    } catch (error) {
      throw complaint(method, path, error instanceof Error ? error.message : String(error));
    }
  }
}

function bodyOf(body: object | Uint8Array): { body: string | Buffer; headers: Record<string, string> } {
  return body instanceof Uint8Array
    ? { body: Buffer.from(body), headers: { 'content-type': 'application/octet-stream' } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no answer of a desk: told by the schema
  }
}

function actsOf(found: DeskCase, kind: string): DeskCase['history'] {
  return found.history.filter((each) => each.by === 'them' && each.kind === kind);
}

function refusalOf(found: DeskCase): string | undefined {
  return found.history.findLast(({ kind }) => kind === 'refused')?.note;
}

function complaint(method: string, path: string, why: string): CheckFailure {
  const call = `${method} /desk${path.split('?', 1)[0]}`;
  return new CheckFailure({
    zh: `驱动接口 ${call} 未按约定应答：${why}`,
    en: `the desk did not answer ${call} as agreed: ${why}`,
  });
}
