import { afterAll, describe, expect, it } from 'vitest';
import { commit, commitmentText } from '#crypto/evidence';
import { fieldsDigests } from '#crypto/evidence/commitment';
import { openContent } from '#crypto/evidence/content';
import { messageKey, signingInput, signMessage } from '#crypto/jose';
import { base64, generatePrivateKey, SUITES, sha256, utf8 } from '#crypto/primitives';
import { Directory, type RegisteredKey, SignaturePool, type SignatureResult } from '#hub/access';

const keys = SUITES.map((suite) => messageKey(generatePrivateKey(suite)));
const directory = new Directory({
  peers: [],
  certificates: [],
  rights: [],
  keys: keys.map(({ kid, key }) => ({
    kid,
    peerId: 'guangdong',
    suite: key.suite,
    spki: key.publicKey.spki,
    validFrom: 0,
    validTo: 1,
    revokedAt: null,
  })),
});
const pool = new SignaturePool(2);
afterAll(() => pool.close());

/** A signed message and where its key is registered; every fourth one is spoilt, every third is not kept. */
function job(n: number) {
  const key = keys[n % keys.length] ?? expect.fail();
  const signed = signMessage(
    {
      cty: '',
      issuer: 'guangdong',
      audience: 'hub',
      messageId: String(n),
      issuedAt: n,
      payload: utf8(`message ${n}`.repeat(n)),
    },
    key,
  );
  const isGood = n % 4 !== 1;
  const parts = isGood ? signed : { ...signed, payload: utf8('another') };
  const contentKey = n % 3 === 2 ? new Uint8Array(0) : sha256(utf8(`key ${n}`));
  const registered = directory.key(key.kid) ?? expect.fail();
  const fields = utf8(n % 2 === 0 ? `{"n":${n}}\n\n\n\n{}\n` : '');
  return { parts, key: registered, salt: sha256(utf8(`salt ${n}`)), contentKey, fields, isGood };
}

function expectOwnResult(of: ReturnType<typeof job>, result: SignatureResult): void {
  const { parts, salt, contentKey, fields, isGood } = of;
  const { isVerified, digest, commitment, groups, sealed } = result;
  expect(isVerified, `job ${parts.payload}`).toBe(isGood);
  expect(base64(digest)).toBe(base64(sha256(signingInput(parts))));
  if (contentKey.length === 0) expect(sealed).toHaveLength(0);
  else {
    const { payload, signature } = openContent(contentKey, sealed) ?? expect.fail('sealed under another key');
    expect([payload, signature].map(base64)).toEqual([parts.payload, parts.signature].map(base64));
  }
  expect(commitmentText(commitment)).toEqual(commit('message', salt, signingInput(parts)));
  expect(commitmentText(groups)).toEqual(commitmentText(fieldsDigests(salt, fields)));
}

describe('the pool of verify threads', () => {
  it('answers each of many jobs with its own result, whatever thread and batch it went through', async () => {
    const jobs = Array.from({ length: 300 }, (_, n) => job(n));
    const results = await Promise.all(jobs.map((each) => pool.verify(each)));
    for (const [n, result] of results.entries()) expectOwnResult(jobs[n] ?? expect.fail(), result);
  });

  it('answers a lone job, which no thread sees, in the same way', async () => {
    for (let n = 0; n < 12; n++) {
      const lone = job(n);
      expectOwnResult(lone, await pool.verify(lone));
    }
  });

  it('says UNAVAILABLE for what dies with a thread, and goes on with another', async () => {
    const good = job(0);
    const deadly: RegisteredKey = { ...good.key, kid: 'deadly', spki: utf8('not a key') };
    for (let i = 0; i < 3; i++) {
      const together = [pool.verify({ ...good, key: deadly }), pool.verify(good)]; // a lone one would not go to a thread
      for (const { status } of await Promise.allSettled(together)) expect(status).toBe('rejected');
      await expect(together[0]).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect((await pool.verify(good)).isVerified).toBe(true);
    }
  });
});
