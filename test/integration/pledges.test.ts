import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/rules';
import { withDatabase } from '#hub/cli';
import { type Erasure, type ErasureRefusal, eraseCase } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { newFile } from '../kit/files.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import {
  CLEAR,
  changeSupervision,
  PLEDGE_ITEM,
  pledgedSubmission,
  pledgeOf,
  someone,
} from '../kit/pledges.js';
import { run, TONGBAN } from '../kit/program.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

const { CasePledge, CaseState, ClockKind, SupervisionRecord } = tongban.v1;
const DAY_MS = 86_400_000;
const BASIS = '就医地无居住登记，当事人欧阳栗子承认未在该地居住';

/** Guangdong submits on a pledge, and Henan grants. */
async function grantedOn(over: object = {}): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', pledgedSubmission(over));
  await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await henan.act('CaseAccepted', { caseNo, competentCaseRef: newReference('SL'), acceptedAt: AT });
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  await henan.act('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: 'BA-1', decidedAt: AT });
  return caseNo;
}

async function deliver(caseNo: string): Promise<void> {
  await henan.act('CaseConcluded', { caseNo, concludedAt: AT });
  await henan.act('ResultDelivered', { caseNo, mode: 'ELECTRONIC', deliveredAt: AT });
}

const check = (caseNo: string, finding: string, over: object = {}) =>
  henan.act('CommitmentChecked', {
    ...{ caseNo, finding, method: 'DATA_COMPARISON', basis: BASIS, checkedBy: '医保经办机构', checkedAt: AT },
    ...(finding !== 'KEPT' && { faultyCodes: ['T01'] }),
    ...over,
  });

const CERTIFICATE = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U';
const revoke = (caseNo: string) =>
  henan.act('DecisionRevoked', {
    ...{ caseNo, ground: 'BROKEN_COMMITMENT', basis: BASIS, documentNo: '撤销1号', revokedAt: AT },
    revokedResults: [{ documentNo: 'BA-1', certificateId: CERTIFICATE, revocationNo: 'DX-1' }],
  });

function erase(caseNo: string): Promise<Erasure | ErasureRefusal> {
  const request = { caseNo, ground: 'UNLAWFUL', decidedBy: '11440000006939748W', isDryRun: false } as const;
  const settings = { hubId: 'tongban-dev', retentionMs: 0, runtime: { ...systemRuntime(), now: hub.now } };
  return withDatabase(hub.database.url, (db) => eraseCase(db, request, settings));
}

/** All pages, each as small as can be. */
async function supervised(peer: TestPeer, after = ''): Promise<tongban.v1.SupervisionRecord[]> {
  const { records, cursor } = await peer.grpc.supervisionRecords({
    limit: 1,
    ...(after && { cursor: after }),
  });
  return records.length === 0 ? [] : [...records, ...(await supervised(peer, cursor))];
}

const { PLEDGED, KEPT, BROKEN, DECISION_REVOKED } = SupervisionRecord.Kind;

/** What the feed has of the case, once it has all. */
function toldOf(caseNo: string, kinds: readonly number[]): Promise<tongban.v1.SupervisionRecord[]> {
  return eventually(async () => {
    const told = (await supervised(guangdong)).filter((each) => each.caseNo === caseNo);
    expect(told.map(({ kind }) => kind)).toEqual(kinds);
    return told;
  });
}

