import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { fromFlattened, messageKey, readHeader, type SignedParts } from '#crypto/jose';
import { importPrivateKey } from '#crypto/primitives';
import { formatCaseNo } from '#domain/codes';
import { systemRuntime } from '#hub/runtime';
import {
  APP_ROLE,
  cases,
  compose,
  events,
  inbox,
  logStore,
  messages,
  migrate,
  openDatabase,
} from '#hub/store';
import type { tongban } from '#proto/codec';
import { MessageService } from '#proto/services';
import type { BareJob } from './bare-verify-thread.js';

/**
 * The bare pipeline, the ceiling of the hub's figures: the same transports and the same bytes, the signature checked, the same
 * rows in one batched insert, an acknowledgement. No parsing, no rights, no case logic, no log, no proof.
 */

export interface BareSpec {
  readonly databaseUrl: string;
  readonly material: string;
  readonly serverMaterial: string;
}

interface Job {
  readonly parts: SignedParts;
  readonly resolve: (caseNo: string) => void;
  readonly reject: (error: Error) => void;
}

const VERIFY_BATCH = 48;
const INSERT_BATCH = 192;
const MIN_GAP_MS = 3;

const runtime = systemRuntime();

class BareThread {
  readonly jobs: Job[][] = [];
  readonly #worker = new Worker(new URL('./bare-verify-thread.js', import.meta.url));
  readonly #spki: Uint8Array;

  constructor(spki: Uint8Array, onVerified: (jobs: Job[]) => void) {
    this.#spki = spki;
    this.#worker.on('message', (results: boolean[]) => {
      const jobs = this.jobs.shift() ?? [];
      jobs.forEach((job, i) => {
        if (!results[i]) job.reject(new Error('signature'));
      });
      onVerified(jobs.filter((_, i) => results[i]));
    });
  }

  send(jobs: Job[]): void {
    this.jobs.push(jobs);
    const job: BareJob = {
      spki: this.#spki,
      messages: jobs.map(({ parts }) => ({
        protected: parts.protected,
        payload: parts.payload,
        signature: parts.signature,
      })),
    };
    this.#worker.postMessage(job);
  }
}

class BarePipeline {
  readonly #db: ReturnType<typeof openDatabase>;
  readonly #threads: BareThread[];
  #incoming: Job[] = [];
  #verified: Job[] = [];
  #inserting = false;
  #index = 0;

  constructor(databaseUrl: string, spki: Uint8Array) {
    this.#db = openDatabase({ url: databaseUrl, poolSize: 4, role: APP_ROLE, onError: () => {} }); // queries report failures
    const onVerified = (jobs: Job[]) => {
      this.#verified.push(...jobs);
      this.#verify();
      void this.#insert();
    };
    this.#threads = [new BareThread(spki, onVerified), new BareThread(spki, onVerified)];
  }

  submit(parts: SignedParts): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#incoming.push({ parts, resolve, reject });
      if (this.#incoming.length === 1) queueMicrotask(() => this.#verify());
    });
  }

  #verify(): void {
    while (this.#incoming.length > 0) {
      const thread = this.#threads
        .filter(({ jobs }) => jobs.length < 2)
        .sort((a, b) => a.jobs.length - b.jobs.length)[0];
      if (thread === undefined) return;
      thread.send(this.#incoming.splice(0, VERIFY_BATCH));
    }
  }

  async #insert(): Promise<void> {
    if (this.#inserting) return;
    this.#inserting = true;
    while (this.#verified.length > 0) {
      const started = performance.now();
      const jobs = this.#verified.splice(0, INSERT_BATCH);
      const rows = jobs.map(({ parts }) => this.#row(parts));
      await this.#db.transaction('bare', async (tx) => {
        const write = compose([
          messages.insertMessages(rows),
          cases.insertCases(rows),
          events.insertEvents(rows),
          inbox.insertInbox(rows),
          logStore.insertEntries(this.#index, rows),
        ]);
        if (write !== undefined) tx.send(write);
      });
      this.#index += rows.length;
      jobs.forEach((job, i) => {
        job.resolve(rows[i]?.caseNo ?? '');
      });
      const rest = MIN_GAP_MS - (performance.now() - started);
      if (jobs.length > 1 && this.#verified.length < INSERT_BATCH && rest > 0) await pause(rest);
    }
    this.#inserting = false;
  }

  #row(parts: SignedParts) {
    const now = Date.now();
    const { jti: messageId, iss: issuer } = readHeader(parts.protected);
    const caseNo = formatCaseNo(now, runtime.random(12));
    return {
      ...ROW,
      ...parts,
      issuer,
      messageId,
      caseNo,
      submitter: issuer,
      submitterCaseRef: `BENCH-${messageId}`,
      leafId: runtime.newId(),
      receivedAt: now,
      createdAt: now,
      updatedAt: now,
      availableAt: now,
    };
  }
}

