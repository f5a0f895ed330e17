import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8Text } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import {
  answerTo,
  HOLDER,
  idOf,
  issued,
  newCertificate,
  newCertificateId,
  newCode,
  opening,
  openLine,
  useByCode,
} from '../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/** 亮证: a holder shows a code, a window scans it, in two processes of one hub. */

/** How far ahead of the world the hub's clock is. */
let ahead = 0;
let hub: TestHub;
let beside: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let henanBeside: TestPeer;
/** The fields that the issuing platform was last asked for. */
let askedFor: unknown;

const REVOKED = { state: 'REVOKED', since: '2026-01-01T00:00:00+08:00' };

beforeAll(async () => {
  const runtime = { now: () => Date.now() + ahead };
  hub = await startTestHub({ runtime });
  beside = await startTestHub({ beside: hub, runtime });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  henanBeside = await beside.peer('henan');
  for (const process of [hub, beside]) {
    const issuer = await process.peer('guangdong');
    await openLine(process, issuer, (query) => {
      const { payload } = query.presentation ?? expect.fail('the hub says nothing of the presentation');
      askedFor = (JSON.parse(utf8Text(payload ?? new Uint8Array(0)) ?? '') as { fields: unknown }).fields;
      return answerTo(issuer, query);
    });
  }
});
afterAll(async () => {
  await auditHub(hub);
  await beside.close();
  await hub.close();
});

/** A certificate of Guangdong's, which the holder shows at Guangdong; Henan's windows scan. */
async function certificate(): Promise<string> {
  const certificateId = newCertificateId();
  await guangdong.grpc.reportCertificate(
    guangdong.sign('CertificateIssued', issued(certificateId, '440000')),
  );
  return certificateId;
}

function scan(window: TestPeer, code: string, over: object = {}) {
  return window.grpc.useCertificate(window.sign('UseCertificate', useByCode(code, over)));
}

describe('a code', () => {
  it('says nothing of anybody, fits the small letters of QR codes, and is not in the database', async () => {
    const certificateId = await certificate();
    const code = await newCode(guangdong, certificateId);
    expect(code).toMatch(/^TONGBAN1:[A-Z2-7]{32}$/);
    const stored = JSON.stringify(await hub.database.query('select * from presentation'));
    const log = (await auditHub(hub)).leaves;
    expect(stored + JSON.stringify(log)).not.toContain(code.slice('TONGBAN1:'.length));
  });

  it('is the same for the same message, and another for another', async () => {
    const certificateId = await certificate();
    const message = guangdong.sign('PresentationOpened', opening(certificateId));
    const first = await guangdong.grpc.openPresentation(message);
    const again = await (await beside.peer('guangdong')).grpc.openPresentation(message);
    expect([again.code, again.expiresAt]).toEqual([first.code, first.expiresAt]);
    expect(await newCode(guangdong, certificateId)).not.toBe(first.code);
  });

  it('is given only for what the holder has, while it stands', async () => {
    const certificateId = await certificate();
    const other = { codeType: '111', code: '410102199203034020' };
    await expect(newCode(guangdong, certificateId, { holder: other })).rejects.toMatchObject({
      code: 'CERTIFICATE_UNKNOWN',
    });
    await guangdong.grpc.reportCertificate(
      guangdong.sign('CertificateStateChanged', { certificateId, ...REVOKED }),
    );
    await expect(newCode(guangdong, certificateId)).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
  });
});

