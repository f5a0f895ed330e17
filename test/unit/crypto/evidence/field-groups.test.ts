import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commitsToFields, FIELD_GROUPS, fieldContents } from '#crypto/evidence';
import { tongban } from '#proto/codec';
import { type CaseMessage, readPayload } from '#proto/schema';
import { areOfGroup, groupsOfType } from '../../../../crypto/evidence/field-groups.js';

const AT = '2026-11-22T09:58:00+08:00';
const digest = 'ab'.repeat(32);
const submission = {
  caseRef: 'GD-1',
  itemCode: '002090012000',
  divisionCode: '410000',
  mode: 'REMOTE_INTAKE',
  appliedAt: AT,
  personal: {
    open: {
      form: [{ value: '一级"建造师"\n', name: '证书名称' }],
      applicant: { phone: '12345', name: '测试人员', idType: '111', idNumber: '441803199001019018' },
      applicantKind: 'NATURAL_PERSON',
    },
  },
  materials: [
    {
      source: 'UPLOADED',
      name: '照片',
      blob: { sha256: digest, sm3: digest, size: '0', mediaType: 'image/png', fileName: '张三.png' },
    },
  ],
};

const read = (type: CaseMessage['type'], body: object) =>
  readPayload({ type, encoding: 'json' }, Buffer.from(JSON.stringify(body)));
const linesOf = (message: CaseMessage) => Buffer.from(fieldContents(message)).toString().split('\n');

describe('the contents of an act in groups of fields', () => {
  it('are canonical JSON, each member in its group', () => {
    expect(linesOf(read('SubmitCase', submission))).toEqual([
      `{"appliedAt":"${AT}","caseRef":"GD-1","divisionCode":"410000","itemCode":"002090012000","mode":"REMOTE_INTAKE"}`,
      '{"applicant":{"idNumber":"441803199001019018","idType":"111","name":"测试人员","phone":"12345"},"applicantKind":"NATURAL_PERSON"}',
      '{"form":[{"name":"证书名称","value":"一级\\"建造师\\"\\n"}]}',
      `{"materials":[{"blob":{"fileName":"张三.png","mediaType":"image/png","sha256":"${digest}","sm3":"${digest}"},"name":"照片","source":"UPLOADED"}]}`,
      '',
      '',
    ]);
    const decision = { caseNo: 'TB202611211000000001C49RAM485MZ4', outcome: 'DENIED', documentNo: 'JD-1' };
    expect(linesOf(read('DecisionIssued', { ...decision, decidedAt: AT, grounds: '材料不实' }))).toEqual([
      `{"caseNo":"${decision.caseNo}","decidedAt":"${AT}"}`,
      ...['', '', ''],
      '{"documentNo":"JD-1","outcome":"DENIED"}',
      '{"grounds":"材料不实"}',
    ]);
  });

  it('are the same however they were sent', () => {
    const once = fieldContents(read('SubmitCase', submission));
    const turned = Object.fromEntries(Object.entries(submission).reverse());
    expect(fieldContents(read('SubmitCase', { ...turned, catalogueVersion: undefined }))).toEqual(once);
    const message = tongban.v1.SubmitCase.fromObject(submission);
    const bytes = tongban.v1.SubmitCase.encode(message).finish();
    expect(fieldContents(readPayload({ type: 'SubmitCase', encoding: 'proto' }, bytes))).toEqual(once);
  });

  it('leave out what is left out on the wire', () => {
    const { materials, ...bare } = submission;
    const [with0, without] = [{ ...bare, materials: [] }, bare].map((body) =>
      linesOf(read('SubmitCase', body)),
    );
    expect(with0).toEqual(without);
    expect(without?.[FIELD_GROUPS.indexOf('materials')]).toBe('');
  });

  it('are committed to as an auditor computes it by hand', () => {
    const message = read('SubmitCase', submission);
    const salt = Buffer.alloc(32, 7);
    const byHand = (name: string) => {
      const list = createHash(name).update('tongban/groups/v1\0');
      for (const [i, group] of FIELD_GROUPS.entries()) {
        const groupSalt = createHash('sha256').update(`tongban/salt/v1\0${group}\0`).update(salt).digest();
        const one = createHash(name).update(`tongban/commit/v1\0${group}\0`).update(groupSalt);
        list.update(one.update(linesOf(message)[i] ?? '').digest());
      }
      return list.digest('base64url');
    };
    const groups = { sha256: byHand('sha256'), sm3: byHand('sm3') };
    expect(groups).toEqual({
      sha256: 'T0wSgpT41f3N1pLAdSlwhWVOUMTb0dqno2qW1KC7keg',
      sm3: 'oIrIkArgnFWxWuXof1xpXVglKDGJvjgl__8SYRIbYlo',
    });
    expect(commitsToFields({ groups }, message, salt)).toBe(true);
    expect(commitsToFields({ groups: { ...groups, sm3: groups.sha256 } }, message, salt)).toBe(false);
    expect(commitsToFields({ groups: { ...groups, sha256: groups.sm3 } }, message, salt)).toBe(false);
    const other = read('SubmitCase', { ...submission, caseRef: 'GD-2' });
    expect(commitsToFields({ groups }, other, salt)).toBe(false);
    expect(commitsToFields({ groups }, message, Buffer.alloc(32))).toBe(false);
  });

  it('are of one group each, and of those that its type can have', () => {
    expect([...groupsOfType('SubmitCase')].sort()).toEqual(['applicant', 'form', 'materials', 'routing']);
    expect([...groupsOfType('CaseWithdrawn')].sort()).toEqual(['reasons', 'routing']);
    expect([...groupsOfType('DispatchAcknowledgement')]).toEqual(['routing']);
    expect(areOfGroup(['caseNo', 'mode'], 'routing')).toBe(true);
    expect(areOfGroup(['caseNo', 'reason'], 'routing')).toBe(false);
    expect(areOfGroup(['__proto__'], 'routing')).toBe(false);
  });
});