/** What is the same in every row. The leaf has the size of a real one. */
const ROW = {
  digest: Buffer.alloc(32),
  seq: 1,
  state: 'SUBMITTED',
  mode: 'FULLY_ONLINE',
  competent: 'henan',
  competentCaseRef: undefined,
  itemCode: '002090012000',
  basicCode: '002090012000',
  implementationCode: '11410000MBY900027Q2002090012000',
  eventCount: 1,
  openNotice: undefined,
  resultTransferred: false,
  type: 'SubmitCase',
  actor: 'guangdong',
  salt: Buffer.alloc(32),
  recipient: 'henan',
  body: Buffer.alloc(455, 'x'),
} as const;

type Stream = ServerDuplexStream<tongban.v1.SubmitStreamRequest, tongban.v1.SubmitStreamResponse.$Properties>;

function stream(pipeline: BarePipeline): (call: Stream) => void {
  return (call) => {
    let answers: tongban.v1.TaggedAnswer.$Properties[] = [];
    const flush = () => {
      call.write({ checkpoint: '', answers });
      answers = [];
    };
    call.on('data', (frame: tongban.v1.SubmitStreamRequest) => {
      for (const { tag = 0, message } of frame.messages) {
        void pipeline.submit(partsOf(message)).then((caseNo) => {
          answers.push({ tag, acknowledgement: { caseNo } });
          if (answers.length === 1) setImmediate(flush);
        });
      }
    });
    call.on('end', () => call.end());
    call.on('error', () => {}); // the load generator cancels when it is done
  };
}

function partsOf(message: tongban.v1.SignedMessage.$Properties | null | undefined): SignedParts {
  const none = new Uint8Array(0);
  return {
    protected: message?.protected ?? none,
    payload: message?.payload ?? none,
    signature: message?.signature ?? none,
  };
}

async function start(spec: BareSpec): Promise<{ grpc: number; rest: number }> {
  await migrate(spec.databaseUrl);
  const read = (folder: string, file: string) => readFileSync(join(folder, file));
  const key = messageKey(importPrivateKey(read(spec.material, 'message.pem').toString()));
  const pipeline = new BarePipeline(spec.databaseUrl, key.key.publicKey.spki);
  const [ca, cert, privateKey] = [
    read(spec.material, 'authority.crt'),
    read(spec.serverMaterial, 'server.crt'),
    read(spec.serverMaterial, 'server.key'),
  ];
  const server = new Server({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 });
  server.addService(MessageService, {
    submitStream: stream(pipeline),
    submit: (
      call: ServerUnaryCall<tongban.v1.SubmitRequest, tongban.v1.SubmitResponse.$Properties>,
      callback: sendUnaryData<tongban.v1.SubmitResponse.$Properties>,
    ) => {
      void pipeline
        .submit(partsOf(call.request.message))
        .then((caseNo) => callback(null, { acknowledgement: { caseNo } }));
    },
    getAnswer: () => {},
  });
  const grpc = await new Promise<number>((resolve, reject) => {
    const tls = ServerCredentials.createSsl(ca, [{ private_key: privateKey, cert_chain: cert }], true);
    server.bindAsync('127.0.0.1:0', tls, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
  const rest = createServer({ ca, cert, key: privateKey, requestCert: true }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void pipeline.submit(fromFlattened(JSON.parse(Buffer.concat(chunks).toString()))).then((caseNo) => {
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ acknowledgement: { caseNo } }));
      });
    });
  });
  await new Promise<void>((resolve) => rest.listen(0, '127.0.0.1', resolve));
  return { grpc, rest: (rest.address() as AddressInfo).port }; // it listens on a port
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

process.once('message', (spec: BareSpec) => void start(spec).then((ports) => process.send?.({ ports })));
process.on('disconnect', () => process.exit(0));
