import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { type SignedParts, toFlattened } from '#crypto/jose';
import { hex, sha256 } from '#crypto/primitives';
import { openApiDocument } from '#hub/rest';
import { tongban } from '#proto/codec';
import { CertificateService } from '#proto/services';
import { meetingOf, questionOf } from '../kit/consultations.js';
import { type Answer, carried, grpc, grpcOperations, OPERATION_DOORS, rest, stream } from '../kit/doors.js';
import {
  answerTo,
  consent,
  fileAnswerTo,
  idOf,
  issued,
  newCertificateId,
  opening,
  openLine,
  useByCode,
  useByConsent,
  useByDuty,
  useOfFile,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { grantTo } from '../kit/intake-grants.js';
import { openLifeEvent, submitAll } from '../kit/life-event.js';
import { MAPPING_GAP, mappingDocument, proposalOf } from '../kit/mappings.js';
import { AT, newReference, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { pledgedSubmission } from '../kit/pledges.js';
import { complaintOf } from '../kit/ratings.js';
import { signedList } from '../kit/status-lists.js';
import { turnLogOf } from '../kit/turn-hub.js';

/** Every operation, as it goes well. What one transport answers, the other does. */

/** These have no twin: streams need gRPC, static files and well-known addresses need HTTP. */
const GRPC_ONLY = ['SubmitStream', 'UseCertificates', 'Attach', 'Serve'];
const REST_ONLY = ['LogCheckpoint', 'LogTile', 'LogSm3Checkpoint', 'LogSm3Tile', 'LogTimeStamp', 'KeySet'];

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
/** A case that has got as far as its acceptance. */
let caseNo: string;
let consultationNo: string;
let lifeEventNo: string;
let submitted: { readonly messageId: string; readonly leafId: string; readonly caseRef: string };
/** Where a copy of the catalogue stands that has all of it, and the digest of a code table. */
let wholeCatalogue: string;
let divisionTable: string;
/** What Henan answers, when it is not as usual. */
let answering: ((query: tongban.v1.CertificateQuery.$Properties) => Promise<SignedParts>) | undefined;
const competentCaseRef = newReference('SL');
const scan = Buffer.from('扫描件');
const scanRef = blobRefOf(scan, 'application/pdf', '扫描件.pdf');

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  await openLine(hub, henan, (query) => answering?.(query) ?? answerTo(henan, query));
  await playCase(guangdong, henan, 2);
  await guangdong.grpc.upload(scanRef, scan);
  const caseRef = newReference('GD');
  const materials = [{ name: '扫描件', source: 'UPLOADED', blob: scanRef }];
  const ack = await guangdong.act('SubmitCase', { ...submission({ caseRef }), materials });
  caseNo = ack.caseNo;
  await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await henan.act('CaseAccepted', { caseNo, competentCaseRef, acceptedAt: AT });
  await henan.act('ComplaintReceived', complaintOf(caseNo, { problems: ['EFFICIENCY', 'OTHER'] }));
  await guangdong.act('SubmitCase', pledgedSubmission());
  const question = questionOf(caseNo);
  consultationNo = question.consultationNo;
  await guangdong.act('ConsultationOpened', { ...question, files: [scanRef] });
  await henan.act('VideoConsultationProposed', meetingOf(question));
  const granted = grantTo('guangdong', { basicCode: '002091010000' });
  await henan.grpc.grantIntake(henan.sign('GrantIntake', granted));
  lifeEventNo = await openLifeEvent(guangdong);
  const members = Object.keys(await submitAll(guangdong, lifeEventNo));
  // What is read twice below stands still: the whole has heard of all its members.
  const told = async () => expect(await guangdong.grpc.events(lifeEventNo)).toHaveLength(1 + members.length);
  await eventually(told);
  const [event] = await guangdong.grpc.events(caseNo);
  wholeCatalogue = (await guangdong.grpc.catalogueChanges(undefined, [], 1_000)).cursor;
  const [table] = await guangdong.grpc.codeTables();
  divisionTable = table?.document?.sha256 ?? '';
  submitted = { messageId: ack.messageId, leafId: event?.leafId ?? '', caseRef };
});
afterAll(() => hub.close());

