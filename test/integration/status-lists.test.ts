import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLeaf } from '#crypto/evidence';
import { base64url, sha256, sm3, utf8 } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import { issued, newCertificateId } from '../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { signedList, statuses } from '../kit/status-lists.js';

/** Status lists at the hub: who may publish which, and what readers pay for one that they have. */

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

const DAY = 86_400_000;
const SECOND = 1_000;

describe('a status list', () => {
  it('takes the place of an earlier one, and of no later one', async () => {
    const at = (issuedAt: number) => signedList(henan, 'order', { issuedAt });
    const now = Date.now();
    const first = await henan.grpc.publishStatusList('order', at(now - 5 * SECOND));
    const second = await henan.grpc.publishStatusList('order', at(now));
    expect(second.revision).toBeGreaterThan(first.revision);
    for (const issuedAt of [now - 5 * SECOND, now - 60 * SECOND]) {
      const statuses1 = { issuedAt, statuses: statuses({ 1: 1 }) };
      await expect(
        henan.grpc.publishStatusList('order', signedList(henan, 'order', statuses1)),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    const { token } = await guangdong.grpc.statusList('henan', 'order', '');
    expect(await henan.grpc.publishStatusList('order', token)).toEqual(second);
  });

  it.each([
    ['of another name', (peer: TestPeer) => signedList(peer, 'other'), 'MALFORMED'],
    ['of another platform', () => signedList(guangdong, 'mine'), 'MALFORMED'],
    ['of another platform, in our name', () => signedBy(guangdong, henan), 'KEY_UNKNOWN'],
    ['that is no list', () => 'e30.e30.AA', 'MALFORMED'],
    [
      'of yesterday',
      (peer: TestPeer) => signedList(peer, 'mine', { issuedAt: Date.now() - DAY }),
      'CLOCK_SKEW',
    ],
    [
      'of tomorrow',
      (peer: TestPeer) => signedList(peer, 'mine', { issuedAt: Date.now() + DAY }),
      'CLOCK_SKEW',
    ],
  ])('%s is refused', async (_, token, code) => {
    await expect(henan.grpc.publishStatusList('mine', token(henan))).rejects.toMatchObject({ code });
    await expect(guangdong.grpc.statusList('henan', 'mine', '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('calls nothing valid that was reported ended', async () => {
    const certificateId = newCertificateId();
    const status = { list: 'truth', index: 7 };
    await henan.grpc.reportCertificate(henan.sign('CertificateIssued', { ...issued(certificateId), status }));
    await henan.grpc.publishStatusList(
      'truth',
      signedList(henan, 'truth', { issuedAt: Date.now() - 9 * SECOND }),
    );
    const since = new Date(Date.now() - 5 * SECOND).toISOString();
    await henan.grpc.reportCertificate(
      henan.sign('CertificateStateChanged', { certificateId, state: 'REVOKED', since }),
    );
    const denying = henan.grpc.publishStatusList('truth', signedList(henan, 'truth'));
    await expect(denying).rejects.toMatchObject({ code: 'CONFLICT' });
    const honest = signedList(henan, 'truth', { statuses: statuses({ 7: 1 }) });
    await henan.grpc.publishStatusList('truth', honest);
    expect((await guangdong.grpc.statusList('henan', 'truth', '')).token).toBe(honest);
  });

  it('has a place for one certificate each, also of two that come at once', async () => {
    const at = (peer: TestPeer, index: number, list = 'places', divisionCode = '410000') =>
      peer.sign('CertificateIssued', {
        ...issued(newCertificateId(), divisionCode),
        status: { list, index },
      });
    await henan.grpc.reportCertificate(at(henan, 1));
    await expect(henan.grpc.reportCertificate(at(henan, 1))).rejects.toMatchObject({
      code: 'CONFLICT',
      violations: [{ pointer: '/status', message: 'taken' }],
    });
    const two = await Promise.allSettled(
      [2, 2].map((index) => henan.grpc.reportCertificate(at(henan, index))),
    );
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await henan.grpc.reportCertificate(at(henan, 1, 'places-2'));
    await guangdong.grpc.reportCertificate(at(guangdong, 1, 'places', '440000'));
  });

  it('has a place of its own for a later version: the one before is told to be superseded at its own', async () => {
    const serial = `${process.pid}${Date.now()}`;
    const [first, second] = ['001', '002'].map((version) => newCertificateId({ serial, version }));
    if (first === undefined || second === undefined) throw new Error('no identifiers');
    const status = { list: 'versions', index: 1 };
    await henan.grpc.reportCertificate(henan.sign('CertificateIssued', { ...issued(first), status }));
    const changed = { ...issued(second), supersedes: first };
    await expect(
      henan.grpc.reportCertificate(henan.sign('CertificateChanged', { ...changed, status })),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const own = { ...changed, status: { ...status, index: 2 } };
    await henan.grpc.reportCertificate(henan.sign('CertificateChanged', own));
  });

  it.each([
    ['beyond the end of any list', { list: 'places', index: 131_072 }],
    ['in a list under no name that can be published', { list: 'a list', index: 0 }],
  ])('has no place %s', async (_, status) => {
    const report = henan.sign('CertificateIssued', { ...issued(newCertificateId()), status });
    await expect(henan.grpc.reportCertificate(report)).rejects.toMatchObject({ code: 'MALFORMED' });
  });

  it('is not sent to whoever has it', async () => {
    const entry = await henan.grpc.publishStatusList('etag', signedList(henan, 'etag'));
    expect((await guangdong.grpc.statusList('henan', 'etag', entry.sha256)).token).toBe('');
    const path = '/v1/status-lists/henan/etag';
    const first = await guangdong.rest('GET', path);
    expect(first.headers.etag).toBe(`"${entry.sha256}"`);
    const headers = { 'if-none-match': `"other", "${entry.sha256}"` };
    const again = await guangdong.rest('GET', path, undefined, headers);
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const changed = signedList(henan, 'etag', { issuedAt: Date.now() + 2 * SECOND });
    await henan.grpc.publishStatusList('etag', changed);
    expect((await guangdong.rest('GET', path, undefined, headers)).status).toBe(200);
  });

  it('has its leaf, by which whoever was served an old one finds what came after it', async () => {
    const publish = (issuedAt: number) =>
      henan.grpc.publishStatusList('old', signedList(henan, 'old', { issuedAt }));
    const old = await publish(Date.now() - 5 * SECOND);
    const served = (await guangdong.grpc.statusList('henan', 'old', '')).token;
    const latest = await publish(Date.now());
    const { leaf } = await guangdong.grpc.receipt(old.leafId);
    expect(parseLeaf(leaf)).toEqual({
      actor: 'henan',
      at: expect.any(Number),
      expires: Date.parse(old.expiresAt),
      hub: 'tongban-dev',
      id: old.leafId,
      issued: Date.parse(old.issuedAt),
      kid: henan.material.messageKey.kid,
      list: 'old',
      token: { sha256: base64url(sha256(utf8(served))), sm3: base64url(sm3(utf8(served))) },
      type: 'StatusListPublished',
      v: 1,
    });
    const { leaves } = await auditHub(hub);
    expect(leaves.filter(({ list }) => list === 'old').map(({ id }) => id)).toEqual([
      old.leafId,
      latest.leafId,
    ]);
  });

  it('that is put back in the place of a later one does not pass an audit', async () => {
    const publish = (issuedAt: number) =>
      henan.grpc.publishStatusList('back', signedList(henan, 'back', { issuedAt }));
    await publish(Date.now() - 5 * SECOND);
    const putBack = 'token = $1, sha256 = $2, leaf_id = $3, issued_at = $4';
    const row = async () => {
      const [{ token, sha256: digest, leaf_id: leafId, issued_at: issuedAt } = {}] = await hub.database.query(
        "select token, sha256, leaf_id, issued_at from status_list where list = 'back'",
      );
      return [token, digest, leafId, issuedAt];
    };
    const put = (values: unknown[]) =>
      hub.database.query(`update status_list set ${putBack} where list = 'back'`, values);
    const before = await row();
    await publish(Date.now());
    const after = await row();
    await put(before);
    await expect(auditHub(hub)).rejects.toThrow('henan back is served as the log does not have it');
    await put(after);
    await auditHub(hub);
  });

  it('is told to readers once after it was published', async () => {
    const before = (await guangdong.grpc.statusLists(0)).at(-1)?.revision ?? 0;
    await henan.grpc.publishStatusList('told-1', signedList(henan, 'told-1'));
    await guangdong.grpc.publishStatusList('told-2', signedList(guangdong, 'told-2'));
    const lists = await guangdong.grpc.statusLists(before);
    expect(lists.map(({ platform, list }) => `${platform}/${list}`)).toEqual([
      'henan/told-1',
      'guangdong/told-2',
    ]);
    expect(await guangdong.grpc.statusLists(lists.at(-1)?.revision ?? 0)).toEqual([]);
  });
});

/** Signed with one platform's key in another's name. */
function signedBy(signer: TestPeer, name: TestPeer): string {
  return signedList(signer, 'mine', {
    issuer: name.id,
    uri: `urn:tongban:status-list:${name.id}:mine`,
  });
}
