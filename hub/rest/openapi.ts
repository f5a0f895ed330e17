import { z } from 'zod';
import { FIELD_GROUPS } from '#crypto/evidence';
import { JsonWebKeySet } from './key-set.js';
import { ProblemSchema } from './responses.js';
import { ROUTES, type Route } from './routes.js';

/**
 * The OpenAPI 3.1 document, made from the very schemas that the server validates with: a schema with an id becomes a named
 * component, everything else stands where it is used.
 */
export function openApiDocument(): object {
  document ??= describeAll();
  return document;
}

/** Made when first asked for: nothing that it is made of changes while a process lives. */
let document: object | undefined;

function describeAll(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: '通办枢纽 REST 接口 · Tongban hub REST interface',
      version: 'v1',
      description:
        '与 gRPC 接口（tongban.v1）同构。所有请求须使用已登记的客户端证书（mTLS）。\n\n' +
        'The same shapes as the gRPC interface (tongban.v1), as proto3 JSON. Every call needs a registered client certificate.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ clientCertificate: [] }],
    paths: { ...paths(), ...filePaths() },
    components: {
      schemas: components(),
      securitySchemes: {
        clientCertificate: {
          type: 'mutualTLS',
          description: '已登记的客户端证书 · a registered client certificate',
        },
        auditorToken: {
          type: 'http',
          scheme: 'bearer',
          description:
            '审计方令牌，仅用于审计端口（listen.audit）上的 /log 与获准办件的证据包 · the token of an auditor, at the auditors’ port (listen.audit) alone: for /log, and for the evidence of cases that it covers',
        },
      },
    },
  };
}

/** Peers by their certificate; auditors by a token, at their own port. */
const TOKEN_READERS = [{ clientCertificate: [] }, { auditorToken: [] }];

function paths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method]: describe(route) };
  }
  return paths;
}

function describe(route: Route): object {
  const ok = route.status === undefined ? '200' : '201';
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.method === 'get' ? { parameters: parameters(route) } : { requestBody: body(route.request) }),
    responses: {
      [ok]: { description: 'OK', content: { 'application/json': { schema: reference(route.response) } } },
      ...(route.status === undefined
        ? {}
        : {
            '202': {
              description: 'pending',
              content: { 'application/json': { schema: reference(route.response) } },
            },
          }),
      ...(route.version === undefined
        ? {}
        : { '304': { description: 'If-None-Match names the version of the answer (ETag)' } }),
      default: problem(),
    },
  };
}

/** Files and static log files: not JSON, so described by hand. */
function filePaths(): Record<string, object> {
  const sha256 = {
    name: 'sha256',
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  };
  const offset = { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0, default: 0 } };
  const useId = {
    name: 'useId',
    in: 'query',
    description: 'the use of a certificate that the file is for',
    schema: { type: 'string', format: 'uuid' },
  };
  const caseNo = { name: 'caseNo', in: 'path', required: true, schema: { type: 'string' } };
  const without = {
    name: 'without',
    in: 'query',
    description: 'groups of fields to leave out, with commas between them',
    schema: { type: 'array', items: { type: 'string', enum: [...FIELD_GROUPS] } },
    style: 'form',
    explode: false,
  };
  return {
    '/v1/uploads/{sha256}': {
      patch: {
        operationId: 'Upload',
        summary: '上传文件内容（可续传） · Send the next bytes of a file',
        parameters: [sha256, offset, useId],
        requestBody: { required: true, content: BINARY },
        responses: {
          '200': {
            description: 'OK',
            content: { 'application/json': { schema: { $ref: component('UploadResponse') } } },
          },
          default: problem(),
        },
      },
    },
    '/v1/blobs/{sha256}': {
      get: {
        operationId: 'Download',
        summary: '下载文件 · Fetch a file',
        parameters: [sha256, offset, useId],
        responses: { '200': { description: 'OK', content: BINARY }, default: problem() },
      },
    },
    '/v1/cases/{caseNo}/evidence': {
      get: {
        operationId: 'ExportEvidence',
        summary: '导出办件证据包 · The evidence of a case, as zip',
        security: TOKEN_READERS,
        parameters: [caseNo, without],
        responses: {
          '200': {
            description: 'OK',
            content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
          },
          default: problem(),
        },
      },
    },
    '/.well-known/jwks.json': {
      get: {
        operationId: 'KeySet',
        summary: '现行签名公钥（JWKS, RFC 7517） · The signing keys that stand',
        responses: {
          '200': {
            description: 'OK',
            content: { 'application/jwk-set+json': { schema: reference(JsonWebKeySet) } },
          },
          default: problem(),
        },
      },
    },
    ...logPaths('/log', 'Log', '透明日志', 'The log’s'),
    '/log/timestamps/{file}': stampFiles(),
    ...logPaths('/log/sm3', 'LogSm3', '透明日志的 SM3 树', 'The SM3 tree’s'),
  };
}

