import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import {
  issued,
  newCertificate,
  newCertificateId,
  newConsent,
  openLine,
  useByConsent,
} from '../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/** Two processes of one hub count the uses of a consent, and never one too many. */

let hub: TestHub;
let beside: TestHub;
let guangdong: TestPeer;
let guangdongBeside: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  beside = await startTestHub({ beside: hub });
  guangdong = await hub.peer('guangdong');
  guangdongBeside = await beside.peer('guangdong');
  henan = await hub.peer('henan');
  await openLine(hub, henan);
  await openLine(beside, await beside.peer('henan'));
});
afterAll(async () => {
  await auditHub(hub);
  await beside.close();
  await hub.close();
});

it.each([1, 7])('of many uses at once by a consent for %i, exactly so many succeed', async (uses) => {
  const certificateId = await newCertificate(henan);
  const { consentId, caseRef } = await newConsent(guangdong, { uses });
  const tried = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) => {
      const peer = i % 2 === 0 ? guangdong : guangdongBeside;
      return peer.grpc.useCertificate(
        peer.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef)),
      );
    }),
  );
  const codes = tried.flatMap((each) =>
    each.status === 'rejected' ? (each.reason as { code: string }).code : [],
  );
  expect(codes).toEqual(Array.from({ length: 30 - uses }, () => 'CONSENT_NOT_VALID'));
  const [row] = await hub.database.query('select uses_left from consent where consent_id = $1', [consentId]);
  expect(row).toEqual({ uses_left: 0 });
});

it('the same use sent again, to whichever process, is answered again and not counted again', async () => {
  const certificateId = await newCertificate(henan);
  const { consentId, caseRef } = await newConsent(guangdong, { uses: 2 });
  const message = guangdong.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef));
  const first = await guangdong.grpc.useCertificate(message);
  const again = await guangdongBeside.grpc.useCertificate(message);
  expect(again.useId).toBe(first.useId);
  const [row] = await hub.database.query('select uses_left from consent where consent_id = $1', [consentId]);
  expect(row).toEqual({ uses_left: 1 });
});

it('a revocation told to one process holds in the other at once', async () => {
  const certificateId = await newCertificate(henan);
  const body = { certificateId, state: 'REVOKED', since: new Date(Date.now() - 1).toISOString() };
  await henan.grpc.reportCertificate(henan.sign('CertificateStateChanged', body));
  const { consentId, caseRef } = await newConsent(guangdong);
  const use = guangdong.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef));
  await expect(guangdongBeside.grpc.useCertificate(use)).rejects.toMatchObject({
    code: 'CERTIFICATE_NOT_VALID',
  });
});

it('of two certificates that are reported for one place in a status list, one is taken', async () => {
  const henanBeside = await beside.peer('henan');
  for (let index = 0; index < 8; index++) {
    const status = { list: 'one-place', index };
    const told = await Promise.allSettled(
      [henan, henanBeside].map((peer) =>
        peer.grpc.reportCertificate(
          peer.sign('CertificateIssued', { ...issued(newCertificateId()), status }),
        ),
      ),
    );
    const refusals = told.flatMap((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : [],
    );
    expect(refusals).toEqual(['CONFLICT']);
  }
});
