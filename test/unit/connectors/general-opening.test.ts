import { describe, expect, it } from 'vitest';
import { toOtherAct } from '#connectors/kit';
import { Desk, type DeskAct } from '#connectors/sandbox';
import type { CaseMessage } from '#proto/schema';
import { CASE_NO, parsed } from './acts.js';

const SUBMISSION = {
  caseRef: 'SB-1',
  itemCode: '002091094000',
  divisionCode: '410000',
  mode: 'REMOTE_INTAKE',
  appliedAt: '2026-11-23T10:00:00+08:00',
  personal: {
    open: {
      applicantKind: 'NATURAL_PERSON',
      applicant: { name: '李测试', idType: '111', idNumber: '441803199001019018', phone: '13800000001' },
      form: [{ name: '备案类型', value: '异地长期居住' }],
    },
  },
  materials: [],
};

/** As a platform has it that has no form of its own for all that the act says. */
function general(message: CaseMessage): DeskAct {
  const { type, name, fields } = toOtherAct(message);
  return {
    kind: 'other',
    type,
    name,
    fields: fields.map(({ path, label, value }) => ({ path, label, value })),
  };
}

describe('what opens a case in the general form', () => {
  const desk = () => new Desk((item) => `BJ-${item}`, Date.now);
  const member = { lifeEventNo: CASE_NO, member: 'record' };

  it('is a case on the desk as much as one that was filed', () => {
    const at = desk();
    const act = general(parsed('SubmitCase', { ...SUBMISSION, lifeEvent: member }));
    const opened = at.receive('m-1', CASE_NO, act, 'guangdong');
    expect(opened).toMatchObject({
      ...{ ref: 'BJ-002091094000', hubNo: CASE_NO, item: '002091094000', mode: 'remote', status: 'file' },
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '13800000001' },
      form: [{ name: '备案类型', value: '异地长期居住' }],
    });
    expect(at.receive('m-1', CASE_NO, act, 'guangdong')).toBe(opened); // the same message twice
    expect(at.all()).toHaveLength(1);
  });

  it('is there too for a mere question about an item, of nobody', () => {
    const question = {
      itemCode: '002091094000',
      divisionCode: '410000',
      consultationNo: 'ZX-1',
      question: '可否备案？',
    };
    const act = general(parsed('ItemConsultationOpened', question));
    expect(desk().receive('m-1', CASE_NO, act, 'guangdong')).toMatchObject({
      ...{ hubNo: CASE_NO, item: '002091094000', applicant: undefined },
      history: [{ by: 'them', note: '事项咨询' }],
    });
  });
});