describe('a scanned code', () => {
  it('shows what was asked for and may be shown, and nothing else', async () => {
    const certificateId = await certificate();
    const code = await newCode(guangdong, certificateId, { fields: ['名称', '法定代表人'] });
    const { answer, statement } = await scan(henan, code, { fields: ['名称', '住所'] });
    expect(askedFor).toEqual(['名称']);
    const read = (part: typeof answer) => JSON.parse(utf8Text(part?.payload ?? new Uint8Array(0)) ?? '');
    expect(read(answer).fields).toEqual([{ name: '名称', value: '名称的内容' }]);
    expect(read(statement)).toMatchObject({ operation: 'PRESENTATION', certificates: [{ certificateId }] });
  });

  it('is used up: by whoever is first of many, in whichever process', async () => {
    const code = await newCode(guangdong, await certificate());
    const scans = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => scan(i % 2 === 0 ? henan : henanBeside, code)),
    );
    const codes = scans.flatMap((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : [],
    );
    expect(codes).toEqual(Array.from({ length: 11 }, () => 'PRESENTATION_USED'));
  });

  it('is answered again to the same message', async () => {
    const code = await newCode(guangdong, await certificate());
    const message = henan.sign('UseCertificate', useByCode(code));
    const first = await henan.grpc.useCertificate(message);
    const again = await henanBeside.grpc.useCertificate(message);
    expect(again.useId).toBe(first.useId);
    expect(again.answer).not.toBeNull();
  });

  it('is worth nothing when it is late, and the same as one that nobody opened', async () => {
    const code = await newCode(guangdong, await certificate());
    const long = await newCode(guangdong, await certificate(), { lifeSeconds: 120 });
    ahead = 60_000;
    await expect(scan(henan, code)).rejects.toMatchObject({ code: 'PRESENTATION_EXPIRED' });
    expect((await scan(henan, long)).answer).not.toBeNull();
    ahead = 0;
    const guess = `TONGBAN1:${'A'.repeat(32)}`;
    await expect(scan(henan, guess)).rejects.toMatchObject({ code: 'PRESENTATION_EXPIRED' });
  });

  it('is worth nothing to another platform than the one it is for', async () => {
    const code = await newCode(guangdong, await certificate(), { audience: 'henan' });
    const other = guangdong.sign('UseCertificate', useByCode(code));
    await expect(guangdong.grpc.useCertificate(other)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await scan(henan, code)).answer).not.toBeNull();
  });

  it('shows no certificate that has been revoked since, in whichever process', async () => {
    const certificateId = await certificate();
    const code = await newCode(guangdong, certificateId);
    await guangdong.grpc.reportCertificate(
      guangdong.sign('CertificateStateChanged', { certificateId, ...REVOKED }),
    );
    await expect(scan(henanBeside, code)).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
  });

  it('needs a purpose, and fields that the holder shows', async () => {
    const code = await newCode(guangdong, await certificate());
    await expect(scan(henan, code, { purpose: undefined })).rejects.toMatchObject({
      code: 'PURPOSE_MISSING',
    });
    await expect(scan(henan, code, { fields: ['法定代表人'] })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await expect(scan(henan, code, { consentId: idOf(henan.sign('X', {})) })).rejects.toMatchObject({
      code: 'MALFORMED',
    });
    expect((await scan(henan, code)).answer).not.toBeNull();
  });

  it('stands in the ledger, for its window, its issuer and its holder, and in the log', async () => {
    const certificateId = await certificate();
    const message = guangdong.sign('PresentationOpened', opening(certificateId));
    const { code } = await guangdong.grpc.openPresentation(message);
    const { useId } = await scan(henan, code);
    await expect(scan(henan, code)).rejects.toMatchObject({ code: 'PRESENTATION_USED' });
    const line = { useId, certificateId, presentationId: idOf(message), fields: ['名称', '住所'] };
    const lists = [
      await henan.grpc.certificateUses({ view: 1, limit: 2 }),
      await guangdong.grpc.certificateUses({ view: 2, limit: 2 }),
      await guangdong.grpc.certificateUses({ view: 3, holder: HOLDER, limit: 2 }),
    ];
    for (const [refused, used] of lists) {
      expect(used).toMatchObject(line);
      expect(refused).toMatchObject({ presentationId: idOf(message), outcome: 1 });
    }
    const { leaves } = await auditHub(hub);
    expect(leaves.find(({ id }) => id === useId)).toMatchObject({
      operation: 'PRESENTATION',
      presentation: idOf(message),
      to: ['guangdong'],
    });
  });
});

it('a code is forgotten a day after it has run out', async () => {
  await newCode(guangdong, await newCertificateOfHenan());
  ahead = 25 * 3_600_000;
  await hub.running.services.certificates.recover();
  ahead = 0;
  expect(await hub.database.query('select 1 from presentation')).toEqual([]);
});

function newCertificateOfHenan(): Promise<string> {
  return newCertificate(henan);
}
