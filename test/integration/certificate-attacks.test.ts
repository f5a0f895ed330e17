import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MessageKey, messageKey, type SignedParts } from '#crypto/jose';
import { generatePrivateKey } from '#crypto/primitives';
import { CertificateTypes, IssuerRegistry } from '#domain/ecert';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import {
  answerTo,
  consent,
  HOLDER,
  ISSUER,
  idOf,
  issued,
  LICENCE,
  newCertificateId,
  newConsent,
  type OpenedLine,
  openLine,
  SAMPLE_RULES,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/** What a platform that is greedy, taken over or down may do with certificates: refused, in the ledger or the log, explained. */

const DAY_MS = 24 * 3_600_000;
/** The type was not in the table before. */
const TYPE_FROM = '2021-01-01';
/** An authority whose power is for one town, and began in 2020. */
const POWER = { issuer: ISSUER, typeCode: LICENCE, divisionCode: '410100', source: 'test' };

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let line: OpenedLine | undefined;
/** How far the hub's clock has gone on. */
let aheadMs = 0;

beforeAll(async () => {
  const runtime = systemRuntime();
  const issuers = new IssuerRegistry([{ ...POWER, validFrom: '2020-01-01', validTo: undefined }], []);
  const types = new CertificateTypes(
    SAMPLE_RULES.types.rows.map((row) => ({ ...row, validFrom: TYPE_FROM })),
  );
  hub = await startTestHub({
    runtime: { now: () => runtime.now() + aheadMs },
    certificateRules: { ...SAMPLE_RULES, types, issuers },
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterEach(async () => {
  aheadMs = 0;
  await line?.close();
  line = undefined;
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

async function certificate(): Promise<string> {
  const certificateId = newCertificateId();
  const body = issued(certificateId, '410100');
  await henan.grpc.reportCertificate(henan.sign('CertificateIssued', body));
  return certificateId;
}

function use(body: object, by: TestPeer = guangdong) {
  return by.grpc.useCertificate(by.sign('UseCertificate', body));
}

const secondsFromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

async function usesLeft(consentId: string): Promise<number | undefined> {
  const [row] = await hub.database.query<{ uses_left: number }>(
    'select uses_left from consent where consent_id = $1',
    [consentId],
  );
  return row?.uses_left;
}

/** What the ledger says of the uses of a certificate, in their order. */
async function ledgerOf(certificateId: string): Promise<(string | null)[]> {
  const rows = await hub.database.query<{ code: string | null }>(
    'select refusal_code as code from certificate_use where certificate_id = $1 order by use_id',
    [certificateId],
  );
  return rows.map(({ code }) => code);
}

describe('a consent', () => {
  it('that is sent again when it is used up is not full again', async () => {
    line = await openLine(hub, henan);
    const certificateId = await certificate();
    const body = consent();
    const grant = guangdong.sign('ConsentGranted', body);
    await guangdong.grpc.grantConsent(grant);
    const byConsent = useByConsent(certificateId, idOf(grant), body.caseRef);
    await use(byConsent);
    await guangdong.grpc.grantConsent(grant);
    await expect(use(byConsent)).rejects.toMatchObject({ code: 'CONSENT_NOT_VALID' });
    expect(await usesLeft(idOf(grant))).toBe(0);
    expect(await ledgerOf(certificateId)).toEqual([null, 'CONSENT_NOT_VALID']);
  });

  it('that is sent again when it was revoked stays revoked', async () => {
    const certificateId = await certificate();
    const body = consent();
    const grant = guangdong.sign('ConsentGranted', body);
    await guangdong.grpc.grantConsent(grant);
    await guangdong.grpc.revokeConsent(guangdong.sign('ConsentRevoked', { consentId: idOf(grant) }));
    await guangdong.grpc.grantConsent(grant);
    await expect(use(useByConsent(certificateId, idOf(grant), body.caseRef))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
      message: expect.stringContaining('授权已撤回') as string,
    });
  });

  it('is not widened under its name', async () => {
    const body = consent();
    const grant = guangdong.sign('ConsentGranted', body);
    await guangdong.grpc.grantConsent(grant);
    const wider = guangdong.sign('ConsentGranted', { ...body, uses: 500 }, { messageId: idOf(grant) });
    await expect(guangdong.grpc.grantConsent(wider)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await usesLeft(idOf(grant))).toBe(1);
  });

  it('that was given to another platform cannot be told from one that is not there', async () => {
    const certificateId = await certificate();
    const { consentId, caseRef } = await newConsent(guangdong);
    const nobodys = idOf(guangdong.sign('ConsentGranted', {}));
    const told = [consentId, nobodys].map((id) =>
      use(useByConsent(certificateId, id, caseRef), henan).then(
        () => 'released',
        (error: Error) => error.message.replaceAll(id, '…'),
      ),
    );
    const [others, absent] = await Promise.all(told);
    expect(others).toContain('no consent …');
    expect(others).toBe(absent);
  });

  it('cannot be taken back by another platform than the one that passed it on', async () => {
    const { consentId } = await newConsent(guangdong);
    const revoked = henan.grpc.revokeConsent(henan.sign('ConsentRevoked', { consentId }));
    await expect(revoked).rejects.toMatchObject({ code: 'CONSENT_NOT_VALID' });
    const rows = await hub.database.query('select revoked_at from consent where consent_id = $1', [
      consentId,
    ]);
    expect(rows).toEqual([{ revoked_at: null }]);
  });

  it('that has run out since it was given is refused', async () => {
    const certificateId = await certificate();
    const { consentId, caseRef } = await newConsent(guangdong, { expiresAt: secondsFromNow(60) });
    aheadMs = 60_000;
    await expect(use(useByConsent(certificateId, consentId, caseRef))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
      message: expect.stringContaining('授权已过期') as string,
    });
  });

  it('that runs out while the platform is being asked releases nothing', async () => {
    const certificateId = await certificate();
    const { consentId, caseRef } = await newConsent(guangdong, { expiresAt: secondsFromNow(60) });
    line = await openLine(hub, henan, (query) => {
      aheadMs = 60_000;
      return answerTo(henan, query);
    });
    await expect(use(useByConsent(certificateId, consentId, caseRef))).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
      message: expect.stringContaining('ended meanwhile') as string,
    });
  });

  it.each([
    ['CERTIFICATE_NOT_VALID', revoke],
    ['CERTIFICATE_SUPERSEDED', replace],
  ])('does not help when the certificate is no longer good: %s', async (code, end) => {
    line = await openLine(hub, henan);
    const certificateId = await certificate();
    const { consentId, caseRef } = await newConsent(guangdong);
    await end(certificateId);
    await expect(use(useByConsent(certificateId, consentId, caseRef))).rejects.toMatchObject({ code });
    expect(await usesLeft(consentId)).toBe(1); // what was refused is not counted
    expect(await ledgerOf(certificateId)).toEqual([code]);
  });

  it('of one holder opens nothing of another, by name or by search', async () => {
    const certificateId = await certificate();
    const stranger = { codeType: '111', code: '110101199003070009' };
    const { consentId, caseRef } = await newConsent(guangdong, { holder: stranger });
    const byConsent = useByConsent(certificateId, consentId, caseRef);
    const { certificateId: _, fields: __, ...rest } = byConsent as Record<string, unknown>;
    const search = { ...rest, operation: 'FIND', holder: HOLDER, typeCode: LICENCE };
    for (const body of [byConsent, search]) {
      await expect(use(body)).rejects.toMatchObject({
        code: 'CONSENT_NOT_VALID',
        message: expect.stringContaining('非授权持证主体') as string,
      });
    }
  });
});

async function revoke(certificateId: string): Promise<void> {
  const body = { certificateId, state: 'REVOKED', since: secondsFromNow(-1) };
  await henan.grpc.reportCertificate(henan.sign('CertificateStateChanged', body));
}

async function replace(supersedes: string): Promise<void> {
  const next = newCertificateId({ serial: supersedes.split('.')[7] ?? '', version: '002' });
  const body = { ...issued(next, '410100'), supersedes };
  await henan.grpc.reportCertificate(henan.sign('CertificateChanged', body));
}

describe('a use that somebody has recorded', () => {
  it('is not answered to another platform', async () => {
    const certificateId = await certificate();
    const message = guangdong.sign('UseCertificate', useByDuty(certificateId));
    await expect(henan.grpc.useCertificate(message)).rejects.toMatchObject({ code: 'ISSUER_MISMATCH' });
  });

  it('is not answered once its time is over, and stands in the ledger', async () => {
    line = await openLine(hub, henan);
    const certificateId = await certificate();
    const message = guangdong.sign('UseCertificate', useByDuty(certificateId));
    await guangdong.grpc.useCertificate(message);
    aheadMs = 10 * 60_000;
    await expect(guangdong.grpc.useCertificate(message)).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
    expect(await ledgerOf(certificateId)).toEqual([null, 'CLOCK_SKEW']);
  });
});

/** A key of a platform, as an operator has entered it. */
async function keyOf(peerId: string, period: { validFrom: number; validTo: number }): Promise<MessageKey> {
  const key = messageKey(generatePrivateKey('ED25519'));
  const { publicKey } = key.key;
  await hub.registerKey({
    kid: key.kid,
    peerId,
    suite: 'ED25519',
    spki: publicKey.spki,
    revokedAt: null,
    ...period,
  });
  const { rules } = hub.running.services;
  await eventually(() => expect(rules.current().directory.key(key.kid)).toBeDefined());
  return key;
}

describe('an issuing platform', () => {
  const reportOf = (over: object, key?: MessageKey): SignedParts =>
    henan.sign('CertificateIssued', { ...issued(newCertificateId(), '410100'), ...over }, {}, key);

  it.each([
    ['ran out yesterday', -30, -1],
    ['is good from tomorrow', 1, 30],
  ])('cannot report or answer with a key that %s', async (_, from, to) => {
    const now = Date.now();
    const key = await keyOf('henan', { validFrom: now + from * DAY_MS, validTo: now + to * DAY_MS });
    const reported = henan.grpc.reportCertificate(reportOf({}, key));
    await expect(reported).rejects.toMatchObject({ code: 'KEY_NOT_VALID' });
    const [refusal] = await hub.database.query('select code from refusal order by refused_at desc limit 1');
    expect(refusal).toEqual({ code: 'KEY_NOT_VALID' });

    const certificateId = await certificate();
    line = await openLine(hub, henan, (query) => answerTo(henan, query, {}, key));
    await expect(use(useByDuty(certificateId))).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
  });

  it('cannot report or answer with the key of another', async () => {
    const now = Date.now();
    const key = await keyOf('guangdong', { validFrom: now - DAY_MS, validTo: now + DAY_MS });
    const reported = henan.grpc.reportCertificate(reportOf({}, key));
    await expect(reported).rejects.toMatchObject({ code: 'KEY_UNKNOWN' });
    const certificateId = await certificate();
    line = await openLine(hub, henan, (query) => answerTo(henan, query, {}, key));
    await expect(use(useByDuty(certificateId))).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
  });

  it.each([
    ['in another town than its authority’s', { divisionCode: '410200' }, 'OUTSIDE_PLACE'],
    ['in the whole province for an authority of a town', { divisionCode: '410000' }, 'OUTSIDE_PLACE'],
    ['from before its authority had the power', { validFrom: '2019-12-31' }, 'OUTSIDE_TIME'],
  ])('cannot report a certificate %s', async (_, over, why) => {
    const reported = henan.grpc.reportCertificate(reportOf(over));
    await expect(reported).rejects.toMatchObject({
      code: 'ISSUER_NOT_TRUSTED',
      message: expect.stringContaining(why) as string,
    });
  });

  it('cannot report a certificate from before its type was in the table', async () => {
    await expect(henan.grpc.reportCertificate(reportOf({ validFrom: '2020-06-01' }))).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ message: expect.stringContaining('not known on 2020-06-01') as string }],
    });
  });

  it('that is down is not stood in for by what it said before', async () => {
    const up = await openLine(hub, henan);
    const certificateId = await certificate();
    const message = guangdong.sign('UseCertificate', useByDuty(certificateId));
    expect((await guangdong.grpc.useCertificate(message)).answer).not.toBeNull();
    await up.close();
    for (const again of [message, guangdong.sign('UseCertificate', useByDuty(certificateId))]) {
      await expect(guangdong.grpc.useCertificate(again)).rejects.toMatchObject({
        code: 'ISSUER_UNREACHABLE',
      });
    }
    const outcomes = await hub.database.query(
      `select outcome from certificate_outcome join certificate_use using (use_id) where certificate_id = $1
       order by recorded_at`,
      [certificateId],
    );
    expect(outcomes).toEqual(['RELEASED', 'UNREACHABLE', 'UNREACHABLE'].map((outcome) => ({ outcome })));
  });
});
