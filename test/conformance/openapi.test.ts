import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { blobRefOf } from '#connectors/kit';
import { toFlattened } from '#crypto/jose';
import { meetingOf, questionOf } from '../kit/consultations.js';
import {
  consent,
  idOf,
  issued,
  newCertificate,
  newCertificateId,
  opening,
  openLine,
  useByConsent,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { grantTo } from '../kit/intake-grants.js';
import { openLifeEvent, submitAll } from '../kit/life-event.js';
import { MAPPING_GAP, mappingDocument, proposalOf } from '../kit/mappings.js';
import { AT, playCase, submission } from '../kit/messages.js';
import type { RestAnswer, TestPeer } from '../kit/peer.js';
import { pledgedSubmission } from '../kit/pledges.js';
import { ratingOf } from '../kit/ratings.js';
import { signedList } from '../kit/status-lists.js';
import { turnLogOf } from '../kit/turn-hub.js';

/** The OpenAPI document: right in itself, and right about what the hub answers and what the .proto files say. */

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly additionalProperties?: boolean;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

interface OpenApi extends Record<string, unknown> {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let document: OpenApi;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addFormat('base64', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  document = (await (await fetch(`${hub.openUrl}/openapi.json`)).json()) as OpenApi;
  ajv.addSchema(document, 'hub');
});
afterAll(() => hub.close());

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('refers to nothing that it does not have, and to nothing elsewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(
      ([, target = '']) => target,
    );
    expect(references.length).toBeGreaterThan(50);
    for (const target of new Set(references)) {
      const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(target) ?? [];
      expect(document.components.schemas, target).toHaveProperty(name);
    }
  });

  it('gives every operation a name of its own, a summary in Chinese, and its problems', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(new Set(operations.map((each) => each.operationId)).size).toBe(operations.length);
    for (const { summary, responses } of operations) {
      expect(summary).toMatch(/\p{Script=Han}/u);
      expect(Object.keys(responses)).toContain('default');
    }
  });
});

