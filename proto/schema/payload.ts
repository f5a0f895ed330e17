import type { z } from 'zod';
import { equalBytes } from '#crypto/primitives';
import { tongban } from '#proto/codec';
import { ValidationError, type Violation } from '#proto/errors';
import { CASE_MESSAGES, type CaseMessage, type MessageType } from './case-messages.js';
import { pointerTo } from './pointer.js';
import { parseStrictJson } from './strict-json.js';

/** How the payload is written: `cty` ends in +json or +proto. */
export type PayloadEncoding = 'json' | 'proto';

export interface ContentType {
  readonly type: MessageType;
  readonly encoding: PayloadEncoding;
}

const CTY = /^tongban\.v1\.([A-Za-z]+)\+(json|proto)$/;

/** @returns undefined unless the text names a message that may come through the door. */
export function parseContentType(cty: string): ContentType | undefined {
  const [, name = '', encoding] = CTY.exec(cty) ?? [];
  if (encoding !== 'json' && encoding !== 'proto') return undefined;
  return isMessageType(name) ? { type: name, encoding } : undefined;
}

export function contentType(type: MessageType, encoding: PayloadEncoding = 'json'): string {
  return `tongban.v1.${type}+${encoding}`;
}

export function isMessageType(name: string): name is MessageType {
  return Object.hasOwn(CASE_MESSAGES, name);
}

/**
 * Reads a payload once, into a frozen value.
 * @throws ValidationError MALFORMED with every violation at once.
 */
export function readPayload(content: ContentType, bytes: Uint8Array): CaseMessage {
  const plain = content.encoding === 'json' ? readJson(bytes) : readProto(content.type, bytes);
  const body = validate(CASE_MESSAGES[content.type], plain, 'the payload does not fit its type');
  return { type: content.type, body } as CaseMessage; // the schema that was applied is the one of this type
}

/** Applies a schema. @throws ValidationError MALFORMED with every violation, as JSON pointers. */
export function validate<T extends z.ZodType>(schema: T, plain: unknown, detail: string): z.output<T> {
  const result = schema.safeParse(plain);
  if (result.success) return result.data;
  throw new ValidationError('MALFORMED', detail, { violations: result.error.issues.flatMap(violationsOf) });
}

/** @throws ValidationError MALFORMED. */
export function readJson(bytes: Uint8Array): unknown {
  const json = parseStrictJson(bytes);
  if (json.ok) return json.value;
  throw new ValidationError('MALFORMED', 'the JSON is not strict', {
    violations: [{ pointer: '', message: json.fault }],
  });
}

/**
 * Protobuf bytes to the shape of proto3 JSON. Only the canonical encoding is read: fields in the order of their numbers,
 * nothing unknown, no default values, no padded varints. Whatever else would be written back differently is refused.
 */
function readProto(type: MessageType, bytes: Uint8Array): unknown {
  const codec = tongban.v1[type];
  let message: ReturnType<typeof codec.decode>;
  try {
    message = codec.decode(bytes);
  } catch {
    throw notCanonical('not a protobuf message of this type');
  }
  delete message.$unknowns;
  if (!equalBytes(bytes, encodeAgain(codec, message))) throw notCanonical('not the canonical encoding');
  return toPlain(codec, message);
}

/** The generated classes share this shape, which their own types cannot say for a class chosen at run time. */
interface Codec {
  encode(message: object): { finish(): Uint8Array };
  toObject(message: object, options: object): Record<string, unknown>;
}

function encodeAgain(codec: unknown, message: object): Uint8Array {
  return (codec as Codec).encode(message).finish(); // see Codec
}

function toPlain(codec: unknown, message: object): Record<string, unknown> {
  return (codec as Codec).toObject(message, { enums: String, longs: String, bytes: String }); // see Codec
}

function notCanonical(message: string): ValidationError {
  return new ValidationError('MALFORMED', 'the payload cannot be read', {
    violations: [{ pointer: '', message }],
  });
}

function violationsOf(issue: z.core.$ZodIssue): Violation[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), message: 'unknown field' }));
  }
  return [{ pointer: pointerTo(issue.path), message: issue.message }];
}
