import { describe, expect, it } from 'vitest';
import type { SignedParts } from '#crypto/jose';
import {
  answerTo,
  newCertificate,
  newConsent,
  openLine,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { type Answer, type CertificateQuery, issuingStand } from '../kit/issuing-stand.js';

/** What an issuing platform may say, and what becomes of it. Only an answer to this very use is handed on. */

const stand = issuingStand();

async function useAnswered(answer: Answer, certificateId?: string) {
  await stand.opened(answer);
  const named = certificateId ?? (await newCertificate(stand.henan));
  return stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', useByDuty(named)));
}

async function lastOutcome(): Promise<string> {
  const [row] = await stand.hub.database.query<{ outcome: string }>(
    'select outcome from certificate_outcome order by recorded_at desc limit 1',
  );
  return row?.outcome ?? '';
}

let earlier: SignedParts | undefined;

describe('an answer', () => {
  it('that fits is handed on as it was signed', async () => {
    const { answer } = await useAnswered((query) => {
      earlier = answerTo(stand.henan, query);
      return earlier;
    });
    expect(answer).toMatchObject({ ...earlier });
    expect(await lastOutcome()).toBe('RELEASED');
  });

  it.each<[string, string, (query: CertificateQuery) => SignedParts]>([
    ['to an earlier use', 'UNVERIFIED', () => earlier ?? expect.fail('no answer yet')],
    [
      'about other words than were asked',
      'UNVERIFIED',
      (query) => answerTo(stand.henan, query, { useSha256: '0'.repeat(64) }),
    ],
    [
      'with a field that was not asked for',
      'UNVERIFIED',
      (query) => answerTo(stand.henan, query, { fields: [{ name: '法定代表人', value: '某' }] }),
    ],
    [
      'about another certificate',
      'UNVERIFIED',
      (query) =>
        answerTo(stand.henan, query, {
          certificateId: '1.2.156.3005.2.11100000MB0143028R001.11410000MBY900027Q.1.001.0',
        }),
    ],
    ['signed by somebody else', 'UNVERIFIED', (query) => answerTo(stand.guangdong, query)],
    [
      'whose signature is wrong',
      'UNVERIFIED',
      (query) => ({ ...answerTo(stand.henan, query), signature: new Uint8Array(64) }),
    ],
    [
      'that is no answer',
      'UNVERIFIED',
      (query) => stand.henan.sign('CertificateIssued', { useId: query.useId }),
    ],
  ])('%s is not handed on', async (_, outcome, answer) => {
    await expect(useAnswered(answer)).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
    expect(await lastOutcome()).toBe(outcome);
  });

  it('negative fixture 11: that gives nothing is told with its reason', async () => {
    const refused = useAnswered((query) =>
      answerTo(stand.henan, query, { refusal: '档案核查中', fields: [] }),
    );
    await expect(refused).rejects.toMatchObject({
      code: 'ISSUER_REFUSED',
      message: expect.stringContaining('档案核查中') as string,
    });
    expect(await lastOutcome()).toBe('REFUSED_BY_ISSUER');
  });

  it('negative fixture 11: that gives nothing and no reason is no answer', async () => {
    const refused = useAnswered((query) => answerTo(stand.henan, query, { refusal: '', fields: [] }));
    await expect(refused).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
    expect(await lastOutcome()).toBe('UNVERIFIED');
  });

  it('stricter than the directory holds', async () => {
    const refused = useAnswered((query) => answerTo(stand.henan, query, { state: 'REVOKED' }));
    await expect(refused).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
    expect(await lastOutcome()).toBe('NOT_VALID');
  });

  it('milder than the directory does not hold: what was revoked while it was asked for is not released', async () => {
    const certificateId = await newCertificate(stand.henan);
    const since = new Date(Date.now() - 1).toISOString();
    const refused = useAnswered(async (query) => {
      const body = { certificateId, state: 'REVOKED', since };
      await stand.henan.grpc.reportCertificate(stand.henan.sign('CertificateStateChanged', body));
      return answerTo(stand.henan, query);
    }, certificateId);
    await expect(refused).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID' });
    expect(await lastOutcome()).toBe('NOT_VALID');
  });

  it('is not released when the consent was taken back while it was asked for', async () => {
    const certificateId = await newCertificate(stand.henan);
    const { consentId, caseRef } = await newConsent(stand.guangdong);
    await stand.opened(async (query) => {
      await stand.guangdong.grpc.revokeConsent(stand.guangdong.sign('ConsentRevoked', { consentId }));
      return answerTo(stand.henan, query);
    });
    const message = stand.guangdong.sign('UseCertificate', useByConsent(certificateId, consentId, caseRef));
    await expect(stand.guangdong.grpc.useCertificate(message)).rejects.toMatchObject({
      code: 'CONSENT_NOT_VALID',
    });
    expect(await lastOutcome()).toBe('CONSENT_ENDED');
  });

  it('that the platform cannot give now is told at once', async () => {
    const refused = useAnswered(() => Promise.reject(new Error('省平台停机')));
    await expect(refused).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
    expect(await lastOutcome()).toBe('UNREACHABLE');
  });

  it('that was on its way when the line broke is lost, and the use can be sent again', async () => {
    const certificateId = await newCertificate(stand.henan);
    const message = stand.guangdong.sign('UseCertificate', useByDuty(certificateId));
    let asked: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const broken = await openLine(stand.hub, stand.henan, () => {
      asked();
      return new Promise(() => {});
    });
    const refused = expect(stand.guangdong.grpc.useCertificate(message)).rejects.toMatchObject({
      code: 'ISSUER_UNREACHABLE',
    });
    await isAsked;
    await broken.close();
    await refused;
    await stand.opened();
    const { useId } = await stand.guangdong.grpc.useCertificate(message);
    const outcomes = await stand.hub.database.query(
      'select attempt, outcome from certificate_outcome where use_id = $1 order by attempt',
      [useId],
    );
    expect(outcomes).toEqual([
      { attempt: 1, outcome: 'UNREACHABLE' },
      { attempt: 2, outcome: 'RELEASED' },
    ]);
  });
});

describe('a line', () => {
  it('takes no more than it was opened for; the rest is told that it is busy', async () => {
    const waiting: (() => void)[] = [];
    await stand.opened(
      (query) => new Promise((resolve) => waiting.push(() => resolve(answerTo(stand.henan, query)))),
      2,
    );
    const certificateId = await newCertificate(stand.henan);
    const uses = Array.from({ length: 3 }, () =>
      stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', useByDuty(certificateId))),
    );
    const failed = await Promise.race(
      uses.map((use) =>
        use.then(
          () => expect.fail('nobody has answered'),
          (error: unknown) => error,
        ),
      ),
    );
    expect(failed).toMatchObject({
      code: 'ISSUER_UNREACHABLE',
      message: expect.stringContaining('busy') as string,
    });
    for (const answer of waiting) answer();
    const settled = await Promise.allSettled(uses);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  it('takes a burst of as many as it was opened for', async () => {
    await stand.opened(undefined, 128);
    const certificateId = await newCertificate(stand.henan);
    const uses = Array.from({ length: 100 }, () =>
      stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', useByDuty(certificateId))),
    );
    const outcomes = await Promise.allSettled(uses);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});
