import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import {
  LICENCE,
  newCertificate,
  newCertificateId,
  newConsent,
  REASON,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/** A platform that asks too much is turned away, in the ledger and with an alarm; others are not. */

const LIMIT = 5;
let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  const limits = ['missesPerHour', 'usesWithoutCasePerHour', 'usesPerClerkPerHour'];
  hub = await startTestHub({ settings: limits.map((name) => `certificates.${name}=${LIMIT}`) });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

let clerks = 0;

/** By a clerk of its own, unless told otherwise. */
async function codeOf(peer: TestPeer, certificateId: string, over: object = {}): Promise<string> {
  const body = useByDuty(certificateId, {
    operation: 'STATUS',
    duty: undefined,
    fields: undefined,
    clerk: `经办人${clerks++}`,
    ...over,
  });
  const use = peer.grpc.useCertificate(peer.sign('UseCertificate', body));
  return use.then(
    () => 'OK',
    (error: { code: string }) => error.code,
  );
}

async function codesOf(times: number, use: () => Promise<string>): Promise<string[]> {
  const codes: string[] = [];
  for (let i = 0; i < times; i++) codes.push(await use());
  return codes;
}

function excess(sign: string): Promise<number> {
  return fetch(`${hub.openUrl}/metrics`)
    .then((answer) => answer.text())
    .then((text) => Number(new RegExp(`excess_total{[^}]*sign="${sign}"} (\\d+)`).exec(text)?.[1] ?? 0));
}

describe('uses over a limit', () => {
  it('by one clerk are refused; another goes on', async () => {
    const certificateId = await newCertificate(henan);
    const busy = () => codeOf(guangdong, certificateId, { clerk: '窗口03' });
    expect(await codesOf(LIMIT + 1, busy)).toEqual([...Array(LIMIT).fill('OK'), 'TOO_MANY_USES']);
    expect(await codeOf(guangdong, certificateId)).toBe('OK');
    expect(await excess('CLERK')).toBe(1);
  });

  it('for no case are refused; those for a case go on', async () => {
    const certificateId = await newCertificate(henan);
    const purpose = { basicCode: '002090012000', reason: REASON };
    const codes = await codesOf(LIMIT + 1, () => codeOf(guangdong, certificateId, { purpose }));
    expect(codes).toEqual([...Array(LIMIT).fill('OK'), 'TOO_MANY_USES']);
    expect(await codeOf(guangdong, certificateId)).toBe('OK');
    expect(await excess('WITHOUT_CASE')).toBe(1);
  });

  it('of what does not exist are refused, and with them all of that platform; others go on', async () => {
    const certificateId = await newCertificate(henan);
    const codes = await codesOf(LIMIT, () => codeOf(guangdong, newCertificateId()));
    expect(codes).toEqual(Array(LIMIT).fill('CERTIFICATE_UNKNOWN'));
    expect(await codeOf(guangdong, certificateId)).toBe('TOO_MANY_USES');
    expect(await codeOf(henan, certificateId)).toBe('OK');
    expect(await excess('MISSES')).toBe(1);
    const [listed] = await guangdong.grpc.certificateUses({ view: 1, limit: 1 });
    expect(listed).toMatchObject({ certificateId, outcome: 1, code: 71 });
  });

  it('of holders who have nothing are refused, though each has consented', async () => {
    const certificateId = await newCertificate(henan);
    const search = async (i: number) => {
      const holder = { codeType: '111', code: `44180319900101${String(i).padStart(4, '0')}` };
      const { consentId, caseRef } = await newConsent(henan, { requester: 'henan', holder });
      const { purpose } = useByConsent('', consentId, caseRef);
      const wanted = { operation: 'FIND', holder, typeCode: LICENCE, certificateId: undefined };
      return codeOf(henan, '', { ...wanted, purpose, consentId });
    };
    let asked = 0;
    const codes = await codesOf(LIMIT + 1, () => search(asked++));
    expect(codes).toEqual([...Array(LIMIT).fill('OK'), 'TOO_MANY_USES']);
    expect(await codeOf(henan, certificateId)).toBe('TOO_MANY_USES');
    const [listed] = await henan.grpc.certificateUses({ view: 1, limit: 1 });
    expect(listed).toMatchObject({ certificateId, outcome: 1, code: 71 });
  });
});
