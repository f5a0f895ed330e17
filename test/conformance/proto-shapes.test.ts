import { join } from 'node:path';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '#config';
import { CASE_STATES } from '#domain/case';
import { CERTIFICATE_STATES } from '#domain/ecert';
import {
  CASE_MESSAGES,
  CERTIFICATE_MESSAGES,
  CertificateStatementSchema,
  DispatchStatementSchema,
  PresentationStatementSchema,
} from '#proto/schema';
import * as services from '#proto/services';
import * as responses from '../../hub/rest/responses.js';
import { filesIn } from '../kit/sources.js';

/** The .proto files are the contract; schemas, REST answers and service tables say the same in other words. */

const root = new protobuf.Root();
root.resolvePath = (_, target) => join(packageRoot, 'proto', target);
root.loadSync(
  filesIn('proto/tongban')
    .filter((path) => path.endsWith('.proto'))
    .map((path) => path.slice('proto/'.length)),
  { keepCase: false },
);
const declared = root.lookup('tongban.v1') as protobuf.Namespace;

/** The schema without what wraps it: optional, default, readonly, pipes. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  const inner = 'innerType' in def ? def.innerType : 'in' in def ? def.in : undefined;
  return inner === undefined ? schema : bare(inner as z.core.$ZodType);
}

/** What a schema takes for a field, in the words of a .proto file. */
function kindOf(schema: z.core.$ZodType): string {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return `repeated ${kindOf(inner.element)}`;
  if (inner instanceof z.ZodObject) return nameOf(schema);
  if (inner instanceof z.ZodEnum) return `enum of ${[...inner.options].sort().join(' ')}`;
  if (inner instanceof z.ZodBoolean) return 'bool';
  if (inner instanceof z.ZodNumber) return inner.format === 'int32' ? 'sint32' : 'uint32';
  if (inner instanceof z.ZodBase64) return 'bytes';
  // proto3 JSON writes 64-bit numbers as text.
  const takes = (text: string) => z.core.safeParse(inner, text).success;
  return takes('0') && takes('10') && !takes('x') ? 'uint64' : 'string';
}

/** The id that an object schema goes by: the name of its message. */
function nameOf(schema: z.core.$ZodType): string {
  const id = z.globalRegistry.get(schema)?.id;
  const { def } = schema._zod;
  if (id !== undefined || !('innerType' in def)) return id ?? '';
  return nameOf(def.innerType as z.core.$ZodType);
}

function fieldsOf(schema: z.core.$ZodType): Record<string, string> {
  const inner = bare(schema);
  if (!(inner instanceof z.ZodObject)) throw new Error('not an object schema');
  return Object.fromEntries(Object.entries(inner.shape).map(([name, field]) => [name, kindOf(field)]));
}

function declaredFields(message: string): Record<string, string> {
  const { fieldsArray } = declared.lookupType(message).resolveAll() as protobuf.Type;
  return Object.fromEntries(fieldsArray.map((field) => [field.name, declaredKind(field)]));
}

function declaredKind(field: protobuf.Field): string {
  const { resolvedType, type, repeated } = field;
  const kind =
    resolvedType instanceof protobuf.Enum
      ? `enum of ${enumValues(resolvedType).join(' ')}`
      : (resolvedType?.name ?? type);
  return repeated ? `repeated ${kind}` : kind;
}

/** Without the zero value, which means "not said" and is never taken. */
function enumValues({ values }: protobuf.Enum): string[] {
  return Object.keys(values)
    .filter((name) => values[name] !== 0)
    .sort();
}

/** The schemas of a shape and of everything inside, by the message they are named after. */
function allSchemas(
  schema: z.core.$ZodType,
  found = new Map<string, z.core.$ZodType>(),
): Map<string, z.core.$ZodType> {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return allSchemas(inner.element, found);
  if (!(inner instanceof z.ZodObject) || found.has(nameOf(schema))) return found;
  found.set(nameOf(schema), schema);
  for (const field of Object.values(inner.shape)) allSchemas(field as z.core.$ZodType, found);
  return found;
}

