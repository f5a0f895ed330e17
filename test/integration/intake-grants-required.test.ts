import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { questionOf } from '../kit/consultations.js';
import { DOORS } from '../kit/doors.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { grantTo, ITEM } from '../kit/intake-grants.js';
import { conclude, JOINT_ITEMS, openJoint, takeOn } from '../kit/joint.js';
import { AT, playCase, submission, wholeLife } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

/** A hub whose places have agreed that nobody takes anything in for another without a grant. */

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub({ settings: ['exchange.intakeGrants=REQUIRED'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

const grant = async (over: object = {}) =>
  (await henan.grpc.grantIntake(henan.sign('GrantIntake', grantTo('guangdong', over)))).grantId;
const withdraw = (grantId: string) =>
  henan.grpc.withdrawIntakeGrant(henan.sign('WithdrawIntakeGrant', { grantId, reason: '协议终止' }));
const submit = (more: object = {}) => guangdong.act('SubmitCase', { ...submission(), ...more });

const denied = { code: 'INTAKE_NOT_GRANTED' };
const { householdMove } = JOINT_ITEMS;

describe('where grants are required', () => {
  it.each(DOORS)(
    'nothing is taken in without one, over $name, and the refusal says what to ask whom for',
    async (door) => {
      const answer = await door.submit(guangdong, guangdong.sign('SubmitCase', submission()));
      expect(answer).toMatchObject(denied);
      await expect(submit()).rejects.toThrow(/ask henan for a grant of RECEIVE \(收件\)/);
    },
  );

  it('a case lives its whole life under one', async () => {
    const grantId = await grant();
    const caseNo = await playCase(guangdong, henan, wholeLife('REMOTE_INTAKE').length);
    expect((await henan.grpc.events(caseNo)).at(-1)?.type).toBe('ResultDelivered');
    await withdraw(grantId);
  });

  it('one that was withdrawn takes nothing more in; what it took in goes on', async () => {
    const grantId = await grant();
    const { caseNo } = await submit({ mode: 'REMOTE_INTAKE', materials: [] });
    await withdraw(grantId);
    await expect(submit()).rejects.toMatchObject(denied);
    await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
    await henan.act('CaseAccepted', { caseNo, competentCaseRef: 'SL-1', acceptedAt: AT });
    await henan.act('ReviewStarted', { caseNo, startedAt: AT });
    await conclude(caseNo, henan);
    await henan.act('ResultTransferred', { caseNo, documents: [{ name: '证书' }] });
    const delivered = { caseNo, mode: 'AT_WINDOW', deliveredAt: AT };
    await expect(guangdong.act('ResultDelivered', delivered)).rejects.toMatchObject(denied);
    const passing = await grant({ powers: ['PASS_RESULT'] });
    await guangdong.act('ResultDelivered', delivered);
    await withdraw(passing);
  });

  it('a joint case needs one where it is taken in, and its parts none: the lead asks, and takes nothing in', async () => {
    const joint = { itemCode: householdMove, divisionCode: '410000' };
    await expect(openJoint(guangdong, joint)).rejects.toMatchObject(denied);
    const grantId = await grant({ basicCode: householdMove });
    const lead = await openJoint(guangdong, joint);
    await takeOn(lead, guangdong, henan);
    const part = await openJoint(henan, { ...joint, divisionCode: '440000', leadCaseNo: lead });
    await takeOn(part, henan, guangdong);
    await conclude(part, guangdong);
    await withdraw(grantId);
    const another = await openJoint(henan, { ...joint, divisionCode: '440000', leadCaseNo: lead });
    await takeOn(another, henan, guangdong);
  });

  it('who decides an item takes it in, and who only asks about it takes nothing in', async () => {
    await submit({ divisionCode: '440000' });
    const { caseNo: _, ...question } = questionOf('', { itemCode: ITEM, divisionCode: '410000' });
    await guangdong.act('ItemConsultationOpened', question);
  });
});