const READING: readonly [operation: string, request: () => Record<string, unknown>][] = [
  ['GetAnswer', () => ({ messageId: submitted.messageId })],
  ['GetCase', () => ({ caseNo })],
  ['FindCases', () => ({ number: caseNo })],
  ['FindCases', () => ({ number: submitted.caseRef })],
  ['FindCases', () => ({ number: competentCaseRef })],
  ['FindCases', () => ({ number: '没有（这样的）编号' })],
  ['FindCases', () => ({})],
  ['FindCases', () => ({ applicant: { idType: '111', idNumber: '441803199001019018' }, part: 'SUBMITTING' })],
  ['FindCases', () => ({ itemCode: '002090012000', divisionCode: '410000', states: ['ACCEPTED'], limit: 1 })],
  ['FindCases', () => ({ dueBy: '2100-01-01' })],
  ['FindCases', () => ({ openedFrom: AT, openedBefore: '2100-01-01T00:00:00+08:00' })],
  ['ListCaseEvents', () => ({ caseNo })],
  ['GetCaseProgress', () => ({ caseNo })],
  ['ListCaseMaterials', () => ({ caseNo })],
  ['ListCaseFeedback', () => ({ caseNo })],
  ['ListRatingCounts', () => ({ fromMonth: '2020-01', toMonth: '9999-12' })],
  [
    'ListRatingCounts',
    () => ({ fromMonth: '2020-01', toMonth: '9999-12', basicCode: '002090012000', limit: 1 }),
  ],
  ['ListSupervisionRecords', () => ({})],
  ['ListSupervisionRecords', () => ({ limit: 1, cursor: '0' })],
  ['GetConsultation', () => ({ caseNo, consultationNo })],
  ['ListConsultations', () => ({ limit: 1 })],
  ['ListConsultations', () => ({ caseNo, basicCode: '002090012000' })],
  ['ListCaseCounts', () => ({ fromMonth: '2020-01', toMonth: '9999-12' })],
  [
    'ListCaseCounts',
    () => ({ fromMonth: '2020-01', toMonth: '9999-12', basicCode: '002090012000', limit: 1 }),
  ],
  ['GetLifeEvent', () => ({ lifeEventNo })],
  ['ExportEvidence', () => ({ caseNo })],
  ['ExportEvidence', () => ({ caseNo, without: ['applicant', 'form'] })],
  ['ResolveItem', () => ({ itemCode: '002090012000', divisionCode: '410000' })],
  ['ResolveItem', () => ({ itemCode: '11410000MBY900027Q2002090012000', date: '2026-01-01' })],
  ['ListCatalogueChanges', () => ({})],
  ['ListCatalogueChanges', () => ({ limit: 3, divisions: ['441803', '410000'] })],
  ['ListCatalogueChanges', () => ({ cursor: wholeCatalogue })],
  ['ListCodeTables', () => ({})],
  ['Download', () => ({ sha256: divisionTable })],
  ['Download', () => ({ sha256: divisionTable, offset: 100 })],
  ['ListMappings', () => ({})],
  ['ListIntakeGrants', () => ({ view: 'HELD' })],
  ['ListIntakeGrants', () => ({ view: 'HELD', basicCode: '002091010000', on: '2026-12-31', limit: 1 })],
  ['ListIntakeGrants', () => ({ view: 'GIVEN' })],
  ['ListCertificateTypes', () => ({})],
  ['GetCheckpoint', () => ({})],
  ['GetReceipt', () => ({ leafId: submitted.leafId })],
  ['GetConsistency', () => ({ oldSize: 2, newSize: 5 })],
  ['GetConsistency', () => ({})],
  ['GetHub', () => ({})],
  ['ListPeers', () => ({})],
  ['Download', () => ({ sha256: scanRef.sha256 })],
  ['Download', () => ({ sha256: scanRef.sha256, offset: 3 })],
  ['Download', () => ({ sha256: scanRef.sha256, offset: scan.length })],
];

