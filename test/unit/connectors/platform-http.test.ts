import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { PlatformAnswerError, PlatformError, type PlatformHeaders, PlatformHttp } from '#connectors/kit';

describe('HTTP to a provincial platform', () => {
  let server: Server | undefined;
  let asked = 0;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });

  async function platform(
    answer: RequestListener,
    headers: PlatformHeaders = { 'x-app-token': 'secret' },
  ): Promise<PlatformHttp> {
    asked = 0;
    server = createServer((request, response) => {
      asked++;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new PlatformHttp(`http://127.0.0.1:${port}`, headers);
  }

  it('carries the token and the body', async () => {
    const http = await platform((request, response) => {
      request.pipe(response.writeHead(200, { 'x-seen': String(request.headers['x-app-token']) }));
    });
    expect(await http.text('POST', '/in', '{"办件":1}', 'application/json')).toBe('{"办件":1}');
  });

  it.each([500, 502, 503, 429, 408])('tries again what may pass: %i', async (status) => {
    const http = await platform((_, response) => {
      response.writeHead(asked < 3 ? status : 200).end('好');
    });
    expect(await http.text('GET', '/')).toBe('好');
    expect(asked).toBe(3);
  });

  it.each([400, 401, 404, 409, 413])('asks once where asking again would not help: %i', async (status) => {
    const http = await platform((_, response) => response.writeHead(status).end('不行'));
    const answer = await http.text('GET', '/').catch((error: unknown) => error);
    expect(answer).toBeInstanceOf(PlatformError);
    expect(answer).toMatchObject({ status, isTransient: false });
    expect(asked).toBe(1);
  });

  it('gives up after a few tries and says what the platform said', async () => {
    const http = await platform((_, response) => response.writeHead(503).end('维护中'));
    await expect(http.text('GET', '/')).rejects.toThrow('the platform answered 503: 维护中');
    expect(asked).toBe(3);
  });

  it('leaves a platform alone that failed ten times in a row', async () => {
    const http = await platform((_, response) => response.writeHead(500).end());
    for (let i = 0; i < 5; i++) await http.text('GET', '/').catch(() => {});
    expect(asked).toBe(10);
  });

  it('takes a lost connection for something that may pass', async () => {
    const http = await platform((request, response) => {
      if (asked === 1) request.socket.destroy();
      else response.end('好');
    });
    expect(await http.text('GET', '/')).toBe('好');
  });

  it('reads no text in another encoding: names would be signed garbled', async () => {
    const gbk = Buffer.from([0xba, 0xd3, 0xc4, 0xcf]); // 河南
    const http = await platform((_, response) => response.end(gbk));
    await expect(http.text('GET', '/')).rejects.toThrow(PlatformAnswerError);
  });

  it('passes over a byte order mark', async () => {
    const http = await platform((_, response) => response.end('\uFEFF{"code":0}'));
    expect(await http.text('GET', '/')).toBe('{"code":0}');
  });

  it('stops reading an answer without end', async () => {
    const http = await platform((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const write = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    await expect(http.text('GET', '/')).rejects.toThrow('too large');
  });

  it('gives files as they are, with their type', async () => {
    const http = await platform((_, response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg; q=1' }).end(Buffer.from([0xff, 0xd8])),
    );
    expect(await http.bytes('/file')).toEqual({ bytes: Buffer.from([0xff, 0xd8]), mediaType: 'image/jpeg' });
  });

  it('makes headers anew for each attempt, of what is sent', async () => {
    const seen: unknown[] = [];
    let made = 0;
    const http = await platform(
      (request, response) => {
        seen.push(request.headers['x-signed']);
        response.writeHead(asked < 3 ? 503 : 200).end('好');
      },
      ({ method, path, body }) => ({ 'x-signed': `${++made} ${method} ${path} ${body.length}` }),
    );
    await http.text('POST', '/in?a=1', '办', 'text/plain');
    expect(seen).toEqual(['1 POST /in?a=1 3', '2 POST /in?a=1 3', '3 POST /in?a=1 3']);
  });

  it('gives the whole answer of a platform that refuses: it may say what to do next', async () => {
    const long = 'x'.repeat(1_000);
    const http = await platform((_, response) => response.writeHead(410).end(long));
    await expect(http.text('GET', '/')).rejects.toMatchObject({ status: 410, text: long });
  });

  it('stops waiting for an answer that is held back when it is told to', async () => {
    const stopped = new AbortController();
    const http = await platform(() => stopped.abort()); // never answers
    await expect(http.longPoll('/feed', 3_600_000, stopped.signal)).rejects.toThrow('abort');
  });
});