describe('what the document says of an answer', () => {
  /** Operations of which an answer has been held against its description. */
  const described = new Set<string>();

  it('is true of messages and the answers to them', async () => {
    const message = guangdong.sign('SubmitCase', submission());
    const submitted = await call('post', '/v1/messages', {}, toFlattened(message));
    expect(submitted.status).toBe(201);
    const { messageId } = submitted.json<{ acknowledgement: { messageId: string } }>().acknowledgement;
    await call('get', '/v1/messages/{messageId}', { messageId });
  });

  it('is true of cases', async () => {
    const caseNo = await playCase(guangdong, henan);
    for (const part of ['', '/events', '/progress', '/materials', '/evidence']) {
      await call('get', `/v1/cases/{caseNo}${part}`, { caseNo });
    }
    const problems = ['EFFICIENCY'];
    await guangdong.act('ServiceRating', ratingOf(caseNo, { problems }));
    await call('get', '/v1/cases/{caseNo}/feedback', { caseNo });
    const counted = await call('get', '/v1/rating-counts', {
      fromMonth: '2020-01',
      toMonth: '9999-12',
      limit: '1',
    });
    expect(counted.json<{ next: string }>().next).toMatch(/^\d+$/);
    const question = questionOf(caseNo);
    const { consultationNo } = question;
    await guangdong.act('ConsultationOpened', question);
    await henan.act('VideoConsultationProposed', meetingOf(question));
    await call('get', '/v1/cases/{caseNo}/consultations/{consultationNo}', { caseNo, consultationNo });
    await call('get', '/v1/consultations', { caseNo });
    const found = await call('post', '/v1/cases/search', {}, { number: caseNo });
    expect(found.json<{ cases: object[] }>().cases).toHaveLength(1);
    await call('post', '/v1/cases/search', {}, { number: 'nothing' });
    expect((await call('post', '/v1/cases/search', {}, { limit: 1 })).json<object>()).toHaveProperty(
      'cursor',
    );
    const pledged = await guangdong.act('SubmitCase', pledgedSubmission());
    await call('get', '/v1/cases/{caseNo}', { caseNo: pledged.caseNo });
    await eventually(async () => {
      const told = await call('get', '/v1/supervision-records', { limit: '1' });
      expect(told.json<{ records?: object[] }>().records).toHaveLength(1);
    });
    const lifeEventNo = await openLifeEvent(guangdong);
    await submitAll(guangdong, lifeEventNo);
    await call('get', '/v1/case-counts', { fromMonth: '2020-01', toMonth: '9999-12' });
    await call('get', '/v1/life-events/{lifeEventNo}', { lifeEventNo });
  });

  it('is true of the inbox', async () => {
    await henan.act('SubmitCase', submission({ divisionCode: '440000' }));
    await henan.act('SubmitCase', submission({ divisionCode: '440000' }));
    const leased = await call('post', '/v1/inbox/leases', {}, { max: 2, waitMs: 5_000 });
    const { dispatches } = leased.json<{
      dispatches: { dispatchId: string; leaseToken: string; original: { protected: string } }[];
    }>();
    expect(dispatches).toHaveLength(2);
    const [taken, left] = dispatches.map(({ dispatchId, leaseToken }) => ({ dispatchId, leaseToken }));
    await call('post', '/v1/inbox/releases', {}, left);
    const { jti: messageId } = JSON.parse(
      Buffer.from(dispatches[0]?.original.protected ?? '', 'base64url').toString(),
    );
    const [caseNo, seq] = taken?.dispatchId.split('/') ?? [];
    const body = { caseNo, eventSeq: Number(seq), messageId, receivedAt: AT };
    const message = toFlattened(guangdong.sign('DispatchAcknowledgement', body));
    await call('post', '/v1/inbox/acknowledgements', {}, { ...taken, message });
    await call('post', '/v1/inbox/leases', {}, {});
  });

  it('is true of the catalogue, the hub, the platforms and the keys', async () => {
    await call('get', '/v1/items/resolve', { itemCode: '002090012000', divisionCode: '410000' });
    await call('post', '/v1/catalogue/changes', {}, { limit: 100 });
    await call('post', '/v1/catalogue/changes', {}, { divisions: ['440000'], limit: 1 });
    await call('get', '/v1/catalogue/tables');
    for (const path of ['/v1/hub', '/v1/peers', '/.well-known/jwks.json']) await call('get', path);
  });

  it('is true of mappings', async () => {
    const document = Buffer.from(JSON.stringify(mappingDocument('guangdong', '2026.9')));
    const blob = blobRefOf(document, 'application/json', 'mapping.json');
    await guangdong.grpc.upload(blob, document);
    const message = guangdong.sign('MappingProposal', proposalOf(blob, 'guangdong', '2026.9'));
    await call('post', '/v1/mappings', {}, toFlattened(message));
    await call('get', '/v1/mappings');
    await call('post', '/v1/mappings/gaps', {}, { gaps: [MAPPING_GAP] });
  });

  it('is true of grants of intake', async () => {
    const grant = guangdong.sign('GrantIntake', grantTo('henan', { divisionCode: '410100' }));
    await call('post', '/v1/intake-grants', {}, toFlattened(grant));
    const withdrawal = guangdong.sign('WithdrawIntakeGrant', { grantId: idOf(grant), reason: '协议终止' });
    await call('post', '/v1/intake-grants/withdrawals', {}, toFlattened(withdrawal));
    await call('get', '/v1/intake-grants', { view: 'GIVEN' });
    await call('get', '/v1/intake-grants', { view: 'HELD' });
  });

  it('is true of electronic certificates', async () => {
    await openLine(hub, henan);
    const certificateId = await newCertificate(henan);
    const report = guangdong.sign('CertificateIssued', issued(newCertificateId(), '440000'));
    await call('post', '/v1/certificates/reports', {}, toFlattened(report));
    await call('get', '/v1/certificates/reports/{messageId}', { messageId: idOf(report) });
    const body = consent();
    const grant = guangdong.sign('ConsentGranted', body);
    await call('post', '/v1/certificates/consents', {}, toFlattened(grant));
    const use = guangdong.sign('UseCertificate', useByConsent(certificateId, idOf(grant), body.caseRef));
    await call('post', '/v1/certificates/uses', {}, toFlattened(use));
    await call('post', '/v1/certificates/uses/list', {}, { view: 'BY_ME' });
    const takenBack = guangdong.sign('ConsentRevoked', { consentId: idOf(grant) });
    await call('post', '/v1/certificates/consents/revocations', {}, toFlattened(takenBack));
    await call('get', '/v1/certificates/types');
    const opened = guangdong.sign('PresentationOpened', opening(certificateId));
    await call('post', '/v1/certificates/presentations', {}, toFlattened(opened));
    await call('post', '/v1/status-lists', {}, { list: 'L1', token: signedList(guangdong, 'L1') });
    await call('get', '/v1/status-lists');
    await call('get', '/v1/status-lists/{platform}/{list}', { platform: 'guangdong', list: 'L1' });
  });

  it('is true of the log', async () => {
    const [event] = await henan.grpc.events(await playCase(guangdong, henan, 0));
    await call('get', '/v1/log/receipts/{leafId}', { leafId: event?.leafId ?? '' });
    await call('get', '/v1/log/consistency', { oldSize: '1', newSize: '3' });
    await call('get', '/v1/log/consistency');
    for (const path of ['/v1/log/checkpoint', '/log/checkpoint', '/log/sm3/checkpoint'])
      await call('get', path);
    for (const path of ['/log/tile/{path}', '/log/sm3/tile/{path}'])
      await call('get', path, { path: '0/000.p/1' });
    await call('get', '/log/timestamps/{file}', { file: 'index' });
  });

  it('is true of files', async () => {
    const bytes = Buffer.from('a file');
    const blob = blobRefOf(bytes, 'text/plain', 'a.txt');
    await call('post', '/v1/uploads', {}, { blob });
    await call('patch', '/v1/uploads/{sha256}', { sha256: blob.sha256, offset: '0' }, bytes);
    await call('post', '/v1/uploads', {}, { blob });
    await call('get', '/v1/blobs/{sha256}', { sha256: blob.sha256 });
  });

  it('is true of problems', async () => {
    const messages = [{}, toFlattened(guangdong.sign('CaseWithdrawn', { caseNo: `TB${'0'.repeat(30)}` }))];
    for (const message of messages) {
      const answer = await guangdong.rest('POST', '/v1/messages', message);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expectDescribed(answer, ['paths', '/v1/messages', 'post', 'responses', 'default']);
    }
  });

  it('is true of a log that has ended', async () => {
    const [origin] = await turnLogOf(hub);
    await call('get', '/v1/log/turn', { origin });
  });

  it('has been held against every operation', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect([...described].sort()).toEqual(operations.map((each) => each.operationId).sort());
  });

  /** Makes the call, and holds its answer against the description. */
  async function call(
    method: string,
    path: string,
    parameters: Record<string, string> = {},
    body?: object,
  ): Promise<RestAnswer> {
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
    const query = Object.entries(parameters).filter(([name]) => !path.includes(`{${name}}`));
    const text =
      query.length === 0
        ? ''
        : `?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
    const answer = await guangdong.rest(method.toUpperCase(), `${target}${text}`, body);
    expectDescribed(answer, ['paths', path, method, 'responses', String(answer.status)]);
    described.add(document.paths[path]?.[method]?.operationId ?? '');
    return answer;
  }

  function expectDescribed(answer: RestAnswer, steps: readonly string[]): void {
    const [mediaType = ''] = String(answer.headers['content-type']).split(';');
    const pointer = [...steps, 'content', mediaType, 'schema'].map((step) =>
      step.replaceAll('~', '~0').replaceAll('/', '~1'),
    );
    const validate = ajv.compile({ $ref: `hub#/${pointer.map(encodeURIComponent).join('/')}` });
    const isJson = mediaType.endsWith('json');
    validate(isJson ? answer.json() : answer.body.toString('latin1'));
    expect(validate.errors ?? []).toEqual([]);
  }
});