const signed = { ...CASE_MESSAGES, ...CERTIFICATE_MESSAGES };
const inputs = new Map(
  [
    ...Object.values(signed),
    DispatchStatementSchema,
    CertificateStatementSchema,
    PresentationStatementSchema,
  ].flatMap((schema) => [...allSchemas(schema)]),
);
const { ProblemSchema, ...answers } = responses;
const outputs = new Map(Object.values(answers).flatMap((schema) => [...allSchemas(schema)]));

describe('the schemas of messages', () => {
  it('go by the names of their messages', () => {
    for (const [name, schema] of Object.entries(signed)) expect(nameOf(schema)).toBe(name);
    expect(inputs.size).toBeGreaterThan(Object.keys(signed).length);
  });

  it.each([...inputs.keys()])('%s has the fields of the .proto file, of the same kinds', (name) => {
    const schema = inputs.get(name) ?? expect.fail();
    expect(fieldsOf(schema)).toEqual(declaredFields(name));
  });
});

describe('the answers of the REST interface', () => {
  it('are all the answers of the services that it offers', () => {
    const unary = declared.nestedArray
      .filter((nested) => nested instanceof protobuf.Service)
      .flatMap(({ methodsArray }) => methodsArray)
      .filter(
        ({ requestStream, responseStream, name }) => !responseStream && (!requestStream || name === 'Upload'),
      )
      .map(({ responseType }) => responseType);
    expect(
      Object.keys(answers)
        .filter((name) => name.endsWith('Response'))
        .sort(),
    ).toEqual(unary.sort());
  });

  it.each([...outputs.keys()])('%s has the fields of the .proto file, of the same kinds', (name) => {
    const schema = outputs.get(name) ?? expect.fail();
    const { protected: _, payload: __, signature: ___, ...plain } = fieldsOf(schema);
    const { protected: a, payload: b, signature: c, ...wanted } = declaredFields(name);
    expect(plain).toEqual(wanted);
    // In flattened JSON the three parts are base64url, which is text; in protobuf they are bytes.
    if (name === 'SignedMessage') expect([a, b, c]).toEqual(['bytes', 'bytes', 'bytes']);
  });

  it('tell errors in the fields of tongban.v1.Error, after those of RFC 9457', () => {
    const { type, title, status, detail, ...rest } = fieldsOf(ProblemSchema);
    expect([type, title, status, detail]).toEqual(['string', 'string', 'uint32', 'string']);
    const { code, detail: _, ...error } = declaredFields('Error');
    expect(code).toContain('enum of');
    expect(rest).toEqual({ ...error, code: 'string', retryAfterMs: 'uint32' });
  });
});

describe('the states of a case', () => {
  it('are those of the .proto file, in their order', () => {
    const { values } = declared.lookupEnum('CaseState');
    expect(Object.entries(values)).toEqual([
      ['CASE_STATE_UNSPECIFIED', 0],
      ...CASE_STATES.map((state, i) => [state, i + 1]),
    ]);
  });
});

describe('the states of a certificate', () => {
  it('are those of the .proto file, in their order', () => {
    const { values } = declared.lookupEnum('CertificateStatus.State');
    expect(Object.keys(values)).toEqual(['STATE_UNSPECIFIED', ...Object.keys(CERTIFICATE_STATES)]);
  });
});

describe('the service tables', () => {
  it('have every method of the .proto files, with its path and its streams', () => {
    const table = Object.values(services)
      .flatMap((service) => Object.values(service))
      .map(({ path, requestStream, responseStream }) => `${path} ${requestStream} ${responseStream}`);
    const methods = declared.nestedArray
      .filter((nested) => nested instanceof protobuf.Service)
      .flatMap((service) =>
        service.methodsArray.map(
          ({ name, requestStream = false, responseStream = false }) =>
            `/tongban.v1.${service.name}/${name} ${requestStream} ${responseStream}`,
        ),
      );
    expect(table.sort()).toEqual(methods.sort());
  });
});
