import { conclude, takeOn } from './joint.js';
import { AT, newReference, submission } from './messages.js';
import type { TestPeer } from './peer.js';

/** A member as a life event declares it. */
export interface Declared {
  readonly member: string;
  readonly itemCode: string;
  readonly divisionCode: string;
  readonly dependsOn: readonly string[];
}

const GUANGDONG = '440000';
const HENAN = '410000';

/** 出生医学证明 (GD) → 户口登记 (HA) → 社会保障卡 (HA), 生育医疗费用报销 (GD). Items are samples that are nearest to these. */
export const NEWBORN: readonly Declared[] = [
  { member: 'birth', itemCode: '002091135000', divisionCode: GUANGDONG, dependsOn: [] },
  { member: 'household', itemCode: '002091010000', divisionCode: HENAN, dependsOn: ['birth'] },
  { member: 'card', itemCode: '002091037000', divisionCode: HENAN, dependsOn: ['household'] },
  { member: 'expenses', itemCode: '002090012000', divisionCode: GUANGDONG, dependsOn: ['birth'] },
];

export function lifeEvent(members: readonly Declared[], caseRef = newReference('YJS')): object {
  const { itemCode, divisionCode } = NEWBORN[1] ?? {};
  return { ...submission({ caseRef }), itemCode, divisionCode, members };
}

export async function openLifeEvent(by: TestPeer, members: readonly Declared[] = NEWBORN): Promise<string> {
  return (await by.act('SubmitCase', lifeEvent(members))).caseNo ?? '';
}

export function memberSubmission(
  lifeEventNo: string,
  { itemCode, divisionCode, member, dependsOn }: Declared,
): object {
  return { ...submission({ divisionCode }), itemCode, lifeEvent: { lifeEventNo, member, dependsOn } };
}

/** @returns its number. */
export async function submitMember(by: TestPeer, lifeEventNo: string, declared: Declared): Promise<string> {
  return (await by.act('SubmitCase', memberSubmission(lifeEventNo, declared))).caseNo ?? '';
}

/** All of them at once, as the applicant's one submission. @returns their numbers by their names. */
export async function submitAll(
  by: TestPeer,
  lifeEventNo: string,
  members: readonly Declared[] = NEWBORN,
): Promise<Record<string, string>> {
  const numbers = await Promise.all(
    members.map(async (each) => [each.member, await submitMember(by, lifeEventNo, each)] as const),
  );
  return Object.fromEntries(numbers);
}

/** From intake to conclusion, online. */
export async function handle(
  caseNo: string,
  competent: TestPeer,
  outcome: 'GRANTED' | 'DENIED' = 'GRANTED',
): Promise<void> {
  await takeOn(caseNo, competent, competent);
  await conclude(caseNo, competent, outcome);
}

export function refuse(caseNo: string, competent: TestPeer) {
  return competent.act('CaseNotAccepted', { caseNo, reasonCode: 'R1', reason: '不符合落户条件' });
}

export function takeIn(caseNo: string, competent: TestPeer) {
  return competent.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
}
