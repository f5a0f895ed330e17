import { readFileSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { messageKey, type SignedParts, toFlattened } from '#crypto/jose';
import { importPrivateKey } from '#crypto/primitives';
import type { tongban } from '#proto/codec';
import { CertificateService, MessageService } from '#proto/services';
import { presign } from './messages.js';
import type { LoadResult, LoadSpec } from './spec.js';

/**
 * The load generator: a process of its own. It signs its messages, says so, and on "go" sends them as the spec tells it,
 * over a connection like any peer's.
 */

/** How one message was answered. */
type Answered = (tag: number, refusal?: string) => void;

interface Sender {
  send(tags: readonly number[]): void;
  close(): void;
}

class Run {
  readonly #spec: LoadSpec;
  readonly #messages: readonly SignedParts[];
  readonly #sentAt: Float64Array;
  readonly #latencies: number[] = [];
  #sender: Sender | undefined;
  #next = 0;
  #refused = 0;
  #firstRefusal: string | undefined;
  #isMeasuring = false;
  #isOver = false;

  constructor(spec: LoadSpec, messages: readonly SignedParts[]) {
    this.#spec = spec;
    this.#messages = messages;
    this.#sentAt = new Float64Array(messages.length);
  }

  async run(connect: (messages: readonly SignedParts[], answered: Answered) => Sender): Promise<LoadResult> {
    this.#sender = connect(this.#messages, (tag, refusal) => this.#answered(tag, refusal));
    const { rate, inFlight, warmUpMs, measureMs } = this.#spec;
    const pacer = rate === undefined ? undefined : this.#pace(rate);
    if (rate === undefined) this.#send(inFlight);
    await pause(warmUpMs);
    process.send?.({ kind: 'measuring' });
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    this.#isMeasuring = true;
    await pause(measureMs);
    this.#isMeasuring = false;
    this.#isOver = true;
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    process.send?.({ kind: 'measured' });
    clearInterval(pacer);
    await pause(300); // answers that are still on their way belong to nobody's measurement
    this.#sender.close();
    return this.#result(seconds, user + system);
  }

  /** Sends by the clock: a slow answer does not slow the offer down. */
  #pace(rate: number): NodeJS.Timeout {
    const started = performance.now();
    let offered = 0;
    return setInterval(() => {
      const due = Math.floor(((performance.now() - started) / 1000) * rate) - offered;
      for (let i = 0; i < due; i++) this.#send(1);
      offered += Math.max(0, due);
    }, 1);
  }

  #send(count: number): void {
    const tags: number[] = [];
    const now = performance.now();
    for (; tags.length < count && this.#next < this.#messages.length; this.#next++) {
      this.#sentAt[this.#next] = now;
      tags.push(this.#next);
    }
    if (tags.length > 0) this.#sender?.send(tags);
    else if (!this.#isOver) throw new Error('the messages have run out before the time');
  }

  #pendingRefill = 0;

  #answered(tag: number, refusal?: string): void {
    if (refusal !== undefined) {
      this.#refused++;
      this.#firstRefusal ??= refusal;
    }
    if (this.#isMeasuring) this.#latencies.push(performance.now() - (this.#sentAt[tag] ?? 0));
    if (this.#spec.rate !== undefined || this.#isOver) return;
    this.#pendingRefill++;
    if (this.#pendingRefill > 1) return;
    // Answers come in frames; what they free goes out in one frame too.
    setImmediate(() => {
      const count = this.#pendingRefill;
      this.#pendingRefill = 0;
      if (!this.#isOver) this.#send(count);
    });
  }

  #result(seconds: number, clientCpuUs: number): LoadResult {
    const sorted = this.#latencies.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      answered: sorted.length,
      refused: this.#refused,
      seconds,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      clientCpuUs,
      ...(this.#firstRefusal === undefined ? {} : { firstRefusal: this.#firstRefusal }),
    };
  }
}

function overStream(spec: LoadSpec, messages: readonly SignedParts[], answered: Answered): Sender {
  const client = grpcClient(spec);
  const call = openStream(spec, client);
  call.on('data', (frame: tongban.v1.SubmitStreamResponse | tongban.v1.UseCertificatesResponse) => {
    for (const { tag, error } of frame.answers) answered(tag ?? 0, error?.detail ?? undefined);
  });
  call.on('error', () => {}); // cancelled below
  return {
    send: (tags) => {
      for (let at = 0; at < tags.length; at += 32) {
        call.write({
          messages: tags.slice(at, at + 32).map((tag) => ({ tag, message: messageAt(messages, tag) })),
        });
      }
    },
    close: () => {
      call.cancel();
      client.close();
    },
  };
}

function openStream({ work }: LoadSpec, client: Client) {
  if (work === 'SUBMIT') {
    const { path, requestSerialize, responseDeserialize } = MessageService.submitStream;
    return client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  }
  const { path, requestSerialize, responseDeserialize } = CertificateService.useCertificates;
  return client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
}

function overUnary(spec: LoadSpec, messages: readonly SignedParts[], answered: Answered): Sender {
  const client = grpcClient(spec);
  const { submit } = MessageService;
  const { useCertificate } = CertificateService;
  const ask = (message: SignedParts, done: (error: ServiceError | null) => void) =>
    spec.work === 'SUBMIT'
      ? client.makeUnaryRequest(
          submit.path,
          submit.requestSerialize,
          submit.responseDeserialize,
          { message },
          done,
        )
      : client.makeUnaryRequest(
          useCertificate.path,
          useCertificate.requestSerialize,
          useCertificate.responseDeserialize,
          { message },
          done,
        );
  return {
    send: (tags) => {
      for (const tag of tags) ask(messageAt(messages, tag), (error) => answered(tag, error?.details));
    },
    close: () => client.close(),
  };
}

function overRest(spec: LoadSpec, messages: readonly SignedParts[], answered: Answered): Sender {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: spec.inFlight,
    ca: read(spec, 'authority.crt'),
    cert: read(spec, 'client.crt'),
    key: read(spec, 'client.key'),
  });
  const bodies = messages.map((message) => JSON.stringify(toFlattened(message)));
  const post = (tag: number): void => {
    const body = bodies[tag] ?? '';
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const options = {
      host: 'localhost',
      port: spec.restPort,
      path: '/v1/messages',
      method: 'POST',
      agent,
      headers,
    };
    const request = httpsRequest(options, (response) => {
      response.resume();
      response.on('end', () =>
        answered(tag, response.statusCode === 201 ? undefined : `HTTP ${response.statusCode}`),
      );
    });
    request.on('error', (error) => answered(tag, error.message));
    request.end(body);
  };
  return {
    send: (tags) => {
      for (const tag of tags) post(tag);
    },
    close: () => agent.destroy(),
  };
}

function messageAt(messages: readonly SignedParts[], tag: number): SignedParts {
  const message = messages[tag];
  if (message === undefined) throw new RangeError(`no message ${tag}`);
  return message;
}

function grpcClient(spec: LoadSpec): Client {
  const tls = credentials.createSsl(
    Buffer.from(read(spec, 'authority.crt')),
    Buffer.from(read(spec, 'client.key')),
    Buffer.from(read(spec, 'client.crt')),
  );
  return new Client(`localhost:${spec.grpcPort}`, tls);
}

function read(spec: LoadSpec, file: string): string {
  return readFileSync(join(spec.material, file), 'utf8');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const CONNECT = { stream: overStream, unary: overUnary, rest: overRest };

process.once('message', (spec: LoadSpec) => {
  const key = messageKey(importPrivateKey(read(spec, 'message.pem')));
  const run = new Run(spec, presign(spec, key));
  process.once('message', () => {
    void run
      .run((messages, answered) => CONNECT[spec.transport](spec, messages, answered))
      .then((result) => process.send?.({ kind: 'result', result }, () => process.exit(0)));
  });
  process.send?.({ kind: 'signed' });
});
process.on('disconnect', () => process.exit(1));