describe('承诺不实', () => {
  /** Guangdong submits what Henan could accept with materials deferred. */
  async function deferring(personal: object) {
    const { caseNo } = await guangdong.act('SubmitCase', {
      ...submission(),
      itemCode: PLEDGE_ITEM,
      personal,
    });
    await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    const days = { promisedDate: dayOf(hub.now() + 10 * DAY_MS), dueBy: dayOf(hub.now() + DAY_MS) };
    return henan.act('DeferredMaterialsAcceptance', {
      ...{ caseNo, competentCaseRef: newReference('RQ'), documentNo: 'RQ-1', acceptedAt: AT, ...days },
      ...{ deferredCodes: ['M02'], deferredNames: ['居住证'], commitmentNo: 'CN-1' },
    });
  }

  it('keeps the applicant, and nobody else, from commitments of both kinds for as long as the rule says', async () => {
    const personal = someone();
    const caseNo = await grantedOn({ personal });
    await guangdong.act('SubmitCase', pledgedSubmission({ personal })); // what is not found yet bars nobody
    await check(caseNo, 'BROKEN');
    const until = `${Number(dayOf(hub.now()).slice(0, 4)) + 2}${dayOf(hub.now()).slice(4)}`;
    const barred = { code: 'APPLICANT_BARRED', message: expect.stringContaining(until) };
    await expect(guangdong.act('SubmitCase', pledgedSubmission({ personal }))).rejects.toMatchObject({
      ...{ ...barred, violations: [{ pointer: '/pledge' }] },
    });
    await expect(deferring(personal)).rejects.toMatchObject({
      ...{ ...barred, violations: [{ pointer: '/deferredCodes' }] },
    });
    await guangdong.act('SubmitCase', pledgedSubmission());
    await deferring(someone());
  });

  it('ends with its last day', async () => {
    const personal = someone();
    await check(await grantedOn({ personal }), 'BROKEN');
    const [bar] = await hub.database.query<{ until: string }>(
      'select max(barred_until)::text as until from commitment_bar',
    );
    await hub.database.query(`update commitment_bar set barred_until = $1`, [dayOf(hub.now())]);
    const body = () => pledgedSubmission({ personal });
    await expect(guangdong.act('SubmitCase', body())).rejects.toMatchObject({ code: 'APPLICANT_BARRED' });
    await hub.database.query(`update commitment_bar set barred_until = $1`, [dayOf(hub.now() - DAY_MS)]);
    await guangdong.act('SubmitCase', body());
    expect(bar?.until).toMatch(/^\d{4}/);
  });

  it('is over when the deciding platform has restored the credit, and by nobody else', async () => {
    const personal = someone();
    const caseNo = await grantedOn({ personal });
    await check(caseNo, 'BROKEN');
    const restored = { caseNo, basis: '已主动退回所得并改正', documentNo: 'XF-1', restoredAt: AT };
    await expect(guangdong.act('CreditRestored', restored)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
    await henan.act('CreditRestored', restored);
    const { pledge } = await guangdong.grpc.case(caseNo);
    expect(pledge).toMatchObject({ state: CasePledge.State.BROKEN, restoredAt: expect.stringMatching(/Z$/) });
    await guangdong.act('SubmitCase', pledgedSubmission({ personal }));
    await toldOf(caseNo, [PLEDGED, BROKEN]); // once each
  });

  it('keeps its case from being erased while it lasts, and is gone with it', async () => {
    const caseNo = await grantedOn();
    await deliver(caseNo);
    await check(caseNo, 'BROKEN');
    await acknowledgeAll(guangdong, henan);
    const bars = () => hub.database.query('select 1 from commitment_bar where case_no = $1', [caseNo]);
    expect(await erase(caseNo)).toBe('OPEN');
    await hub.database.query(`update commitment_bar set barred_until = '2000-01-01' where case_no = $1`, [
      caseNo,
    ]);
    expect(await bars()).toHaveLength(1);
    await eventually(async () => expect(await erase(caseNo)).toHaveProperty('leafId'));
    expect(await bars()).toEqual([]);
  });

  it('by a pledge that was kept or put right bars nobody', async () => {
    const personal = someone();
    await check(await grantedOn({ personal }), 'KEPT');
    await check(await grantedOn({ personal }), 'CORRECTED_IN_TIME');
    await guangdong.act('SubmitCase', pledgedSubmission({ personal }));
  });
});

describe('C2 异地就医结算备案 on a pledge', () => {
  it('is decided at once, and revoked when what was pledged is found false: both sides and the feed have it', async () => {
    const { blob, bytes } = newFile(1000);
    await guangdong.grpc.upload(blob, bytes);
    const caseNo = await grantedOn({ commitment: blob });
    await deliver(caseNo);
    expect((await guangdong.grpc.case(caseNo)).pledge).toMatchObject({
      state: CasePledge.State.UNCHECKED,
      pledgedCodes: ['M02', 'T01'],
    });
    await expect(revoke(caseNo)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await check(caseNo, 'BROKEN');
    await revoke(caseNo);
    const standing = await guangdong.grpc.case(caseNo);
    expect(standing.state).toBe(CaseState.RESULT_DELIVERED);
    expect(standing.pledge?.state).toBe(CasePledge.State.REVOKED);
    expect((await guangdong.grpc.progress(caseNo)).applicant?.zh).toContain('决定已撤销');
    const types = (await guangdong.grpc.events(caseNo)).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['CommitmentChecked', 'DecisionRevoked']);
    const inbox = `select seq from inbox where recipient = 'guangdong' and case_no = $1 order by seq desc limit 2`;
    expect(await hub.database.query(inbox, [caseNo])).toEqual([
      { seq: types.length },
      { seq: types.length - 1 },
    ]);

    const told = await toldOf(caseNo, [PLEDGED, BROKEN, DECISION_REVOKED]);
    const { noticeSha256 } = pledgeOf();
    const facts = { basicCode: PLEDGE_ITEM, submitter: 'guangdong', competent: 'henan', noticeSha256 };
    for (const each of told) expect(each).toMatchObject(facts);
    const leaves = (await guangdong.grpc.events(caseNo)).map(
      ({ leafId, logIndex }) => `${leafId} ${logIndex}`,
    );
    expect(leaves).toEqual(
      expect.arrayContaining(told.map(({ leafId, logIndex }) => `${leafId} ${logIndex}`)),
    );
    await auditHub(hub);
    await checkCaseCache(hub.database);
  });

  it('hands nothing out any more once the decision is revoked', async () => {
    const caseNo = await grantedOn();
    await henan.act('CaseConcluded', { caseNo, concludedAt: AT });
    await check(caseNo, 'BROKEN');
    await revoke(caseNo);
    const delivered = henan.act('ResultDelivered', { caseNo, mode: 'ELECTRONIC', deliveredAt: AT });
    await expect(delivered).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const running = (await guangdong.grpc.case(caseNo)).clocks.filter(({ stoppedAt }) => stoppedAt === '');
    expect(running).toEqual([]);
  });

  it('is warned of before and after the last day of its check, though the result is delivered', async () => {
    const caseNo = await grantedOn();
    await deliver(caseNo);
    const clock = (await guangdong.grpc.case(caseNo)).clocks.find(
      ({ kind }) => kind === ClockKind.AFTER_CHECK,
    );
    expect(clock).toMatchObject({ remainingWorkdays: 20, rule: 'after-check', stoppedAt: '' });
    hub.passDays(40); // more than twenty-five working days
    const warned = () =>
      hub.database.query<{ level: string }>(
        `select jsonb_array_elements_text(facets #> '{clocks,AFTER_CHECK,warned,levels}') as level from cases where case_no = $1`,
        [caseNo],
      );
    await eventually(async () => {
      const levels = (await warned()).map(({ level }) => level);
      expect(levels).toEqual(['soon', 'tomorrow', 'today', 'overdue', 'long-overdue']);
    });
    await check(caseNo, 'KEPT');
    await toldOf(caseNo, [PLEDGED, KEPT]);
    const waiting = await hub.database.query('select 1 from due_act where case_no = $1', [caseNo]);
    expect(waiting).toEqual([]);
    await checkCaseCache(hub.database);
  });

  it.each([
    ['a notice that is not in force', { pledge: pledgeOf({ noticeVersion: '2025-1' }) }, 'NOTICE_OUTDATED'],
    [
      'a condition that nobody may pledge',
      { pledge: pledgeOf({ pledgedCodes: ['M01'] }) },
      'COMMITMENT_NOT_ALLOWED',
    ],
    ['an item without a rule', { itemCode: '002090012000' }, 'COMMITMENT_NOT_ALLOWED'],
    ['an applicant with a record', { creditCheck: { ...CLEAR, outcome: 'BARRED' } }, 'APPLICANT_BARRED'],
    ['a pledge that nobody signed', { commitmentNo: undefined }, 'MALFORMED'],
    ['a pledge without a look at the records', { creditCheck: undefined }, 'MALFORMED'],
    ['a document that was not uploaded', { commitment: newFile(10).blob }, 'BLOB_MISSING'],
  ])('is refused with %s', async (_, over, code) => {
    await expect(guangdong.act('SubmitCase', pledgedSubmission(over))).rejects.toMatchObject({ code });
  });

  it('negative fixture 4: whom the records bar is not accepted with materials deferred either', async () => {
    const { caseNo } = await guangdong.act('SubmitCase', { ...submission(), itemCode: PLEDGE_ITEM });
    await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    const promisedDate = new Date(hub.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const accepted = henan.act('DeferredMaterialsAcceptance', {
      ...{ caseNo, competentCaseRef: newReference('RQ'), documentNo: 'RQ-1', acceptedAt: AT, promisedDate },
      ...{ dueBy: promisedDate, deferredCodes: ['M02'], deferredNames: ['居住证'], commitmentNo: 'CN-1' },
      creditCheck: { ...CLEAR, outcome: 'BARRED' },
    });
    await expect(accepted).rejects.toMatchObject({ code: 'APPLICANT_BARRED' });
  });
});

describe('what supervisors are told', () => {
  it('is what the acts of all cases say, once each, and nothing of the applicant', async () => {
    const caseNo = await grantedOn();
    await check(caseNo, 'BROKEN');
    await toldOf(caseNo, [PLEDGED, BROKEN]);
    const said = await hub.database.query<{ leaf_id: string }>(
      `select leaf_id from case_event join cases using (case_no) where facets ? 'pledge'
         and type in ('SubmitCase', 'CommitmentChecked', 'DecisionRevoked')`,
    );
    const told = await supervised(henan);
    expect(told.map(({ leafId }) => leafId).sort()).toEqual(said.map(({ leaf_id }) => leaf_id).sort());
    const text =
      JSON.stringify(told) + JSON.stringify(await hub.database.query('select * from supervision_record'));
    for (const planted of ['测试人员', '441803199001019018', '一级建造师', '欧阳栗子', 'CN-', 'XY-1']) {
      expect(text).not.toContain(planted);
    }
  });

  it('goes on from its cursor, over REST as well, and in the operator’s words', async () => {
    const { cursor } = await guangdong.grpc.supervisionRecords({ limit: 1_000 });
    const { caseNo } = await guangdong.act('SubmitCase', pledgedSubmission());
    await toldOf(caseNo, [PLEDGED]);
    const page = await rest.ask(guangdong, 'ListSupervisionRecords', { cursor });
    expect(page.body).toMatchObject({ records: [{ caseNo, kind: 'PLEDGED' }], cursor: expect.any(String) });
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
    const shown = run(TONGBAN, ['supervision', '--cursor', cursor, '--json'], { environment });
    expect(JSON.parse((await shown).stdout)).toMatchObject({ records: [{ caseNo, kind: 'PLEDGED' }] });
    const wrong = guangdong.grpc.supervisionRecords({ cursor: 'NO-CURSOR' });
    await expect(wrong).rejects.toMatchObject({ code: 'MALFORMED' });
  });

  it('is of the items that they supervise, and of none without the right', async () => {
    await changeSupervision(hub, 'henan', { itemPrefix: '002090' });
    await eventually(async () => expect(await supervised(henan)).toEqual([]));
    await changeSupervision(hub, 'henan', { validTo: '2020-12-31' });
    await eventually(async () => {
      await expect(supervised(henan)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    });
    expect(await supervised(guangdong)).not.toEqual([]);
  });
});
