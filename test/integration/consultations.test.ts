import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { meetingOf, questionOf, recordOf, SLOTS } from '../kit/consultations.js';
import { eventually } from '../kit/eventually.js';
import { newFile } from '../kit/files.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { dumpOf, plantedIn } from '../kit/remains.js';

const { CaseState, Consultation, VideoConsultation } = tongban.v1;

const BASIC_CODE = '002090012000';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hunan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub({
    at: '2026-03-02T10:00:00+08:00',
    regional: [{ kind: 'CONSULTATION_REPLY', region: '410000', limit: { amount: 3, unit: 'WORKING_DAY' } }],
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  hunan = await hub.peer('hunan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

interface Asked {
  readonly caseNo: string;
  readonly consultationNo: string;
}

async function opened(): Promise<string> {
  return (await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }))).caseNo;
}

async function asked(over: object = {}): Promise<Asked> {
  const body = questionOf(await opened(), over);
  await guangdong.act('ConsultationOpened', body);
  const { caseNo, consultationNo } = body;
  return { caseNo, consultationNo };
}

async function standing({ caseNo, consultationNo }: Asked, peer = henan) {
  const { consultation } = await peer.grpc.consultation(caseNo, consultationNo);
  return consultation ?? expect.fail('it does not stand anyhow');
}

const stateOf = async (named: Asked) => Consultation.State[(await standing(named)).state];

/** 事项咨询: an item that Henan decides. */
async function askedOfItem(over: object = {}): Promise<Asked> {
  const { caseNo: _, ...said } = questionOf('', { itemCode: BASIC_CODE, divisionCode: '410000', ...over });
  const { caseNo } = await guangdong.act('ItemConsultationOpened', said);
  return { caseNo, consultationNo: said.consultationNo };
}

