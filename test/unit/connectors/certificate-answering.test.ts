import { describe, expect, it } from 'vitest';
import {
  Answering,
  type CertificateReply,
  type HubClient,
  PeerKeys,
  type ProvinceCertificates,
  Signer,
} from '#connectors/kit';
import { messageKey, readHeader, type SignedParts, signingInput, verifyParts } from '#crypto/jose';
import { generatePrivateKey, hex, sha256, utf8Text } from '#crypto/primitives';
import { tongban } from '#proto/codec';

const { CertificateQuery } = tongban.v1;

/** What a connector says to the hub's queries. A hub that is wrong or lying must not make the platform speak. */

const HUB = 'hub-test';
const USE_ID = '0197a1b0-0000-7000-8000-000000000001';
const CERTIFICATE = '1.2.156.3005.2.11100000MBY0090078904.11410000MBY900027Q.20261122000001.001.0';

const keys = {
  guangdong: messageKey(generatePrivateKey('ED25519')),
  hunan: messageKey(generatePrivateKey('ED25519')),
  henan: messageKey(generatePrivateKey('SM2')),
};

const guangdong = new Signer('guangdong', HUB, keys.guangdong);

const USE = {
  operation: 'DATA',
  certificateId: CERTIFICATE,
  purpose: { basicCode: '002090012000', caseRef: 'GD1', reason: '办理补发' },
  duty: 'ZZ-1',
  organisation: '11440000MBY900019A',
  clerk: '窗口03',
  fields: ['姓名', '证书编号'],
};

const STANDING: CertificateReply = {
  kind: 'standing',
  state: 'VALID',
  since: '2024-01-01T00:00:00+08:00',
  fields: [
    { name: '姓名', value: '李测试' },
    { name: '专业', value: '市政公用工程' },
  ],
};

function signed(signer: Signer = guangdong, over: object = {}, type = 'UseCertificate'): SignedParts {
  return signer.sign(type, USE_ID, Date.now(), { ...USE, ...over });
}

/** As it comes over the wire. */
function queryOf(use: SignedParts | undefined, over: object = {}): tongban.v1.CertificateQuery {
  const query = { useId: USE_ID, requester: 'guangdong', waitMs: 500, ...(use && { use }), ...over };
  return CertificateQuery.decode(CertificateQuery.encode(query).finish());
}

/** Henan's connector before a platform that says the same to everybody. */
function answering(reply: (unwanted: AbortSignal) => Promise<CertificateReply> = async () => STANDING) {
  const asked: string[] = [];
  const certificates: ProvinceCertificates = {
    start: async () => {},
    confirm: async () => {},
    answer: ({ certificateId }, unwanted) => {
      asked.push(certificateId);
      return reply(unwanted);
    },
  };
  const peers = async () =>
    Object.entries(keys).map(([peerId, { kid, key }]) => ({
      peerId,
      keys: [{ kid, publicKey: key.publicKey.spki }],
    }));
  const peerKeys = new PeerKeys({ peers } as Partial<HubClient> as HubClient); // nothing else of the hub is asked for
  const signer = new Signer('henan', HUB, keys.henan);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const answers = new Answering({ certificates, peerKeys, signer, clock: Date.now, log });
  return { answers, asked };
}

function bodyOf(parts: SignedParts): Record<string, unknown> {
  return JSON.parse(utf8Text(parts.payload) ?? '') as Record<string, unknown>;
}

describe('a connector that is asked for a certificate', () => {
  it('signs what its platform says, for this use, with no field that was not asked for', async () => {
    const use = signed();
    const answer = await answering().answers.answer(queryOf(use));
    expect(verifyParts(answer, readHeader(answer.protected).alg, keys.henan.key.publicKey)).toBe(true);
    expect(bodyOf(answer)).toEqual({
      useId: USE_ID,
      useSha256: hex(sha256(signingInput(use))),
      certificateId: CERTIFICATE,
      state: 'VALID',
      stateSince: '2024-01-01T00:00:00+08:00',
      fields: [{ name: '姓名', value: '李测试' }],
    });
  });

  it('gives nothing but the state of a certificate that is not valid', async () => {
    const { answers } = answering(async () => ({ ...STANDING, state: 'REVOKED' }));
    expect(bodyOf(await answers.answer(queryOf(signed())))).toMatchObject({ state: 'REVOKED', fields: [] });
  });

  it('passes on why its platform gives nothing', async () => {
    const { answers } = answering(async () => ({ kind: 'refused', reason: '查无此证' }));
    expect(bodyOf(await answers.answer(queryOf(signed())))).toMatchObject({
      refusal: '查无此证',
      state: 'OTHER',
    });
  });

  const tampered = (): SignedParts => ({
    ...signed(),
    payload: signed(guangdong, { fields: ['住址'] }).payload,
  });

  it.each<[string, () => tongban.v1.CertificateQuery]>([
    ['that nobody signed', () => queryOf({ ...signed(), signature: new Uint8Array(64) })],
    ['whose words were changed', () => queryOf(tampered())],
    ['of another platform than it says', () => queryOf(signed(new Signer('hunan', HUB, keys.hunan)))],
    ['signed with another platform’s key', () => queryOf(signed(new Signer('guangdong', HUB, keys.hunan)))],
    ['for another hub', () => queryOf(signed(new Signer('guangdong', 'hub-other', keys.guangdong)))],
    ['that is another message', () => queryOf(signed(guangdong, {}, 'ConsentGranted'))],
    ['that asks for no data', () => queryOf(signed(guangdong, { operation: 'STATUS', fields: [] }))],
    ['that has another form', () => queryOf(signed(guangdong, { clerk: undefined }))],
    ['without a use', () => queryOf(undefined)],
  ])('does not trouble its platform with a query %s', async (_, query) => {
    const { answers, asked } = answering();
    await expect(answers.answer(query())).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  it('answers nothing when its platform is slower than the hub waits', async () => {
    const { answers } = answering(() => new Promise(() => {}));
    await expect(answers.answer(queryOf(signed(), { waitMs: 20 }))).rejects.toThrow('no answer within 20 ms');
  });

  it('tells its platform when nobody waits any more', async () => {
    const signals: AbortSignal[] = [];
    const { answers } = answering((unwanted) => {
      signals.push(unwanted);
      return new Promise(() => {});
    });
    await expect(answers.answer(queryOf(signed(), { waitMs: 20 }))).rejects.toThrow();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('asks a platform that does not answer no more than a bounded number of questions', async () => {
    const { answers, asked } = answering(() => new Promise(() => {}));
    const use = signed();
    const all = Array.from({ length: 50 }, () => answers.answer(queryOf(use, { waitMs: 20 })));
    const results = await Promise.allSettled(all);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(asked).toHaveLength(32);
  });
});
