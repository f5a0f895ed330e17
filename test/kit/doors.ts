import { expect } from 'vitest';
import { type SignedParts, toFlattened } from '#crypto/jose';
import { GRPC_STATUS } from '#hub/grpc';
import { HTTP_STATUS, openApiDocument } from '#hub/rest';
import { tongban } from '#proto/codec';
import { ERRORS, type ErrorCode } from '#proto/errors';
import * as services from '#proto/services';
import type { RestAnswer, TestPeer } from './peer.js';
import type { RawGrpcAnswer } from './raw-grpc.js';

/** What came of a call, whichever way it was made. The way's own rules are checked on the way: status, media type, trailer. */
export interface Answer {
  readonly code: ErrorCode | 'OK';
  readonly detail: string;
  /** JSON pointers of what is wrong. */
  readonly violations: readonly string[];
  readonly leafId: string | undefined;
  /** proto3 JSON; the bytes of a file. */
  readonly body: unknown;
  /** All that the caller got to see. */
  readonly seen: string;
}

/** One way into the hub. */
export interface Door {
  readonly name: string;
  submit(peer: TestPeer, parts: SignedParts): Promise<Answer>;
}

/** A way in that knows every operation, called by its name. */
export interface OperationDoor extends Door {
  ask(peer: TestPeer, operation: string, request: Record<string, unknown>): Promise<Answer>;
  upload(
    peer: TestPeer,
    start: { sha256: string; offset: number; useId?: string },
    bytes: Uint8Array,
  ): Promise<Answer>;
}

/** REST, as its OpenAPI document says that it is called. */
export const rest: OperationDoor = {
  name: 'REST',
  submit: async (peer, parts) => fromRest(await peer.submitOverRest(parts)),
  ask: async (peer, operation, request) => {
    const { method, path, names } = describedCall(operation);
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(request[name]));
    if (method === 'post') return fromRest(await peer.rest('POST', target, request));
    const left = Object.entries(request).filter(([name]) => !path.includes(`{${name}}`));
    const query = left.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
    expect(names).toEqual(expect.arrayContaining(left.map(([name]) => name)));
    return fromRest(await peer.rest('GET', query === '' ? target : `${target}?${query}`));
  },
  upload: async (peer, { sha256, offset, useId }, bytes) => {
    const use = useId === undefined ? '' : `&useId=${useId}`;
    return fromRest(await peer.rest('PATCH', `/v1/uploads/${sha256}?offset=${offset}${use}`, bytes));
  },
};

/** gRPC, with messages of the generated classes. */
export const grpc: OperationDoor = {
  name: 'gRPC',
  submit: async (peer, message) => grpc.ask(peer, 'Submit', { message }),
  ask: async (peer, operation, request) => {
    const { Request, Response, path } = grpcMethod(operation);
    const bytes = Request.encode(Request.fromObject(request)).finish();
    return fromGrpc(await peer.rawGrpc.call(path, bytes), (messages) =>
      operation === 'Download' || operation === 'ExportEvidence'
        ? Buffer.concat(messages.map((each) => tongban.v1.DownloadResponse.decode(each).chunk))
        : toJson(Response, messages[0]),
    );
  },
  upload: async (peer, start, bytes) => {
    const { Request, Response, path } = grpcMethod('Upload');
    const parts = [Request.encode({ start }).finish()];
    for (let at = 0; at < bytes.length; at += 65_536) {
      parts.push(Request.encode({ chunk: bytes.subarray(at, at + 65_536) }).finish());
    }
    return fromGrpc(await peer.rawGrpc.call(path, ...parts), ([message]) => toJson(Response, message));
  },
};

/** The framed gRPC stream, which has the door's answers but carries them in its own way. */
export const stream: Door = {
  name: 'gRPC stream',
  submit: async (peer, message) => {
    const frame = tongban.v1.SubmitStreamRequest.encode({ messages: [{ tag: 7, message }] }).finish();
    const called = await peer.rawGrpc.call(services.MessageService.submitStream.path, frame);
    const answered = fromGrpc(called, ([message]) => message);
    if (!(answered.body instanceof Uint8Array)) return answered;
    const { answers } = tongban.v1.SubmitStreamResponse.decode(answered.body);
    expect(answers.map((answer) => answer.tag)).toEqual([7]);
    const error = answers[0]?.error;
    const body = { acknowledgement: toJson(tongban.v1.IntakeAcknowledgement, answers[0]?.acknowledgement) };
    return error == null
      ? { ...answered, body }
      : { ...fromError(tongban.v1.Error.fromObject(error)), body: undefined };
  },
};

export const OPERATION_DOORS: readonly OperationDoor[] = [rest, grpc];
export const DOORS: readonly Door[] = [rest, grpc, stream];

/** The message of a request over this door: REST carries it as flattened JWS, gRPC as bytes. */
export function carried(door: Door, parts: SignedParts): object {
  return door === rest ? toFlattened(parts) : parts;
}

