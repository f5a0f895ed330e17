import { z } from 'zod';
import {
  type AcceptAct,
  type Clock,
  type ConnectorLog,
  type IncomingAct,
  type MappingTables,
  type Outcome,
  PlatformHttp,
  type Province,
  refusalOfDraft,
} from '#connectors/kit';
import type { RandomBytes } from '#crypto/primitives';
import { ValidationError } from '#proto/errors';
import { blobsOf, type Draft, validate } from '#proto/schema';
import { AcceptedOnce } from './accepted-once.js';
import { NOTHING, readAnswer } from './answers.js';
import { Bundles } from './bundles.js';
import { HunanCertificates } from './certificates.js';
import type { FeedCursor } from './cursor.js';
import { FeedReader } from './feed.js';
import { HunanFiles } from './files.js';
import { FeedEntrySchema } from './messages.js';
import { requestSigner } from './signature.js';
import type { Things } from './things.js';
import { toInbound } from './to-local.js';
import { attachmentsOf, toDraft } from './to-national.js';

export const HunanConfigSchema = z.strictObject({
  /** The platform's address: what stands behind it is signed. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine((url) => URL.canParse(url) && new URL(url).origin === url, 'scheme, host and port alone'),
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  /** How long the platform may hold back a page of the feed when there is nothing to say. */
  waitMs: z.int().min(0).max(30_000).default(5_000),
  /** How long to rest after the feed could not be read, an entry could not be taken, or a page was empty at once. */
  pauseMs: z.int().min(50).default(1_000),
  /** Other files to use instead of those that come with the connector. */
  mapping: z.string().optional(),
  things: z.string().optional(),
});

export type HunanConfig = z.output<typeof HunanConfigSchema>;

/** What the province is made of. */
export interface HunanParts {
  readonly config: HunanConfig;
  readonly maps: MappingTables;
  readonly things: Things;
  readonly cursor: FeedCursor;
  /** Of the library of certificates. */
  readonly libraryCursor: FeedCursor;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** 湖南: what happened is read from a feed; a thing (一件事) becomes as many cases as it has members. */
export class HunanProvince implements Province {
  readonly #maps: MappingTables;
  readonly #http: PlatformHttp;
  readonly #files: HunanFiles;
  readonly #bundles: Bundles;
  readonly #feed: FeedReader;
  readonly certificates: HunanCertificates;

  constructor({ config, maps, things, cursor, libraryCursor, log, clock, random }: HunanParts) {
    this.#maps = maps;
    const signer = requestSigner(config, clock, random);
    this.#http = new PlatformHttp(config.url, signer);
    this.#files = new HunanFiles(this.#http, '/hn/kstb/files', config.url, clock);
    this.#bundles = new Bundles({ http: this.#http, files: this.#files, maps, things });
    const { waitMs, pauseMs } = config;
    const reading = { log, clock, waitMs, pauseMs };
    this.#feed = new FeedReader({ ...reading, http: this.#http, path: '/hn/kstb/feed', cursor });
    // A way of their own: while certificates cannot be asked for, the breaker must not hold up cases.
    const http = new PlatformHttp(config.url, signer);
    const files = new HunanFiles(http, '/hn/dzzz/files', config.url, clock);
    this.certificates = new HunanCertificates({ ...reading, http, files, maps, cursor: libraryCursor });
  }

  async start(accept: AcceptAct): Promise<void> {
    const once = new AcceptedOnce(accept);
    this.#feed.start((entry) => this.#take(entry, once));
  }

  async deliver(act: IncomingAct): Promise<void> {
    const files = new Map<string, string>();
    for (const { sha256, mediaType, fileName } of blobsOf(act.message))
      files.set(sha256, await this.#files.store(await act.fetchFile(sha256), fileName, mediaType));
    const { messageId, caseNo, actor } = act;
    const inbound = await toInbound(act, this.#maps, files);
    await this.#post('/hn/kstb/inbound', { messageId, hubCaseNo: caseNo, sender: actor, ...inbound });
  }

  async confirm(ref: string, outcome: Outcome): Promise<void> {
    const { kind } = outcome;
    const facts =
      kind === 'accepted'
        ? { result: 'ACCEPTED', hubCaseNo: outcome.caseNo, logIndex: String(outcome.logIndex ?? '') }
        : { result: 'REFUSED', errCode: outcome.code, errMsg: outcome.detail };
    await this.#post('/hn/kstb/receipts', { eventId: ref, ...facts });
  }

  readFile(fileId: string): Promise<Uint8Array> {
    return this.#files.read(fileId);
  }

  isThere(): Promise<boolean> {
    return this.#http.isThere();
  }

  async close(): Promise<void> {
    await Promise.all([this.#feed.close(), this.certificates.close()]);
  }

  /** An entry that the platform was told of already needs nothing; one about a thing says only where to look. */
  async #take(entry: unknown, once: AcceptedOnce): Promise<void> {
    const event = validate(FeedEntrySchema, entry, 'the entry has another form');
    if ('thingNo' in event) return this.#bundles.advance(event.thingNo, once);
    if (event.receipt !== 'NONE' || once.has(event.eventId)) return;
    const files = await this.#files.fetchAll(attachmentsOf(event));
    const { eventId: ref, occurTime: occurredAt } = event;
    let draft: Draft;
    try {
      draft = await toDraft(event, this.#maps, files);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      await this.confirm(ref, refusalOfDraft(error)); // no waiting would mend it
      return;
    }
    await once.accept({ ref, occurredAt, draft, files: [...files.values()] });
  }

  async #post(path: string, body: object): Promise<void> {
    readAnswer(await this.#http.text('POST', path, JSON.stringify(body), 'application/json'), NOTHING);
  }
}
