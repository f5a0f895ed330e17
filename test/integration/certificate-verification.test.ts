import { describe, expect, it } from 'vitest';
import type { SignedParts } from '#crypto/jose';
import { utf8Text } from '#crypto/primitives';
import { answerTo, newCertificate, useToVerify } from '../kit/electronic-certificates.js';
import { type CertificateQuery, issuingStand } from '../kit/issuing-stand.js';

/** 核验: what a platform has seen is so, or not. It learns nothing else, and cannot go on guessing. */

const LIMIT = 6;
const SEEN = [
  { name: '名称', value: '广州测试企业' },
  { name: '住所', value: '广州市测试路1号' },
];
const MATCHES = [
  { name: '名称', matches: true },
  { name: '住所', matches: false },
];

const stand = issuingStand([`certificates.verificationsPerCertificatePerHour=${LIMIT}`]);

async function verified(
  answer: (query: CertificateQuery) => SignedParts,
  body: (id: string) => Record<string, unknown>,
) {
  await stand.opened(answer);
  const certificateId = await newCertificate(stand.henan);
  return stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', body(certificateId)));
}

describe('a verification', () => {
  it('is answered with what matches, by the issuing platform’s signature, and nothing else', async () => {
    const { answer } = await verified(
      (query) => answerTo(stand.henan, query, { matches: MATCHES }),
      (id) => useToVerify(id, SEEN),
    );
    const said = JSON.parse(utf8Text(answer?.payload ?? new Uint8Array(0)) ?? '') as object;
    expect(said).toMatchObject({ matches: MATCHES, fields: [] });
  });

  it('of a file by its digest is answered with whether it is the certificate’s', async () => {
    const { answer } = await verified(
      (query) => answerTo(stand.henan, query, { fileMatches: true }),
      (id) => useToVerify(id, [], { seenSm3: 'a'.repeat(64) }),
    );
    expect(utf8Text(answer?.payload ?? new Uint8Array(0))).toContain('"fileMatches":true');
  });

  it('leaves the names of what was seen in the ledger, and never what it was', async () => {
    const { useId } = await verified(
      (query) => answerTo(stand.henan, query, { matches: MATCHES }),
      (id) => useToVerify(id, SEEN),
    );
    const [row] = await stand.hub.database.query(
      `select u::text as line, fields from certificate_use u where use_id = $1`,
      [useId],
    );
    expect(row).toMatchObject({ fields: ['名称', '住所'] });
    expect(JSON.stringify(row)).not.toContain('测试企业');
  });

  it.each<[string, object, string]>([
    ['for no purpose', { purpose: undefined }, 'PURPOSE_MISSING'],
    ['without consent or duty', { duty: undefined }, 'CONSENT_MISSING'],
    ['by a duty that nobody has', { duty: 'ZZ-9' }, 'DUTY_NOT_LISTED'],
    ['of nothing', { seen: [] }, 'MALFORMED'],
    ['of a field that is seen twice', { seen: [...SEEN, { name: '名称', value: '另一企业' }] }, 'MALFORMED'],
    ['that asks for fields as well', { fields: ['名称'] }, 'MALFORMED'],
  ])('%s is refused, and nobody is asked', async (_, over, code) => {
    let isAsked = false;
    const refused = verified(
      (query) => {
        isAsked = true;
        return answerTo(stand.henan, query, { matches: MATCHES });
      },
      (id) => useToVerify(id, SEEN, over),
    );
    await expect(refused).rejects.toMatchObject({ code });
    expect(isAsked).toBe(false);
  });

  it.each<[string, object]>([
    ['with a field', { matches: MATCHES, fields: [{ name: '名称', value: '广州测试企业' }] }],
    ['that leaves out what was seen', { matches: MATCHES.slice(1) }],
    ['about a field that was not seen', { matches: [...MATCHES, { name: '法定代表人', matches: true }] }],
    ['about a field twice', { matches: [...MATCHES, ...MATCHES] }],
    ['about a file that was not seen', { matches: MATCHES, fileMatches: true }],
  ])('with an answer %s is not handed on', async (_, over) => {
    const refused = verified(
      (query) => answerTo(stand.henan, query, over),
      (id) => useToVerify(id, SEEN),
    );
    await expect(refused).rejects.toMatchObject({ code: 'ISSUER_ANSWER_INVALID' });
  });

  it('again and again of the same certificate is refused, with an alarm; of another it goes on', async () => {
    await stand.opened((query) =>
      answerTo(stand.henan, query, { matches: [{ name: '住所', matches: false }] }),
    );
    const [guessed, other] = [await newCertificate(stand.henan), await newCertificate(stand.henan)];
    const guess = (certificateId: string, number: number) => {
      const body = useToVerify(certificateId, [{ name: '住所', value: `测试路${number}号` }]);
      return stand.guangdong.grpc.useCertificate(stand.guangdong.sign('UseCertificate', body));
    };
    for (let number = 0; number < LIMIT; number++) await guess(guessed, number);
    await expect(guess(guessed, LIMIT)).rejects.toMatchObject({ code: 'TOO_MANY_USES' });
    await guess(other, 0);
    const metrics = await (await fetch(`${stand.hub.openUrl}/metrics`)).text();
    expect(metrics).toMatch(/excess_total{[^}]*sign="GUESSES"} 1/);
  });
});