describe('the .proto files and the document', () => {
  const root = new protobuf.Root();
  root.resolvePath = (_, target) => join(packageRoot, 'proto', target);
  const files = readdirSync(join(packageRoot, 'proto', 'tongban', 'v1')).map((name) => `tongban/v1/${name}`);
  root.loadSync(files).resolveAll();
  const messages = root.lookup('tongban.v1') as protobuf.Namespace;

  it('have the same members in what they share', () => {
    const shared = Object.entries(document.components.schemas).flatMap(([name, schema]) => {
      const type = messages.get(name);
      return type instanceof protobuf.Type ? [{ name, schema, type }] : [];
    });
    expect(shared.length).toBeGreaterThan(40);
    for (const { name, schema, type } of shared) {
      const members = Object.keys(schema.properties ?? {}).sort();
      const fields = type.fieldsArray.map((field) => protobuf.util.camelCase(field.name));
      expect(members, name).toEqual(fields.sort());
    }
  });

  it('have the same states, modes and suites', () => {
    const enumOf = (name: string) =>
      Object.keys(messages.lookupEnum(name).values).filter((each) => !each.endsWith('_UNSPECIFIED'));
    const { Case, SigningKey, ResultDelivered, Material } = document.components.schemas;
    expect(Case?.properties?.state?.enum).toEqual(enumOf('CaseState'));
    expect(Case?.properties?.mode?.enum).toEqual(enumOf('HandlingMode'));
    expect(SigningKey?.properties?.suite?.enum).toEqual(enumOf('Suite'));
    expect(ResultDelivered?.properties?.mode?.enum).toEqual(enumOf('DeliveryMode'));
    expect(Material?.properties?.source?.enum).toEqual(enumOf('MaterialSource'));
  });
});