describe('operations that read', () => {
  it.each(READING)('%s answers the same over REST and gRPC', async (operation, request) => {
    const overRest = ok(await rest.ask(guangdong, operation, request()));
    const overGrpc = ok(await grpc.ask(guangdong, operation, request()));
    expect(overRest.body).toEqual(overGrpc.body);
  });

  it('answer with what is stored', async () => {
    const events = ok(await rest.ask(henan, 'ListCaseEvents', { caseNo })).body;
    expect(events).toMatchObject({
      events: [
        { seq: 1, type: 'SubmitCase', actor: 'guangdong', state: 'SUBMITTED', leafId: submitted.leafId },
        { seq: 2, type: 'IntakeRecorded', actor: 'henan', state: 'INTAKE_RECORDED' },
        { seq: 3, type: 'CaseAccepted', actor: 'henan', state: 'ACCEPTED' },
        { seq: 4, type: 'ComplaintReceived', actor: 'henan', state: 'ACCEPTED' },
        { seq: 5, type: 'ConsultationOpened', actor: 'guangdong', state: 'ACCEPTED' },
        { seq: 6, type: 'VideoConsultationProposed', actor: 'henan', state: 'ACCEPTED' },
      ],
    });
    expect(ok(await grpc.ask(henan, 'FindCases', { number: submitted.caseRef })).body).toMatchObject({
      cases: [{ caseNo, submitterCaseRef: submitted.caseRef, competentCaseRef }],
    });
    expect(ok(await rest.ask(henan, 'Download', { sha256: scanRef.sha256 })).body).toEqual(scan);
    const divisions = ok(await rest.ask(henan, 'Download', { sha256: divisionTable })).body as Buffer;
    expect(hex(sha256(divisions))).toBe(divisionTable);
    expect(JSON.parse(divisions.toString())).toMatchObject({ divisions: expect.any(Array) });
  });
});

describe.each(OPERATION_DOORS)('operations that act, over $name', (door) => {
  it('Submit opens a case and proves it', async () => {
    const parts = guangdong.sign('SubmitCase', submission());
    expect(ok(await door.submit(guangdong, parts)).body).toMatchObject({
      acknowledgement: { state: 'SUBMITTED', eventSeq: 1, receipt: { checkpoint: expect.any(String) } },
    });
  });

  it('Submit takes a payload in protobuf as well', async () => {
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    const payload = tongban.v1.CaseWithdrawn.encode({ caseNo, reason: '申请人撤回' }).finish();
    const cty = 'tongban.v1.CaseWithdrawn+proto';
    const parts = guangdong.sign('CaseWithdrawn', {}, { cty, payload });
    expect(ok(await door.submit(guangdong, parts)).body).toMatchObject({
      acknowledgement: { state: 'WITHDRAWN' },
    });
  });

  it('Lease, Release and Acknowledge take a dispatch from the inbox', async () => {
    await guangdong.act('SubmitCase', submission());
    const released = await lease(door);
    expect(ok(await door.ask(henan, 'Release', { ...held(released), reason: '稍后再办' })).body).toEqual({
      availableAt: expect.stringMatching(/^\d{4}-/),
    });
    const taken = await lease(door);
    const [taking, seq] = taken.dispatchId.split('/');
    const { jti } = JSON.parse(Buffer.from(taken.original.protected, 'base64').toString());
    const body = { caseNo: taking, eventSeq: Number(seq), messageId: jti, receivedAt: AT };
    const message = henan.sign('DispatchAcknowledgement', body);
    const request = { ...held(taken), message: carried(door, message) };
    expect(ok(await door.ask(henan, 'Acknowledge', request)).body).toMatchObject({
      acknowledgement: { caseNo: taking, receipt: {} },
    });
  });

  it('ProposeMapping keeps a version for its review', async () => {
    const version = newReference('V');
    const document = Buffer.from(JSON.stringify(mappingDocument('guangdong', version)));
    const blob = blobRefOf(document, 'application/json', 'mapping.json');
    await guangdong.grpc.upload(blob, document);
    const message = guangdong.sign('MappingProposal', proposalOf(blob, 'guangdong', version));
    const request = door.name === 'REST' ? { ...toFlattened(message) } : { message };
    const proposed = { platform: 'guangdong', version, status: 'PROPOSED', document: blob };
    expect(ok(await door.ask(guangdong, 'ProposeMapping', request)).body).toMatchObject({
      mapping: { ...proposed, document: { ...blob, size: String(blob.size) } },
    });
  });

  it('GrantIntake and WithdrawIntakeGrant let another platform do what is one’s own, and no longer', async () => {
    const body = grantTo('guangdong', { basicCode: '002091010000' });
    const grant = henan.sign('GrantIntake', body);
    const request = (parts: SignedParts) =>
      door.name === 'REST' ? { ...toFlattened(parts) } : { message: parts };
    const given = ok(await door.ask(henan, 'GrantIntake', request(grant))).body;
    expect(given).toMatchObject({ grant: { ...body, grantId: idOf(grant), grantedBy: 'henan' } });
    const message = henan.sign('WithdrawIntakeGrant', { grantId: idOf(grant), reason: '协议终止' });
    expect(ok(await door.ask(henan, 'WithdrawIntakeGrant', request(message))).body).toMatchObject({
      grant: {
        grantId: idOf(grant),
        withdrawnFrom: expect.any(String),
        withdrawalLeafId: expect.any(String),
      },
    });
  });

  it('ReportMappingGaps says what cannot be mapped', async () => {
    expect(ok(await door.ask(guangdong, 'ReportMappingGaps', { gaps: [MAPPING_GAP] })).body).toEqual({});
    expect(ok(await door.ask(guangdong, 'ReportMappingGaps', {})).body).toEqual({});
  });

  it('OpenUpload and Upload bring a file in', async () => {
    const file = Buffer.from(newReference());
    const blob = blobRefOf(file, 'text/plain', 'file.txt');
    expect(ok(await door.ask(guangdong, 'OpenUpload', { blob })).body).toEqual({});
    const start = { sha256: blob.sha256, offset: 0 };
    expect(ok(await door.upload(guangdong, start, file)).body).toEqual({
      offset: String(file.length),
      complete: true,
    });
    expect(ok(await door.ask(guangdong, 'Download', { sha256: blob.sha256 })).body).toEqual(file);
  });
});

