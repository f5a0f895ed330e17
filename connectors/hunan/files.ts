import { z } from 'zod';
import {
  blobRefOf,
  type Clock,
  type OutgoingFile,
  PlatformAnswerError,
  PlatformError,
  PlatformHttp,
} from '#connectors/kit';
import { readAnswer } from './answers.js';
import type { HunanAttachment } from './messages.js';

const LinkSchema = z.object({ downloadUrl: z.string().min(1) });
const StoredSchema = z.object({ fileId: z.string().min(1) });
/** A link that ends sooner than this is not tried. */
const MARGIN_MS = 5_000;
const FORBIDDEN = 403;

interface FetchedBytes {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** Files of the platform, or of its library: behind links that are signed by the platform and expire, so that a new one is asked for when needed. */
export class HunanFiles {
  readonly #http: PlatformHttp;
  readonly #path: string;
  readonly #store: PlatformHttp;
  readonly #base: URL;
  readonly #clock: Clock;

  /** @param http with the connector's signature; links are called without. @param path where files are stored. */
  constructor(http: PlatformHttp, path: string, baseUrl: string, clock: Clock) {
    this.#http = http;
    this.#path = path;
    this.#base = new URL(baseUrl);
    this.#store = new PlatformHttp(this.#base.origin, {});
    this.#clock = clock;
  }

  /** Fetches and digests the files. */
  async fetchAll(attachments: readonly HunanAttachment[]): Promise<ReadonlyMap<string, OutgoingFile>> {
    const files = new Map<string, OutgoingFile>();
    for (const attachment of attachments) {
      const { fileId, fileName } = attachment;
      const { bytes, mediaType } = await this.fetch(attachment);
      const name = fileName ?? `${fileId}.${mediaType.split('/')[1] ?? 'bin'}`;
      files.set(fileId, { fileId, blob: blobRefOf(bytes, mediaType, name) });
    }
    return files;
  }

  async fetch({ fileId, downloadUrl, expireTime = 0 }: HunanAttachment): Promise<FetchedBytes> {
    if (downloadUrl !== undefined && expireTime > this.#clock() + MARGIN_MS) {
      try {
        return await this.#download(downloadUrl);
      } catch (error) {
        const hasExpired = error instanceof PlatformError && error.status === FORBIDDEN;
        if (!hasExpired) throw error;
      }
    }
    return this.#download(await this.#link(fileId));
  }

  async read(fileId: string): Promise<Uint8Array> {
    return (await this.#download(await this.#link(fileId))).bytes;
  }

  /** @returns the platform's number of the file. */
  async store(bytes: Uint8Array, fileName: string, mediaType: string): Promise<string> {
    const query = new URLSearchParams({ fileName, mediaType });
    return readAnswer(await this.#http.upload(`${this.#path}?${query}`, bytes), StoredSchema).fileId;
  }

  async #link(fileId: string): Promise<string> {
    const body = JSON.stringify({ fileId });
    const answer = await this.#http.text('POST', `${this.#path}/links`, body, 'application/json');
    return readAnswer(answer, LinkSchema).downloadUrl;
  }

  /** Only at the platform's own address: a link must not lead the connector elsewhere in the province's network. */
  async #download(link: string): Promise<FetchedBytes> {
    const url = URL.canParse(link, this.#base.href) ? new URL(link, this.#base) : undefined;
    if (url?.origin !== this.#base.origin) throw new PlatformAnswerError('a link that leads elsewhere');
    return this.#store.bytes(`${url.pathname}${url.search}`);
  }
}