interface Codec {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  fromObject(plain: object): object;
  toObject(message: object, options: object): object;
}

/** The generated classes by their names. */
const CODECS = new Map<string, unknown>(Object.entries(tongban.v1));

function codecOf(name: string): Codec {
  const found = CODECS.get(name);
  if (!isCodec(found)) throw new Error(`there is no message ${name}`);
  return found;
}

function isCodec(found: unknown): found is Codec {
  return typeof found === 'function' && 'encode' in found && 'fromObject' in found; // what is generated has all four
}

function grpcMethod(operation: string): { Request: Codec; Response: Codec; path: string } {
  const methods = Object.values(services).flatMap((service) => Object.values(service));
  const path = methods.map((method) => method.path).find((each) => each.endsWith(`/${operation}`));
  if (path === undefined) throw new Error(`gRPC has no ${operation}`);
  return { Request: codecOf(`${operation}Request`), Response: codecOf(`${operation}Response`), path };
}

/** Every operation of the gRPC interface. */
export function grpcOperations(): string[] {
  const methods = Object.values(services).flatMap((service) => Object.values(service));
  return methods.map((method) => method.path.split('/').at(-1) ?? '');
}

function toJson(codec: Codec, message: object | null | undefined): unknown {
  if (message == null) return undefined;
  const read = message instanceof Uint8Array ? codec.decode(message) : message;
  return codec.toObject(read, { enums: String, longs: String, bytes: String });
}

function fromGrpc(answer: RawGrpcAnswer, body: (messages: readonly Buffer[]) => unknown): Answer {
  const { status, details, error, messages } = answer;
  if (status === 0) {
    return { code: 'OK', detail: '', violations: [], leafId: undefined, body: body(messages), seen: '' };
  }
  if (error === undefined) throw new Error(`gRPC answered ${status} ${details} without the hub's own error`);
  const shown = fromError(error);
  expect(status).toBe(GRPC_STATUS[ERRORS[shown.code].family]);
  expect(details).toBe(`${shown.code}: ${shown.detail}`);
  return { ...shown, body: undefined, seen: `${details} ${shown.seen}` };
}

function fromError(error: tongban.v1.Error): Omit<Answer, 'code'> & { code: ErrorCode } {
  const known = Object.keys(ERRORS) as ErrorCode[]; // the keys of a constant
  const code = known.find((each) => ERRORS[each].number === error.code);
  if (code === undefined) throw new Error(`gRPC answered the unknown error ${error.code}`);
  expect(error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  return {
    code,
    detail: error.detail,
    violations: error.violations.map((violation) => violation.pointer ?? ''),
    leafId: error.leafId === '' ? undefined : error.leafId,
    body: undefined,
    seen: JSON.stringify(error),
  };
}

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly violations: readonly { readonly pointer: string }[];
  readonly correlationId: string;
  readonly leafId?: string;
}

export function fromRest(answer: RestAnswer): Answer {
  const type = String(answer.headers['content-type']);
  if (answer.status < 300) {
    const body = type.startsWith('application/json') ? answer.json<unknown>() : answer.body;
    return { code: 'OK', detail: '', violations: [], leafId: undefined, body, seen: '' };
  }
  expect(type).toBe('application/problem+json; charset=utf-8');
  const problem = answer.json<Problem>();
  expect(problem.type).toBe(`urn:tongban:error:${problem.code}`);
  expect(problem.title).toBe(ERRORS[problem.code].zh);
  expect(problem.status).toBe(answer.status);
  expect(answer.status).toBe(HTTP_STATUS[ERRORS[problem.code].family]);
  expect(problem.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  return {
    code: problem.code,
    detail: problem.detail,
    violations: problem.violations.map((violation) => violation.pointer),
    leafId: problem.leafId,
    body: undefined,
    seen: `${JSON.stringify(answer.headers)} ${answer.body}`,
  };
}

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string }[];
}

function describedCall(operation: string): { method: string; path: string; names: string[] } {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, DescribedOperation>> };
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, described] of Object.entries(methods)) {
      if (described.operationId !== operation) continue;
      return { method, path, names: (described.parameters ?? []).map(({ name }) => name) };
    }
  }
  throw new Error(`REST has no ${operation}`);
}

/** No stack, no SQL, no file, no address of the hub's own may stand in an answer. */
export function expectNoInternals(seen: string): void {
  expect(seen).not.toMatch(
    /\bat (?:Object|async|new|file:|node:|[\w.]+ \()|node:internal|\.[jt]s\b|node_modules|[A-Z][a-z]+Error\b|ECONN/,
  );
  expect(seen).not.toMatch(
    /\bselect\b|\binsert into\b|relation "|\/(?:work|tmp|home|usr|var|root)\/|127\.0\.0\.1/i,
  );
}
