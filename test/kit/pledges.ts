import { readCommitments } from '#config';
import { dayOf } from '#domain/rules';
import type { TestHub } from './hub.js';
import { newReference, submission } from './messages.js';

/** 异地就医结算备案: the rules of the product let it be handled on a pledge in Henan. */
export const PLEDGE_ITEM = '002091094000';

/** The rule of the product. */
export function pledgeRule() {
  const question = { basicCode: PLEDGE_ITEM, region: '410000', date: dayOf(Date.now()) };
  const rule = readCommitments().ruleFor('NOTIFICATION_COMMITMENT', question);
  if (rule === undefined) throw new Error(`no rule of pledges for ${PLEDGE_ITEM}`);
  return rule;
}

/** What an applicant signs who was shown the notice in force. */
export function pledgeOf(over: object = {}) {
  const { version, sha256 } = pledgeRule().notice;
  const shown = { noticeVersion: version, noticeSha256: sha256 };
  return { ...shown, pledgedCodes: ['M02', 'T01'], pledgedOn: '2026-01-05', ...over };
}

export const CLEAR = { outcome: 'CLEAR', inquiryNo: 'XY-1', checkedOn: '2026-01-05' };

export function pledgedSubmission(over: object = {}): Record<string, unknown> {
  const signed = { pledge: pledgeOf(), commitmentNo: newReference('CN'), creditCheck: CLEAR };
  return { ...submission(), itemCode: PLEDGE_ITEM, ...signed, personal: someone(), ...over };
}

/** Somebody whom no other test has applying: what one applicant has broken bars that one alone. */
export function someone(): object {
  const applicant = { name: '测试人员', idType: '414', idNumber: newReference('P') };
  return { open: { applicantKind: 'NATURAL_PERSON', applicant, form: [] } };
}

/** Changes what the platform may supervise. @param change of the columns of its right. */
export async function changeSupervision(
  { database }: TestHub,
  peerId: string,
  change: { readonly itemPrefix?: string; readonly validTo?: string },
): Promise<void> {
  const { itemPrefix = '', validTo = null } = change;
  const right = `peer_id = $1 and operation = 'SUPERVISE'`;
  const statement = `update peer_right set item_prefix = $2, valid_to = $3 where ${right}`;
  await database.query(statement, [peerId, itemPrefix, validTo]);
  await database.query(`select pg_notify('tongban_directory', '')`);
}
