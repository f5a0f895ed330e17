import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTTP_STATUS } from '#hub/rest';
import { ERRORS, type ErrorCode } from '#proto/errors';
import { expectNoInternals } from '../kit/doors.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { exchange, openSocket, openTlsSocket, type RawHttpAnswer, requestFor } from '../kit/raw-http.js';

/** Request targets as they come over the line: one spelling is understood, at the platforms' door and at the open one. */

let hub: TestHub;
let guangdong: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  await guangdong.act('SubmitCase', submission());
});
afterAll(() => hub.close());

const DOORS = [
  ['the REST door', () => openTlsSocket(guangdong.ports.rest, guangdong.tls)],
  ['the open door', () => openSocket(hub.running.ports.open)],
] as const;

type Send = (target: string, method?: string, headers?: readonly string[]) => Promise<RawHttpAnswer>;

describe.each(DOORS)('at %s', (_, open) => {
  const send: Send = async (...request) => exchange(await open(), requestFor(...request));

  it.each([
    ['dots', '/log/../log/checkpoint'],
    ['a dot', '/log/./checkpoint'],
    ['dots in percent-encoding', '/log/%2e%2e/log/checkpoint'],
    ['dots in percent-encoding, upper case', '/log/%2E%2E/log/checkpoint'],
    ['dots, half encoded', '/log/.%2e/log/checkpoint'],
    ['dots, doubly encoded', '/log/%252e%252e/log/checkpoint'],
    ['dots with a parameter', '/log/..;/log/checkpoint'],
    ['a path parameter', '/log/checkpoint;x=y'],
    ['an encoded slash', '/log%2fcheckpoint'],
    ['an encoded slash, upper case', '/log%2Fcheckpoint'],
    ['an encoded letter', '/log/%63heckpoint'],
    ['a backslash', '/log\\checkpoint'],
    ['a backslash for a host', '/\\evil.example/log/checkpoint'],
    ['two slashes', '/log//checkpoint'],
    ['two slashes for a host', '//evil.example/log/checkpoint'],
    ['a NUL', '/log/checkpoint%00'],
    ['a line break', '/log/checkpoint%0d%0aX:1'],
    ['a fragment', '/log/checkpoint#x'],
    ['a file that begins with a dot', '/.git/config'],
    ['a well-known address within another', '/log/.well-known/../checkpoint'],
    ['the form for proxies', 'http://localhost/log/checkpoint'],
    ['the form for proxies, of another host', 'https://evil.example/log/checkpoint'],
    ['a star', '*'],
  ])('%s in the path: BAD_PATH', async (_name, target) => {
    expectProblem(await send(target), 'BAD_PATH');
  });

  it.each([
    ['a trailing slash', '/log/checkpoint/'],
    ['another case', '/LOG/checkpoint'],
    ['a file below a file', '/log/checkpoint/x'],
    ['a path of nine thousand characters', `/${'a'.repeat(9_000)}`],
    ['a path of a thousand steps', '/a'.repeat(1_000)],
    ['a tile outside the numbers', '/log/tile/0/x001/000.p/0'],
    ['a tile wider than tiles are', '/log/tile/0/000.p/257'],
    ['a whole tile as if it were a part', '/log/tile/0/000.p/256'],
    ['a tile with a needless zero', '/log/tile/00/000.p/1'],
    ['a tile with needless digits', '/log/tile/0/x000/000.p/1'],
    ['a level that cannot be', '/log/tile/64/000.p/1'],
    ['a negative tile', '/log/tile/0/-01.p/1'],
    ['a bundle of another level', '/log/tile/entries/0/000.p/1'],
    ['no tile', '/log/tile/'],
  ])('%s: NOT_FOUND', async (_name, target) => {
    expectProblem(await send(target), 'NOT_FOUND');
  });

  it.each([
    ['a full tile', '/log/tile/0/000'],
    ['a wider part', '/log/tile/0/000.p/250'],
    ['a later tile', '/log/tile/0/x999/x999/999.p/1'],
    ['a level above', '/log/tile/63/000.p/1'],
    ['a later bundle', '/log/tile/entries/001.p/1'],
  ])('%s of the log that is not there yet: BEYOND_PUBLISHED', async (_name, target) => {
    expectProblem(await send(target), 'BEYOND_PUBLISHED');
  });

  it('serves what is there', async () => {
    const paths = ['/log/checkpoint', '/log/tile/0/000.p/1', '/log/tile/entries/000.p/1'];
    for (const path of paths) expect(await send(path)).toMatchObject({ status: 200 });
  });

  it('a query of endless length: TOO_LARGE', async () => {
    expectProblem(await send(`/log/checkpoint?${'a'.repeat(2_001)}`), 'TOO_LARGE');
  });

  it.each(['a b', '@evil', '../x', 'localhost:99999', 'evil\\host', ''])(
    'the host "%s": BAD_PATH',
    async (host) => {
      const text = `GET /log/checkpoint HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
      expectProblem(await exchange(await open(), text), 'BAD_PATH');
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    'another method, %s: METHOD_NOT_ALLOWED',
    async (method) => {
      const answer = await send('/log/checkpoint', method);
      expectProblem(answer, 'METHOD_NOT_ALLOWED');
      expect(answer.headers.allow).toBe('GET, HEAD');
    },
  );

  it('HEAD answers as GET does, without the body', async () => {
    const [get, head] = [await send('/log/checkpoint'), await send('/log/checkpoint', 'HEAD')];
    expect(head.body).toBe('');
    expect(head.status).toBe(200);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
    expect(head.headers['cache-control']).toBe(get.headers['cache-control']);
  });

  it.each([
    ['a header without end', requestFor('/log/checkpoint', 'GET', [`X: ${'a'.repeat(20_000)}`]), 431],
    ['two lengths', requestFor('/log/checkpoint', 'POST', ['Content-Length: 1', 'Content-Length: 2']), 400],
    [
      'a length and chunks (request smuggling)',
      requestFor('/log/checkpoint', 'POST', ['Content-Length: 4', 'Transfer-Encoding: chunked']),
      400,
    ],
    ['a target without path', requestFor('?x=1'), 400],
    ['a target that begins nowhere', requestFor('log/checkpoint'), 400],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
    ['a method that is none', requestFor('/log/checkpoint', 'get'), 400],
    ['a character outside ASCII', requestFor('/log/\u00e9'), 400],
    ['a bare line feed in a header', requestFor('/log/checkpoint', 'GET', ['X: a\nY: b\0']), 400],
  ])('%s is cut off', async (_name, bytes, status) => {
    const answer = await exchange(await open(), bytes);
    expect(answer).toMatchObject({ status, body: '' });
  });
});

describe('at the REST door', () => {
  const send: Send = async (...request) =>
    exchange(await openTlsSocket(guangdong.ports.rest, guangdong.tls), requestFor(...request));

  it.each([
    ['an unknown parameter', '/v1/hub?debug=1', ['/debug']],
    ['an unknown parameter beside a known one', '/v1/items/resolve?itemCode=002090012000&x=2', ['/x']],
    ['a parameter that stands twice', '/v1/items/resolve?itemCode=002090012000&itemCode=2', ['/itemCode']],
    ['a parameter that stands in the path already', `/v1/cases/TB1?caseNo=TB2`, ['/caseNo']],
    [
      'a parameter that every object has',
      '/v1/items/resolve?itemCode=002090012000&__proto__=2&constructor=3',
      ['/__proto__', '/constructor'],
    ],
    ['a parameter without value', '/v1/items/resolve?itemCode', ['/itemCode']],
    ['a plus that may be a space', '/v1/items/resolve?itemCode=a+b', ['/itemCode']],
    ['bytes that are no UTF-8', '/v1/items/resolve?itemCode=%ff', ['/itemCode']],
    ['a broken percent-encoding', '/v1/items/resolve?itemCode=%4', ['/itemCode']],
    ['a NUL', '/v1/items/resolve?itemCode=a%00', ['/itemCode']],
    ['a second question mark', '/v1/items/resolve?itemCode=1?x=2&y', ['/itemCode', '/y']],
    ['several things at once', '/v1/items/resolve?itemCode=%ff&x=+&x=%zz', ['/itemCode', '/x', '/x']],
  ])('%s: MALFORMED', async (_, target, pointers) => {
    const problem = expectProblem(await send(target), 'MALFORMED');
    expect(problem.violations.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('a parameter where the body says everything: MALFORMED', async () => {
    const answer = await guangdong.rest('POST', '/v1/messages?dryRun=true', {});
    expect(answer.json()).toMatchObject({ code: 'MALFORMED', violations: [{ pointer: '/dryRun' }] });
    const upload = await guangdong.rest('PATCH', `/v1/uploads/${'a'.repeat(64)}?offset=0&x=1`, 'x');
    expect(upload.json()).toMatchObject({ code: 'MALFORMED', violations: [{ pointer: '/x' }] });
  });

  it('tells which methods a resource has', async () => {
    const allowed = async (method: string, path: string) => (await send(path, method)).headers.allow;
    expect(await allowed('GET', '/v1/messages')).toBe('POST');
    expect(await allowed('DELETE', '/v1/cases/TB1')).toBe('GET, HEAD');
    expect(await allowed('POST', `/v1/uploads/${'a'.repeat(64)}`)).toBe('PATCH');
  });

  it('says its problems in English to whoever asks for that', async () => {
    const english = await send('/v1/nothing', 'GET', ['Accept-Language: en-GB, zh;q=0.5']);
    expect(expectProblem(english, 'NOT_FOUND', 'en').title).toBe('not found');
  });
});

interface Problem {
  readonly title: string;
  readonly violations: readonly { readonly pointer: string }[];
}

function expectProblem(answer: RawHttpAnswer, code: ErrorCode, language: 'zh' | 'en' = 'zh'): Problem {
  expectNoInternals(answer.text);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = JSON.parse(answer.body);
  const row = ERRORS[code];
  expect(problem).toMatchObject({ code, status: HTTP_STATUS[row.family], title: row[language] });
  expect(answer.status).toBe(problem.status);
  return problem;
}