const BINARY = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

/** One of the trees over the log's entries, as static files. */
function logPaths(under: string, name: string, zh: string, en: string): object {
  return {
    [`${under}/checkpoint`]: {
      get: {
        operationId: `${name}Checkpoint`,
        summary: `${zh}检查点（C2SP tlog-tiles） · ${en} checkpoint`,
        security: TOKEN_READERS,
        responses: {
          '200': { description: 'OK', content: { 'text/plain': { schema: { type: 'string' } } } },
          default: problem(),
        },
      },
    },
    [`${under}/tile/{path}`]: {
      get: {
        operationId: `${name}Tile`,
        summary: `${zh}的瓦片与条目（C2SP tlog-tiles） · ${en} tiles and entry bundles`,
        security: TOKEN_READERS,
        parameters: [{ name: 'path', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { '200': { description: 'OK', content: BINARY }, default: problem() },
      },
    },
  };
}

function stampFiles(): object {
  return {
    get: {
      operationId: 'LogTimeStamp',
      summary:
        '时间戳：index 为各规模，<规模>.checkpoint 与 <规模>.tsr 为检查点及其时间戳；revocation 为证书撤销状态文件之清单，<摘要>.crl 与 <摘要>.ocsp 为其文件；restamps 为再次加盖之清单，<起>-<止>.<次>.list 与 .tsr 为所盖清单及其时间戳 · time stamps: index lists the sizes, of each the checkpoint and the stamp over it (RFC 3161); revocation lists what says whether certificates are revoked (CRL, OCSP); restamps lists the stamps over stamps, <first>-<last>.<n>.list what each is over, .tsr the stamp',
      security: TOKEN_READERS,
      parameters: [{ name: 'file', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        '200': {
          description: 'OK',
          content: {
            'text/plain': { schema: { type: 'string' } },
            'application/timestamp-reply': { schema: { type: 'string', format: 'binary' } },
            'application/pkix-crl': { schema: { type: 'string', format: 'binary' } },
            'application/ocsp-response': { schema: { type: 'string', format: 'binary' } },
          },
        },
        default: problem(),
      },
    },
  };
}

function parameters(route: Route): object[] {
  if (route.request === undefined) return [];
  const schema = z.toJSONSchema(route.request, RENDER) as ObjectSchema; // requests are objects
  const shape = '$ref' in schema ? (Object.values(schema.$defs ?? {})[0] ?? schema) : schema;
  return Object.entries(shape.properties ?? {}).map(([name, property]) => {
    const inPath = route.path.includes(`{${name}}`);
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || shape.required?.includes(name),
      schema: property,
    };
  });
}

interface ObjectSchema {
  readonly $defs?: Record<string, ObjectSchema>;
  readonly properties?: Record<string, object>;
  readonly required?: readonly string[];
}

function body(schema: z.ZodType | undefined): object {
  const content = { 'application/json': { schema: schema === undefined ? {} : reference(schema) } };
  return { required: true, content };
}

function problem(): object {
  return {
    description: 'Problem',
    content: { 'application/problem+json': { schema: reference(ProblemSchema) } },
  };
}

function reference(schema: z.ZodType): object {
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? z.toJSONSchema(schema, RENDER) : { $ref: component(id) };
}

/** What is frozen after parsing is not read-only on the wire. */
const RENDER = {
  io: 'input',
  override: ({ jsonSchema }: { jsonSchema: { readOnly?: boolean } }) => {
    delete jsonSchema.readOnly;
  },
} as const;

/** Every schema with an id, the payloads of signed messages among them. */
function components(): Record<string, object> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { ...RENDER, uri: component });
  return Object.fromEntries(
    Object.entries(schemas)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}

function component(id: string): string {
  return `#/components/schemas/${id}`;
}
