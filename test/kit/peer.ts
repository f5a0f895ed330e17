import { readFileSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { HubClient } from '#connectors/kit';
import { type MessageToSign, type SignedParts, signMessage, toFlattened } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import type { PeerMaterial } from '#hub/cli';
import { RawGrpc } from './raw-grpc.js';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The body read as JSON. */
  json<T>(): T;
}

const JSON_BODY = { 'content-type': 'application/json' };

/** A peer platform, as the hub sees one: a signing key and a TLS identity, over gRPC and REST. */
export class TestPeer {
  readonly id: string;
  readonly material: PeerMaterial;
  readonly grpc: HubClient;
  /** gRPC without the client's own understanding of what is sent and answered. */
  readonly rawGrpc: RawGrpc;
  /** PEM, for connections of a test's own. */
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string };
  readonly ports: { readonly grpc: number; readonly rest: number };
  /** Its clock, unix milliseconds. A test may set it. */
  now: () => number = Date.now;
  readonly #agent: Agent;

  constructor(material: PeerMaterial, ports: { readonly grpc: number; readonly rest: number }) {
    this.id = material.peerId;
    this.material = material;
    this.tls = {
      ca: this.#read('authority.crt'),
      cert: this.#read('client.crt'),
      key: this.#read('client.key'),
    };
    const { ca, cert: certificate, key } = this.tls;
    this.ports = ports;
    this.grpc = new HubClient({ address: `localhost:${ports.grpc}`, ca, certificate, key });
    this.rawGrpc = new RawGrpc(`localhost:${ports.grpc}`, this.tls);
    this.#agent = new Agent({ keepAlive: true, ...this.tls });
  }

  close(): void {
    this.grpc.close();
    this.rawGrpc.close();
    this.#agent.destroy();
  }

  /** Signs a message of this type, as this peer and for the development hub unless told otherwise. */
  sign(
    type: string,
    body: object,
    over: Partial<MessageToSign> = {},
    key = this.material.messageKey,
  ): SignedParts {
    return signMessage(
      {
        cty: `tongban.v1.${type}+json`,
        issuer: this.id,
        audience: 'tongban-dev',
        messageId: uuidv7(),
        issuedAt: this.now(),
        payload: utf8(JSON.stringify(body)),
        ...over,
      },
      key,
    );
  }

  /** Signs and submits over gRPC; the answer is the acknowledgement. */
  act(type: string, body: object, over: Partial<MessageToSign> = {}): ReturnType<HubClient['submit']> {
    return this.grpc.submit(this.sign(type, body, over));
  }

  /** One request over REST; the path goes out exactly as given. @param headers instead of those of a JSON body. */
  rest(
    method: string,
    path: string,
    body?: string | Uint8Array | object,
    headers: Readonly<Record<string, string>> = body === undefined ? {} : JSON_BODY,
  ): Promise<RestAnswer> {
    const bytes =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array
        ? body
        : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        { host: 'localhost', port: this.ports.rest, method, path, headers, agent: this.#agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const all = Buffer.concat(chunks);
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: all,
              json: <T>() => JSON.parse(all.toString()) as T, // the test names the shape it reads
            });
          });
        },
      );
      request.on('error', reject);
      request.end(bytes);
    });
  }

  submitOverRest(parts: SignedParts): Promise<RestAnswer> {
    return this.rest('POST', '/v1/messages', toFlattened(parts));
  }

  #read(file: string): string {
    return readFileSync(join(this.material.folder, file), 'utf8');
  }
}
