import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import type { SignedParts } from '#crypto/jose';
import { tongban } from '#proto/codec';
import { fromServiceError } from './hub-error.js';

type Call = ClientDuplexStream<tongban.v1.ServeRequest.$Properties, tongban.v1.ServeResponse>;

/** Answers in one frame, each of at most 256 KiB: the hub takes 4 MiB. */
const MAX_FRAME = 12;

/**
 * Says what the platform has to say to a query: a signed CertificateAnswer. Called for as many queries at a time as the line
 * was opened for. What it throws is no answer: the requester is told that the platform cannot be reached.
 */
export type AnswerQuery = (query: tongban.v1.CertificateQuery.$Properties) => Promise<SignedParts>;

/** One line of an issuing platform to one process of the hub. Ends when the connection does; it is then opened anew. */
export class CertificateLine {
  readonly #call: Call;
  readonly #answer: AnswerQuery;
  #answers: tongban.v1.LineAnswer.$Properties[] = [];

  constructor(call: Call, maxInFlight: number, answer: AnswerQuery) {
    this.#call = call;
    this.#answer = answer;
    call.write({ open: { maxInFlight } });
  }

  /** Answers until the hub ends the line. @throws HubCallError when it breaks. */
  async serve(): Promise<void> {
    const answering = new Set<Promise<void>>();
    try {
      for await (const { queries } of this.#call as AsyncIterable<tongban.v1.ServeResponse>) {
        for (const query of queries) {
          const answered = this.#settle(query).finally(() => answering.delete(answered));
          answering.add(answered);
        }
      }
    } catch (error) {
      throw fromServiceError(error as ServiceError); // streams of grpc-js fail with nothing else
    } finally {
      await Promise.all(answering);
    }
  }

  close(): void {
    this.#call.cancel();
  }

  async #settle(query: tongban.v1.CertificateQuery.$Properties): Promise<void> {
    const useId = query.useId ?? '';
    try {
      this.#say({ useId, message: await this.#answer(query) });
    } catch {
      const error = { code: tongban.v1.ErrorCode.UNAVAILABLE, detail: 'the platform cannot answer now' };
      this.#say({ useId, error });
    }
  }

  /** What is said in one turn of the event loop goes in as few frames as its size allows. */
  #say(answer: tongban.v1.LineAnswer.$Properties): void {
    this.#answers.push(answer);
    if (this.#answers.length > 1) return;
    setImmediate(() => {
      const answers = this.#answers;
      this.#answers = [];
      for (let at = 0; at < answers.length; at += MAX_FRAME) {
        this.#call.write({ answers: { answers: answers.slice(at, at + MAX_FRAME) } });
      }
    });
  }
}
