import { expect } from 'vitest';
import { eventually } from './eventually.js';
import type { TestPeer } from './peer.js';
import type { ProvinceName, Provinces } from './provinces.js';

/** A case that crosses from one platform to another: the least that has acts and a file in both directions' formats. */
export interface Crossing {
  readonly from: ProvinceName;
  readonly to: ProvinceName;
  /** As the first platform calls it. */
  readonly item: string;
  /** Where it is decided. */
  readonly division: string;
}

const PDF = Buffer.from('%PDF-1.4 声明');

/** Filed with a file and taken in at one platform, accepted by the other. @returns its number. */
export async function playAccepted(
  provinces: Provinces,
  { from, to, item, division }: Crossing,
): Promise<string> {
  const [window, office] = [provinces.desk(from), provinces.desk(to)];
  const fileId = await window.upload('遗失声明.pdf', 'application/pdf', PDF);
  const filed = await window.file({
    item,
    division,
    mode: 'remote',
    applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
    form: [],
    materials: [{ name: '遗失声明', source: 'upload', fileId }],
  });
  const caseNo = await window.numbered(filed.ref);
  await window.act(filed.ref, { kind: 'intake', window: '12号窗口', originals: [] });
  const { ref, materials } = await office.arrived(caseNo, 'intake');
  expect(await office.download(materials[0]?.fileId ?? '')).toEqual(PDF);
  await office.act(ref, { kind: 'accept', number: ref, documentNo: '受1', promised: '2026-12-18' });
  await window.arrived(caseNo, 'accept');
  return caseNo;
}

/** Each of its acts stands once in the hub and once on each desk, and was acknowledged once. */
export async function expectAcceptedOnce(
  provinces: Provinces,
  auditor: TestPeer,
  { from, to }: Crossing,
  caseNo: string,
): Promise<void> {
  await eventually(async () => {
    const events = await auditor.grpc.events(caseNo);
    expect(events.map(({ type, actor }) => `${type} ${actor}`).sort()).toEqual(
      [
        ...[`SubmitCase ${from}`, `IntakeRecorded ${from}`, `CaseAccepted ${to}`],
        ...[to, to, from].map((actor) => `DispatchAcknowledgement ${actor}`),
      ].sort(),
    );
  });
  const historyOf = async (name: ProvinceName) =>
    (await provinces.desk(name).arrived(caseNo)).history.map(({ by, kind }) => `${by} ${kind}`);
  expect(await historyOf(from)).toEqual(['us file', 'us intake', 'them accept']);
  expect(await historyOf(to)).toEqual(['them file', 'them intake', 'us accept']);
}