describe.each(OPERATION_DOORS)('operations on electronic certificates, over $name', (door) => {
  const ask = (peer: TestPeer, operation: string, message: SignedParts) =>
    door.ask(peer, operation, door.name === 'REST' ? { ...toFlattened(message) } : { message });

  it('report, consent, use, list and take back', async () => {
    const certificateId = newCertificateId();
    const proven = {
      acknowledgement: { leafId: expect.any(String), receipt: { checkpoint: expect.any(String) } },
    };
    const report = henan.sign('CertificateIssued', issued(certificateId));
    const { acknowledgement } = ok(await ask(henan, 'ReportCertificate', report)).body as {
      acknowledgement: { leafId: string };
    };
    expect({ acknowledgement }).toMatchObject(proven);
    const stored = await door.ask(henan, 'GetReportAnswer', { messageId: idOf(report) });
    expect(ok(stored).body).toMatchObject({ acknowledgement: { leafId: acknowledgement.leafId } });
    const toOthers = await door.ask(guangdong, 'GetReportAnswer', { messageId: idOf(report) });
    expect(toOthers).toMatchObject({ code: 'NOT_FOUND' });
    const body = consent();
    const grant = guangdong.sign('ConsentGranted', body);
    expect(ok(await ask(guangdong, 'GrantConsent', grant)).body).toMatchObject(proven);

    const use = guangdong.sign('UseCertificate', useByConsent(certificateId, idOf(grant), body.caseRef));
    const released = ok(await ask(guangdong, 'UseCertificate', use)).body as { useId: string };
    expect(released).toMatchObject({
      statement: { payload: expect.any(String) },
      answer: { payload: expect.any(String) },
    });
    const listed = ok(await door.ask(guangdong, 'ListCertificateUses', { view: 'BY_ME', limit: 1 })).body;
    expect(listed).toMatchObject({
      uses: [{ useId: released.useId, operation: 'DATA', outcome: 'RELEASED' }],
    });

    const takenBack = await ask(
      guangdong,
      'RevokeConsent',
      guangdong.sign('ConsentRevoked', { consentId: idOf(grant) }),
    );
    expect(ok(takenBack).body).toMatchObject(proven);
    const again = guangdong.sign('UseCertificate', useByConsent(certificateId, idOf(grant), body.caseRef));
    const refused = await ask(guangdong, 'UseCertificate', again);
    expect(refused).toMatchObject({ code: 'CONSENT_NOT_VALID', leafId: expect.any(String) });
  });

  it('a copy of a file is brought in for a use, and fetched by its requester', async () => {
    const certificateId = newCertificateId();
    ok(await ask(henan, 'ReportCertificate', henan.sign('CertificateIssued', issued(certificateId))));
    const { bytes, blob: named } = newFile(1_000);
    const blob = { ...named, mediaType: 'application/ofd' };
    answering = async (query) => {
      const useId = query.useId ?? '';
      ok(await door.ask(henan, 'OpenUpload', { blob, useId }));
      const start = { sha256: blob.sha256, offset: 0, useId };
      expect(ok(await door.upload(henan, start, bytes)).body).toEqual({ offset: '1000', complete: true });
      return fileAnswerTo(henan, query, blob);
    };
    const use = guangdong.sign('UseCertificate', useOfFile(certificateId));
    const { useId } = ok(await ask(guangdong, 'UseCertificate', use)).body as { useId: string };
    answering = undefined;
    const fetched = await door.ask(guangdong, 'Download', { sha256: blob.sha256, useId });
    expect(ok(fetched).body).toEqual(bytes);
    const listed = ok(await door.ask(guangdong, 'ListCertificateUses', { view: 'BY_ME', limit: 1 })).body;
    expect(listed).toMatchObject({ uses: [{ useId, operation: 'FILE', outcome: 'RELEASED' }] });
  });

  it('open a presentation, and use it', async () => {
    const certificateId = newCertificateId();
    await ask(henan, 'ReportCertificate', henan.sign('CertificateIssued', issued(certificateId)));
    const opened = await ask(
      guangdong,
      'OpenPresentation',
      guangdong.sign('PresentationOpened', opening(certificateId)),
    );
    const { code } = ok(opened).body as { code: string };
    expect(opened.body).toMatchObject({
      acknowledgement: { receipt: { checkpoint: expect.any(String) } },
      expiresAt: expect.stringMatching(/^\d{4}-/),
    });
    const use = guangdong.sign('UseCertificate', useByCode(code));
    expect(ok(await ask(guangdong, 'UseCertificate', use)).body).toMatchObject({
      answer: { payload: expect.any(String) },
    });
    const listed = ok(await door.ask(henan, 'ListCertificateUses', { view: 'OF_MY_CERTIFICATES', limit: 1 }));
    expect(listed.body).toMatchObject({
      uses: [{ operation: 'PRESENTATION', certificateId, presentationId: expect.any(String) }],
    });
  });

  it('publish a status list, and give it to whoever has not got it', async () => {
    const list = `L${door.name}`;
    const token = signedList(henan, list);
    const published = await door.ask(henan, 'PublishStatusList', { list, token });
    const { entry } = ok(published).body as { entry: { sha256: string; revision: string } };
    const found = await door.ask(guangdong, 'GetStatusList', { platform: 'henan', list });
    expect(ok(found).body).toEqual({ entry, token });
    const after = Number(entry.revision) - 1;
    const listed = await door.ask(guangdong, 'ListStatusLists', { after, limit: 1, platform: 'henan' });
    expect(ok(listed).body).toEqual({ lists: [entry] });
    const known = { platform: 'henan', list, knownSha256: entry.sha256 };
    expect(ok(await door.ask(guangdong, 'GetStatusList', known)).body).toEqual({ entry });
  });

  it('a use that its platform does not answer says so, with the leaf of the outcome', async () => {
    const certificateId = newCertificateId();
    const byGuangdong = guangdong.sign('CertificateIssued', issued(certificateId, '440000'));
    ok(await ask(guangdong, 'ReportCertificate', byGuangdong));
    const use = guangdong.sign('UseCertificate', useByDuty(certificateId));
    const unreachable = await ask(guangdong, 'UseCertificate', use);
    expect(unreachable).toMatchObject({ code: 'ISSUER_UNREACHABLE', leafId: expect.any(String) });
  });
});

