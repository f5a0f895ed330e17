import { describe, expect, it } from 'vitest';
import type { CaseView, DeskClient } from '#hub/cli';
import { divisionOf, localItem, PLATFORMS, type Stage } from '../../kit/stage.js';

/** Every platform sends a case to every other, each in its own format and codes, through its own connector. */

const PAIRS = PLATFORMS.flatMap((from) =>
  PLATFORMS.filter((to) => to !== from).map((to) => [from, to] as const),
);

/** 专业技术人员职业资格证书补发, which all of them decide. */
const ITEM = '002090012000';
const LI = { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '020-80000001' };
const PDF = (name: string) => Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`);
/** The whole of C12: five acts of the deciding platform, three of the submitting one. */
const ACTS = [
  'SubmitCase',
  'IntakeRecorded',
  'CaseAccepted',
  'ReviewStarted',
  'DecisionIssued',
  'CaseConcluded',
  'ResultTransferred',
  'ResultDelivered',
];

export function playPairs(stage: () => Stage): void {
  describe.concurrent('every platform with every other', { timeout: 60_000 }, () => {
    it.each(PAIRS)('pair %s → %s', async (from, to) => {
      const [window, office] = [stage().desk(from), stage().desk(to)];
      const statement = await window.upload('遗失声明.pdf', 'application/pdf', PDF('遗失声明'));
      const filed = await window.file({
        item: localItem(from, ITEM),
        division: divisionOf(to),
        mode: 'remote',
        applicant: LI,
        form: [{ name: '证书名称', value: '一级建造师' }],
        materials: [
          { name: '居民身份证', source: 'original' },
          { name: '遗失声明', source: 'upload', fileId: statement },
        ],
      });
      const caseNo = await window.numbered(filed.ref);
      await window.act(filed.ref, { kind: 'intake', window: '12号窗口', originals: ['居民身份证'] });
      const arrived = await office.arrived(caseNo, 'intake');
      expect(arrived).toMatchObject({ item: localItem(to, ITEM), materials: [{}, { name: '遗失声明' }] });
      await expectFile(office, arrived.materials[1]?.fileId, PDF('遗失声明'));

      await decide(office, arrived, `${from}-${to}`);
      const result = await window.arrived(caseNo, 'transfer');
      await expectFile(window, result.documents[0]?.fileId, PDF('补发证书'));
      await window.act(filed.ref, { kind: 'deliver', how: 'window' });
      await office.arrived(caseNo, 'deliver');

      expect(await stage().prove(from, caseNo, ACTS)).toBe('RESULT_DELIVERED');
    });
  });
}

async function decide(office: DeskClient, { ref }: CaseView, serial: string): Promise<void> {
  const number = `测补〔2026〕${serial}号`;
  await office.act(ref, {
    kind: 'accept',
    number: ref,
    documentNo: `测受〔2026〕${serial}号`,
    promised: '2026-12-18',
  });
  await office.act(ref, { kind: 'review' });
  await office.act(ref, { kind: 'decide', granted: true, documentNo: number });
  await office.act(ref, { kind: 'conclude' });
  const fileId = await office.upload('补发证书.pdf', 'application/pdf', PDF('补发证书'));
  await office.act(ref, { kind: 'transfer', documents: [{ name: '职业资格证书（补发）', number, fileId }] });
}

async function expectFile(desk: DeskClient, fileId: string | undefined, bytes: Buffer): Promise<void> {
  expect(await desk.download(fileId ?? expect.fail('no file'))).toEqual(bytes);
}
