import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { Client, type ClientDuplexStream, credentials, type StatusObject, type status } from '@grpc/grpc-js';
import { tongban } from '#proto/codec';

/** What a gRPC call ended with, before anybody has made sense of it. */
export interface RawGrpcAnswer {
  readonly status: status;
  readonly details: string;
  /** The hub's own error, out of the trailer. */
  readonly error: tongban.v1.Error | undefined;
  readonly messages: readonly Buffer[];
}

export type RawCall = ClientDuplexStream<Buffer, Buffer>;

const asIs = (bytes: Buffer): Buffer => bytes;

/** gRPC with bytes for messages: whatever a client could send, right or wrong. */
export class RawGrpc {
  readonly #client: Client;

  constructor(address: string, tls: { readonly ca: string; readonly cert?: string; readonly key?: string }) {
    const [key = null, cert = null] = [tls.key, tls.cert].map((pem) => pem && Buffer.from(pem));
    this.#client = new Client(
      address,
      credentials.createSsl(Buffer.from(tls.ca), key || null, cert || null),
      {
        'grpc.use_local_subchannel_pool': 1, // a connection of its own
      },
    );
  }

  /** Sends these messages, ends its side, and collects what comes back. Every kind of method is a stream on the wire. */
  call(path: string, ...requests: readonly Uint8Array[]): Promise<RawGrpcAnswer> {
    const call = this.open(path, Date.now() + 10_000);
    for (const request of requests) call.write(Buffer.from(request));
    call.end();
    return ended(call);
  }

  /** @param path `/tongban.v1.<Service>/<Method>` */
  open(path: string, deadline = Number.POSITIVE_INFINITY): RawCall {
    return this.#client.makeBidiStreamRequest(path, asIs, asIs, { deadline });
  }

  close(): void {
    this.#client.close();
  }
}

/** Reads a stream to its end. */
export function ended(call: RawCall): Promise<RawGrpcAnswer> {
  const messages: Buffer[] = [];
  call.on('data', (message: Buffer) => messages.push(message));
  call.on('error', () => {}); // 'status' says the same
  return new Promise((resolve) => {
    call.on('status', ({ code, details, metadata }: StatusObject) => {
      const [trailer] = metadata.get('tongban-error-bin');
      const error = Buffer.isBuffer(trailer) ? tongban.v1.Error.decode(trailer) : undefined;
      resolve({ status: code, details, error, messages });
    });
  });
}

/** A call by a client that sends, and takes no answer off the line until it is told to. grpc-js would read ahead. */
export class UnreadCall {
  readonly #session: ClientHttp2Session;
  readonly #stream: ClientHttp2Stream;

  constructor(
    port: number,
    path: string,
    tls: { readonly ca: string; readonly cert: string; readonly key: string },
  ) {
    this.#session = connect(`https://localhost:${port}`, tls);
    this.#stream = this.#session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
  }

  send(message: Uint8Array): void {
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(message.length, 1);
    this.#stream.write(Buffer.concat([prefix, message]));
  }

  end(message: Uint8Array): void {
    this.send(message);
    this.#stream.end();
  }

  /** The client is gone. */
  destroy(): void {
    this.#session.destroy();
  }

  /** Ends its side, and reads what has come and what comes. */
  async readToEnd(): Promise<Buffer[]> {
    this.#stream.end();
    const chunks: Buffer[] = [];
    for await (const chunk of this.#stream as AsyncIterable<Buffer>) chunks.push(chunk);
    this.#session.close();
    const all = Buffer.concat(chunks);
    const messages: Buffer[] = [];
    for (let at = 0; at < all.length; ) {
      const end = at + 5 + all.readUInt32BE(at + 1);
      messages.push(all.subarray(at + 5, end));
      at = end;
    }
    return messages;
  }
}
