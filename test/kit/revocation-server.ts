import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Meddled, OcspWish, TestTsa } from './tsa.js';

/** Lists of `openssl ca -gencrl` and a responder of `openssl ocsp` at a socket of their own. */
export interface RevocationServer {
  readonly crlUrl: string;
  /** Of a responder of the signer's issuer, and of the root. */
  readonly ocspUrl: string;
  readonly rootOcspUrl: string;
  readonly asked: { crl: number; ocsp: number };
  /** What it makes of every honest answer from now on; undefined: nothing. */
  meddle(change: ((honest: Uint8Array) => Meddled) | undefined): void;
  close(): Promise<void>;
}

export async function serveRevocation(tsa: TestTsa, wish: OcspWish = {}): Promise<RevocationServer> {
  let change: ((honest: Uint8Array) => Meddled) | undefined;
  const asked = { crl: 0, ocsp: 0 };
  const honest = async ({ method, url, headers }: IncomingMessage, body: Buffer) => {
    if (method === 'GET') {
      asked.crl++;
      await tsa.writeCrl();
      return readFileSync(tsa.crlFile);
    }
    asked.ocsp++;
    const issuer = url === '/ocsp/root' ? 'root' : tsa.issuer;
    return headers['content-type'] === 'application/ocsp-request' ? tsa.ocsp(body, wish, issuer) : 415;
  };
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const given = await honest(request, Buffer.concat(chunks)).catch(() => 500);
    const answer = typeof given === 'number' || change === undefined ? given : change(given);
    if (answer === 'silence') return;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    crlUrl: `http://127.0.0.1:${port}/crl`,
    ocspUrl: `http://127.0.0.1:${port}/ocsp`,
    rootOcspUrl: `http://127.0.0.1:${port}/ocsp/root`,
    asked,
    meddle: (given) => {
      change = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