describe('the interface', () => {
  it('takes messages in frames over a gRPC stream as well', async () => {
    const answer = ok(await stream.submit(guangdong, guangdong.sign('SubmitCase', submission())));
    // The checkpoint stands once in the frame.
    expect(answer.body).toMatchObject({ acknowledgement: { state: 'SUBMITTED', receipt: {} } });
  });

  it('takes uses of certificates in frames too, and answers each by itself', async () => {
    const { UseCertificatesRequest, UseCertificatesResponse, CertificateStatement } = tongban.v1;
    const certificateId = newCertificateId();
    const report = henan.sign('CertificateIssued', issued(certificateId));
    ok(await grpc.ask(henan, 'ReportCertificate', { message: carried(grpc, report) }));
    const status = { ...useByDuty(certificateId), operation: 'STATUS', fields: [] };
    const uses = [status, useByDuty(certificateId), useByDuty(newCertificateId())];
    const messages = uses.map((body, tag) => ({ tag, message: guangdong.sign('UseCertificate', body) }));
    const frame = UseCertificatesRequest.encode({ messages }).finish();
    const called = await guangdong.rawGrpc.call(CertificateService.useCertificates.path, frame);
    const answers = called.messages
      .flatMap((message) => UseCertificatesResponse.decode(message).answers)
      .sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
    const [answered, released, refused] = answers;
    expect(answers.map(({ tag }) => tag)).toEqual([0, 1, 2]);
    const statement = JSON.parse(Buffer.from(answered?.release?.statement?.payload ?? []).toString());
    expect(CertificateStatement.fromObject(statement)).toMatchObject({
      useId: answered?.release?.useId,
      certificates: [{ certificateId, state: tongban.v1.CertificateStatus.State.VALID }],
    });
    expect(answered?.release?.answer).toBeNull();
    expect(released?.release?.answer?.payload?.length).toBeGreaterThan(0);
    expect(refused?.error).toMatchObject({
      code: tongban.v1.ErrorCode.CERTIFICATE_UNKNOWN,
      leafId: expect.any(String),
    });
  });

  it('says 201 for a message that is stored and proven, and lets nobody keep an answer', async () => {
    const answer = await guangdong.submitOverRest(guangdong.sign('SubmitCase', submission()));
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('GetTurn tells how the log has ended and the next one begun, both ways the same', async () => {
    const [origin] = await turnLogOf(hub);
    const told = await Promise.all([rest, grpc].map((door) => door.ask(guangdong, 'GetTurn', { origin })));
    const entry = {
      leaf: expect.any(String),
      receipt: { checkpoint: expect.stringMatching(`^${origin}\n`) },
    };
    expect(told[0]).toMatchObject({
      code: 'OK',
      body: { closed: entry, opened: { leaf: expect.any(String) } },
    });
    expect(told[1]).toEqual(told[0]);
  });

  it('has the same operations both ways, and this file has tried them all', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, { operationId: string }>> };
    const described = Object.values(paths).flatMap((methods) => Object.values(methods));
    const overRest = described.map((each) => each.operationId).filter((name) => !REST_ONLY.includes(name));
    const overGrpc = grpcOperations().filter((name) => !GRPC_ONLY.includes(name));
    const acting = ['Submit', 'Lease', 'Release', 'Acknowledge', 'OpenUpload', 'Upload'];
    acting.push('GrantIntake', 'WithdrawIntakeGrant');
    acting.push('ProposeMapping', 'ReportMappingGaps', 'ReportCertificate', 'GrantConsent', 'RevokeConsent');
    acting.push('GetReportAnswer', 'UseCertificate', 'ListCertificateUses', 'OpenPresentation');
    acting.push('PublishStatusList', 'ListStatusLists', 'GetStatusList', 'GetTurn');
    const tried = [...new Set([...READING.map(([name]) => name), ...acting])].sort();
    expect(overRest.sort()).toEqual(tried);
    expect(overGrpc.sort()).toEqual(tried);
  });
});

interface Leased {
  readonly dispatchId: string;
  readonly leaseToken: string;
  readonly original: { readonly protected: string };
}

function ok(answer: Answer): Answer {
  expect(answer).toMatchObject({ code: 'OK' });
  return answer;
}

function held({ dispatchId, leaseToken }: Leased): { dispatchId: string; leaseToken: string } {
  return { dispatchId, leaseToken };
}

/** The next dispatch of Henan's, which nobody else takes here. */
async function lease(door: (typeof OPERATION_DOORS)[number]): Promise<Leased> {
  const request = { max: 1, waitMs: 5_000, leaseMs: 60_000 };
  const { dispatches } = ok(await door.ask(henan, 'Lease', request)).body as { dispatches: Leased[] };
  const [dispatch] = dispatches;
  if (dispatch === undefined) throw new Error('nothing came');
  return dispatch;
}
