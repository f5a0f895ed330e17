import { describe, expect, it } from 'vitest';
import {
  Answering,
  type CertificateReply,
  Copying,
  CredentialIssuer,
  type HubClient,
  PeerKeys,
  type ProvinceCertificates,
  Signer,
} from '#connectors/kit';
import { type PresentationExpectation, verifyPresentation } from '#crypto/credential';
import {
  type MessageKey,
  messageKey,
  readHeader,
  type SignedParts,
  signingInput,
  signMessage,
  verifyParts,
} from '#crypto/jose';
import { createRandom, generatePrivateKey, hex, sha256, utf8, utf8Text } from '#crypto/primitives';
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
  hub: messageKey(generatePrivateKey('ED25519')),
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
  const query = { useId: USE_ID, requester: 'guangdong', waitMs: 60_000, ...(use && { use }), ...over };
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
  const issuing = { platform: 'henan', key: keys.henan, random: createRandom(), clock: Date.now };
  const answers = new Answering({
    ...{ certificates, peerKeys, signer, log, clock: Date.now },
    hubKeys: new Map([[keys.hub.kid, keys.hub.key.publicKey]]),
    credentials: new CredentialIssuer(issuing),
    copying: new Copying({ client: { upload: async () => {} }, seals: undefined }),
  });
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

const CODE = `TONGBAN1:${'A'.repeat(32)}`;
const PRESENTATION_ID = '0197a1b0-0000-7000-8000-000000000002';

function scan(): SignedParts {
  const { certificateId: _, duty: __, ...use } = USE;
  return guangdong.sign('UseCertificate', USE_ID, Date.now(), {
    ...use,
    operation: 'PRESENTATION',
    presentation: CODE,
    fields: ['姓名', '专业', '证书编号'],
  });
}

/** What the hub says of a scan; `over` changes the words, `by` who says them. */
function statement(use: SignedParts, over: object = {}, by: { key?: MessageKey; audience?: string } = {}) {
  const { key = keys.hub, audience = 'henan' } = by;
  const body = {
    useId: USE_ID,
    useSha256: hex(sha256(signingInput(use))),
    presentationId: PRESENTATION_ID,
    platform: 'hunan',
    certificateId: CERTIFICATE,
    fields: ['姓名'],
    ...over,
  };
  return signMessage(
    {
      cty: 'tongban.v1.PresentationStatement+json',
      issuer: HUB,
      audience,
      messageId: PRESENTATION_ID,
      issuedAt: Date.now(),
      payload: utf8(JSON.stringify(body)),
    },
    key,
  );
}

const FACTS = {
  issuer: '11410000MBY900027Q',
  place: '410000',
  validTo: undefined,
  status: { list: 'A1', index: 42 },
};

describe('a connector that is asked for what a holder shows', () => {
  const expecting = (over: Partial<PresentationExpectation> = {}): PresentationExpectation => ({
    type: '11100000MBY0090078904',
    fields: ['姓名'],
    audience: 'guangdong',
    nonce: CODE,
    now: Date.now(),
    maxAgeMs: 60_000,
    keyOf: (issuer, kid) =>
      issuer === FACTS.issuer && kid === keys.henan.kid ? keys.henan.key.publicKey : undefined,
    takeNonce: () => true,
    ...over,
  });
  const credentialOf = (answer: SignedParts) => String(bodyOf(answer).credential);

  it('signs a credential of the fields that are shown, and of nothing else', async () => {
    const use = scan();
    const { answers } = answering(async () => ({ ...STANDING, credential: FACTS }));
    const answer = await answers.answer(queryOf(use, { presentation: statement(use) }));
    expect(bodyOf(answer)).not.toHaveProperty('fields');
    const text = credentialOf(answer);
    expect(await verifyPresentation(text, expecting({ acceptsUnbound: true }))).toMatchObject({
      issuer: FACTS.issuer,
      place: '410000',
      fields: { 姓名: '李测试' },
      status: { uri: 'urn:tongban:status-list:henan:A1', index: 42 },
    });
    expect(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()).not.toContain('市政');
  });

  it('lets the key of the holder’s wallet say for whom and for which code', async () => {
    const wallet = generatePrivateKey('P256');
    const use = scan();
    const { answers } = answering(async () => ({ ...STANDING, credential: { ...FACTS, wallet } }));
    const text = credentialOf(await answers.answer(queryOf(use, { presentation: statement(use) })));
    expect(await verifyPresentation(text, expecting())).toMatchObject({ fields: { 姓名: '李测试' } });
    expect(await verifyPresentation(text, expecting({ audience: 'hunan' }))).toBe('OTHER_AUDIENCE');
    const other = `TONGBAN1:${'B'.repeat(32)}`;
    expect(await verifyPresentation(text, expecting({ nonce: other }))).toBe('OTHER_NONCE');
  });

  it('answers with fields alone when its platform knows nothing of credentials', async () => {
    const use = scan();
    const answer = await answering().answers.answer(queryOf(use, { presentation: statement(use) }));
    expect(bodyOf(answer)).toMatchObject({ fields: [{ name: '姓名', value: '李测试' }] });
  });

  it.each<[string, (use: SignedParts) => SignedParts | undefined]>([
    ['nothing', () => undefined],
    ['somebody else', (use) => statement(use, {}, { key: keys.hunan })],
    ['the hub to somebody else', (use) => statement(use, {}, { audience: 'hunan' })],
    ['the hub, of another use', (use) => statement(use, { useId: PRESENTATION_ID })],
    ['the hub, of other words', (use) => statement(use, { useSha256: '0'.repeat(64) })],
    ['the hub, of no field', (use) => statement(use, { fields: [] })],
  ])('does not trouble its platform when the code is vouched for by %s', async (_, make) => {
    const { answers, asked } = answering();
    const use = scan();
    const presentation = make(use);
    await expect(answers.answer(queryOf(use, presentation && { presentation }))).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});