describe('事项咨询', () => {
  it('asks whoever decides the item, without a case, and goes on as in one', async () => {
    const named = await askedOfItem({ window: { divisionCode: '440100', orgName: '广州市政务服务中心' } });
    const { caseNo, consultationNo } = named;
    await acknowledgeAll(henan);
    expect(await standing(named)).toMatchObject({
      asker: 'guangdong',
      asked: 'henan',
      basicCode: BASIC_CODE,
    });
    expect((await standing(named)).dueDate).toBe('2026-03-05'); // three working days of Henan's
    await henan.act('ConsultationAnswered', { ...named, answer: '可以，须加盖公章' });
    await henan.act('VideoConsultationProposed', meetingOf(named));
    await guangdong.act('VideoConsultationConfirmed', { ...named, startsAt: SLOTS[0]?.startsAt });
    const { posts } = await guangdong.grpc.consultation(caseNo, consultationNo);
    expect(posts.map(({ type }) => type)).toEqual([
      ...['ItemConsultationOpened', 'ConsultationAnswered', 'VideoConsultationProposed'],
      'VideoConsultationConfirmed',
    ]);
    expect(posts.slice(0, 2).map(({ text }) => text)).toEqual([questionOf('').question, '可以，须加盖公章']);
    expect((await henan.grpc.case(caseNo)).state).toBe(CaseState.ITEM_CONSULTATION);
    const ofItem = await henan.grpc.consultations({ basicCode: BASIC_CODE });
    expect(ofItem.consultations.map((each) => each.caseNo)).toContain(caseNo);
    await expect(hunan.grpc.consultation(caseNo, consultationNo)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await guangdong.act('ConsultationClosed', { ...named, outcome: 'RESOLVED' });
    expect(await stateOf(named)).toBe('CLOSED');
  });

  it('takes nothing that only a case can', async () => {
    const { caseNo } = await askedOfItem();
    const intake = { caseNo, identityChecked: true, recordedAt: AT };
    await expect(guangdong.act('IntakeRecorded', intake)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await expect(guangdong.act('CaseWithdrawn', { caseNo })).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it.each([
    ['of an item that there is not', { itemCode: '002999999000' }, 'ITEM_NOT_MAPPED'],
    ['of an item that it decides itself', { divisionCode: '440000' }, 'ILLEGAL_TRANSITION'],
  ])('is refused %s', async (_, over, code) => {
    await expect(askedOfItem(over)).rejects.toMatchObject({ code });
  });

  it('has a number that none of the sender’s cases has, and is the same when it comes again', async () => {
    const named = await askedOfItem();
    await expect(askedOfItem({ consultationNo: named.consultationNo })).rejects.toMatchObject({
      code: 'DUPLICATE_CASE',
    });
    const { caseNo: _, ...body } = questionOf('', { itemCode: BASIC_CODE, divisionCode: '410000' });
    const parts = guangdong.sign('ItemConsultationOpened', body);
    const first = await guangdong.grpc.submit(parts);
    expect(await guangdong.grpc.submit(parts)).toMatchObject({ caseNo: first.caseNo, eventSeq: 1 });
  });
});

describe('咨询', () => {
  it('goes from one platform to the other and back, is read by both, and by nobody else', async () => {
    const { blob, bytes } = newFile(100);
    await guangdong.grpc.upload(blob, bytes);
    const named = await asked({ files: [blob] });
    const { caseNo, consultationNo } = named;
    await acknowledgeAll(henan);
    await henan.act('ConsultationAnswered', { ...named, answer: '可以，须加盖公章' });
    await guangdong.act('ConsultationFurtherAsked', { ...named, question: '复印件由谁盖章？' });
    await henan.act('ConsultationAnswered', { ...named, answer: '由出具机构盖章' });
    const { consultation, posts } = await guangdong.grpc.consultation(caseNo, consultationNo);
    expect(consultation).toMatchObject({ asker: 'guangdong', asked: 'henan', dueDate: '' });
    expect(posts.map(({ actor, text }) => [actor, text])).toEqual([
      ['guangdong', questionOf(caseNo).question],
      ['henan', '可以，须加盖公章'],
      ['guangdong', '复印件由谁盖章？'],
      ['henan', '由出具机构盖章'],
    ]);
    expect(posts[0]?.files).toMatchObject([{ sha256: blob.sha256 }]);
    expect(Buffer.from(await henan.grpc.download(blob.sha256)).equals(bytes)).toBe(true);
    await guangdong.act('ConsultationClosed', { ...named, outcome: 'RESOLVED' });
    expect(await stateOf(named)).toBe('CLOSED');
    expect((await henan.grpc.case(caseNo)).consultations).toEqual([consultationNo]);
    await expect(hunan.grpc.consultation(caseNo, consultationNo)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(henan.grpc.consultation(caseNo, 'ZX-none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the same over REST, and answered again as before when the same message comes again', async () => {
    const caseNo = await opened();
    const body = questionOf(caseNo);
    const parts = guangdong.sign('ConsultationOpened', body);
    const first = await guangdong.grpc.submit(parts);
    const again = await guangdong.submitOverRest(parts);
    expect(again.status).toBeLessThan(300);
    expect(again.json<{ acknowledgement: object }>().acknowledgement).toMatchObject({
      messageId: first.messageId,
      eventSeq: first.eventSeq,
    });
    const { consultationNo } = body;
    const read = await henan.rest('GET', `/v1/cases/${caseNo}/consultations/${consultationNo}`);
    expect(read.json<object>()).toMatchObject({
      consultation: { caseNo, consultationNo, asker: 'guangdong', asked: 'henan', state: 'ASKED' },
      posts: [{ type: 'ConsultationOpened', actor: 'guangdong', text: body.question }],
    });
  });

  it('lists what is open, page by page and by item; of one case all', async () => {
    const [one, two] = [await asked(), await asked()];
    const closed = await asked();
    await guangdong.act('ConsultationClosed', { ...closed, outcome: 'WITHDRAWN' });
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = await henan.grpc.consultations({ limit: 1, after });
      seen.push(...page.consultations.map(({ consultationNo }) => consultationNo ?? ''));
      after = page.next;
      if (after === '') break;
    }
    expect(seen).toEqual(expect.arrayContaining([one.consultationNo, two.consultationNo]));
    expect(seen).not.toContain(closed.consultationNo);
    expect(new Set(seen).size).toBe(seen.length);
    const ofCase = await henan.grpc.consultations({ caseNo: closed.caseNo });
    expect(ofCase.consultations).toMatchObject([{ ...closed, state: Consultation.State.CLOSED }]);
    const other = { basicCode: '002091094000' };
    expect((await henan.grpc.consultations(other)).consultations).toEqual([]);
    expect((await hunan.grpc.consultations({})).consultations).toEqual([]);
    await expect(hunan.grpc.consultations({ caseNo: one.caseNo })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is told to the operator by whom it is owed, without a word of it', async () => {
    const named = await asked();
    const { caseNo, consultationNo } = named;
    await henan.act('VideoConsultationProposed', meetingOf(named));
    const environment = { DATABASE_URL: hub.database.url };
    const tongban = (...args: string[]) => run(TONGBAN, ['consultations', ...args], { environment });
    const listed = await tongban('list', '--platform', 'henan', '--json');
    const line = { ...named, asker: 'guangdong', asked: 'henan', state: 'ASKED', video: 'PROPOSED' };
    expect(JSON.parse(listed.stdout)).toContainEqual(expect.objectContaining(line));
    const shown = await tongban('show', caseNo, consultationNo);
    expect(shown.stdout).toContain('guangdong → henan');
    expect(shown.stdout).toContain(SLOTS[0]?.startsAt);
    const none = await tongban('show', caseNo, 'ZX-none');
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('ZX-none') });
    expect(listed.stdout + shown.stdout).not.toContain(meetingOf(named).link);
  });

  it('refuses what is out of turn or of another platform, and keeps nothing of it', async () => {
    const named = await asked();
    const answer = { ...named, answer: '可以' };
    await expect(guangdong.act('ConsultationAnswered', answer)).rejects.toMatchObject({
      code: 'WRONG_PLATFORM',
    });
    await expect(hunan.act('ConsultationAnswered', answer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await henan.act('ConsultationAnswered', answer);
    await expect(henan.act('ConsultationAnswered', answer)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    expect((await henan.grpc.consultation(named.caseNo, named.consultationNo)).posts).toHaveLength(2);
  });
});

describe('the limit of an answer', () => {
  it('ends with the last second of its last day in +08:00, by the rule of the deciding place', async () => {
    hub.stopAt('2026-03-05T23:59:59.999+08:00');
    const thursday = await asked();
    hub.stopAt('2026-03-06T00:00:00+08:00');
    const friday = await asked();
    expect(await standing(thursday)).toMatchObject({
      dueDate: '2026-03-10',
      rule: 'CONSULTATION_REPLY-410000',
    });
    expect(await standing(friday)).toMatchObject({ dueDate: '2026-03-11' });
    await acknowledgeAll(guangdong, henan);
    hub.stopAt('2026-03-10T23:59:59.999+08:00');
    await eventually(async () =>
      expect((await standing(thursday, guangdong)).warned).toEqual(['tomorrow', 'today']),
    );
    await hub.running.dueActs.now();
    expect((await standing(thursday)).warned).toEqual(['tomorrow', 'today']);
    hub.stopAt('2026-03-11T00:00:00+08:00');
    await eventually(async () => expect((await standing(thursday)).warned?.at(-1)).toBe('overdue'));
    await acknowledgeAll(guangdong, henan); // both are told: nothing of it is left for either
    expect(await hub.database.query('select 1 from inbox where case_no = $1', [thursday.caseNo])).toEqual([]);
    await henan.act('ConsultationAnswered', { ...thursday, answer: '可以' });
    expect(await standing(thursday)).toMatchObject({ dueDate: '', warned: [] });
    expect(
      await hub.database.query("select 1 from due_act where case_no = $1 and kind = 'CONSULTATION_REPLY'", [
        thursday.caseNo,
      ]),
    ).toEqual([]);
  });
});

describe('视频会商', () => {
  it('is booked, moved, held, and recorded by one side and signed by the other', async () => {
    const named = await asked();
    const video = async () => {
      const { video: found } = await standing(named, guangdong);
      return { ...found, state: VideoConsultation.State[found?.state ?? 0] };
    };
    await guangdong.act('VideoConsultationProposed', meetingOf(named));
    await henan.act('VideoConsultationDeclined', { ...named, reason: '承办人出差' });
    await henan.act('VideoConsultationProposed', meetingOf(named, { slots: SLOTS.slice(1) }));
    const startsAt = SLOTS[1]?.startsAt;
    await expect(henan.act('VideoConsultationConfirmed', { ...named, startsAt })).rejects.toMatchObject({
      code: 'WRONG_PLATFORM',
    });
    await guangdong.act('VideoConsultationConfirmed', { ...named, startsAt });
    expect(await video()).toMatchObject({ state: 'CONFIRMED', by: 'guangdong', slots: [{ startsAt }] });
    await henan.act('VideoConsultationHeld', recordOf(named));
    expect(await video()).toMatchObject({ state: 'RECORDED', by: 'henan' });
    const objection = { ...named, verdict: 'OBJECTED', reason: '未议定由谁盖章' };
    await expect(henan.act('VideoRecordAnswered', objection)).rejects.toMatchObject({
      code: 'WRONG_PLATFORM',
    });
    await guangdong.act('VideoRecordAnswered', objection);
    expect(await video()).toMatchObject({ state: 'OBJECTED', by: 'guangdong' });
    const { posts } = await henan.grpc.consultation(named.caseNo, named.consultationNo);
    expect(posts.find(({ link }) => link !== '')?.link).toBe(meetingOf(named).link);
    expect(posts.find(({ type }) => type === 'VideoConsultationHeld')).toMatchObject({
      text: recordOf(named).agreed,
      attendees: [{ name: '王敏' }],
      shown: [{ name: '出生档案复印件' }],
    });
  });

  it('leaves nothing that was said where it is not sealed: not in the log, nor in any table', async () => {
    const secrets = ['https://meet.example/7f3c9a1e55d2', '欧阳震华探望病母', '欧阳震华的证件号码有误'];
    const [link, name, question] = secrets;
    const named = await asked({ question });
    await guangdong.act('VideoConsultationProposed', meetingOf(named, { link }));
    await henan.act('VideoConsultationConfirmed', { ...named, startsAt: SLOTS[0]?.startsAt });
    await henan.act('VideoConsultationHeld', recordOf(named, { attendees: [{ role: 'APPLICANT', name }] }));
    expect(plantedIn(await dumpOf(hub.database), secrets)).toEqual([]);
  });
});
