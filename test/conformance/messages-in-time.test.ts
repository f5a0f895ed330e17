import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MessageKey, messageKey } from '#crypto/jose';
import { generatePrivateKey } from '#crypto/primitives';
import type { PeerKey } from '#domain/directory';
import { type Answer, DOORS, expectNoInternals, rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { withPayload } from '../kit/forgery.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { countStored } from '../kit/stored.js';

/** The same message twice, messages out of their time, keys and rights out of theirs. */

const WINDOW_MS = 300_000;
const DAY_MS = 86_400_000;

let hub: TestHub;
let guangdong: TestPeer;
/** The hub's clock; moved on by tests, never back. */
let now = Date.now();

beforeAll(async () => {
  hub = await startTestHub({ runtime: { now: () => now } });
  guangdong = await hub.peer('guangdong');
});
afterAll(() => hub.close());

const signed = (issuedAt = now, key?: MessageKey) =>
  guangdong.sign('SubmitCase', submission(), { issuedAt }, key);

describe.each(DOORS)('over $name, a message that comes again', (door) => {
  it('is answered as the first time, and stored once', async () => {
    const message = signed();
    const first = accepted(await door.submit(guangdong, message));
    const before = await countStored(hub.database);
    for (const other of DOORS) {
      const again = accepted(await other.submit(guangdong, message));
      expect(again).toMatchObject({ caseNo: first.caseNo, messageId: first.messageId, salt: first.salt });
      expect(again).toMatchObject({ eventSeq: 1, leaf: first.leaf });
    }
    expect(await countStored(hub.database)).toEqual(before);
  });

  it('is answered even long after its time', async () => {
    const message = signed();
    const first = accepted(await door.submit(guangdong, message));
    now += 2 * WINDOW_MS;
    expect(accepted(await door.submit(guangdong, message)).caseNo).toBe(first.caseNo);
  });

  it('is a conflict when it says something else under the same id', async () => {
    const message = signed();
    accepted(await door.submit(guangdong, message));
    const other = withPayload(guangdong, message, JSON.stringify(submission()));
    await expectRefused('CONFLICT', () => door.submit(guangdong, other));
  });

  it('is a duplicate when it opens the same case under another id', async () => {
    const body = submission({ caseRef: newReference() });
    accepted(await door.submit(guangdong, guangdong.sign('SubmitCase', body, { issuedAt: now })));
    const again = guangdong.sign('SubmitCase', body, { issuedAt: now, messageId: uuidv7() });
    await expectRefused('DUPLICATE_CASE', () => door.submit(guangdong, again));
  });
});

describe.each(DOORS)('over $name, a message out of its time', (door) => {
  it.each([
    ['at the end of the window', -WINDOW_MS],
    ['at its beginning', WINDOW_MS],
  ])('is accepted %s', async (_, offset) => {
    accepted(await door.submit(guangdong, signed(now + offset)));
  });

  it.each([
    ['too late', -WINDOW_MS - 1, 'before'],
    ['too early', WINDOW_MS + 1, 'after'],
  ])('is refused when it comes %s', async (_, offset, side) => {
    const refusal = await expectRefused('CLOCK_SKEW', () => door.submit(guangdong, signed(now + offset)));
    expect(refusal.detail).toBe(`iat lies 300001 ms ${side} the hub's clock; 300000 are allowed`);
  });
});

describe('a key', () => {
  it('is good from its first to its last millisecond', async () => {
    const key = await registered({ validFrom: now - 1_000, validTo: now + 1_000 });
    for (const door of DOORS) {
      accepted(await door.submit(guangdong, signed(now - 1_000, key)));
      accepted(await door.submit(guangdong, signed(now + 1_000, key)));
      await expectRefused('KEY_NOT_VALID', () => door.submit(guangdong, signed(now - 1_001, key)));
      await expectRefused('KEY_NOT_VALID', () => door.submit(guangdong, signed(now + 1_001, key)));
    }
  });

  it('is bad from the moment of its revocation on', async () => {
    const key = await registered({ validFrom: now - DAY_MS, validTo: now + DAY_MS, revokedAt: now });
    for (const door of DOORS) {
      await expectRefused('KEY_NOT_VALID', () => door.submit(guangdong, signed(now, key)));
    }
  });

  it('that is revoked while the hub runs is bad at once', async () => {
    const validity = { validFrom: now - DAY_MS, validTo: now + DAY_MS };
    const key = await registered(validity);
    accepted(await rest.submit(guangdong, signed(now, key)));
    await register(key, { ...validity, revokedAt: now });
    await eventually(() => expectRefused('KEY_NOT_VALID', () => rest.submit(guangdong, signed(now, key))));
  });

  it('never changes its owner', async () => {
    const key = await registered({ validFrom: now, validTo: now + DAY_MS });
    await register(key, { validFrom: now, validTo: now + DAY_MS, peerId: 'henan' });
    const [row] = await hub.database.query('select peer_id from peer_key where kid = $1', [key.kid]);
    expect(row).toEqual({ peer_id: 'guangdong' });
  });
});

describe.each(DOORS)('over $name, a right that has ended', (door) => {
  it('lets its peer act no more, and others with it', async () => {
    await hub.register('hubei');
    const hubei = await hub.peer('hubei');
    const submit = (peer: TestPeer, divisionCode: string) =>
      door.submit(peer, peer.sign('SubmitCase', submission({ divisionCode }), { issuedAt: now }));
    accepted(await submit(hubei, '410000'));
    await endRight('hubei', 'SUBMIT');
    await eventually(() => expectRefused('NOT_ALLOWED', () => submit(hubei, '410000')));

    await endRight('guangdong', 'DECIDE');
    await eventually(async () => expect((await submit(hubei, '440000')).code).toBe('ITEM_NOT_MAPPED'));
    await hub.database.query('update peer_right set valid_to = null');
    await announce();
    await eventually(async () => accepted(await submit(hubei, '410000')));
  });

  async function endRight(peerId: string, operation: string): Promise<void> {
    const statement = `update peer_right set valid_to = '2020-12-31' where peer_id = $1 and operation = $2`;
    await hub.database.query(statement, [peerId, operation]);
    await announce();
  }

  async function announce(): Promise<void> {
    await hub.database.query(`select pg_notify('tongban_directory', '')`);
  }
});

type Validity = Pick<PeerKey, 'validFrom' | 'validTo'> & Partial<Pick<PeerKey, 'peerId' | 'revokedAt'>>;

/** A new key of Guangdong's, once the hub knows it. */
async function registered(validity: Validity): Promise<MessageKey> {
  const key = messageKey(generatePrivateKey('ED25519'));
  await register(key, validity);
  await eventually(() => {
    expect(hub.running.services.rules.current().directory.key(key.kid)).toBeDefined();
  });
  return key;
}

function register({ kid, key }: MessageKey, validity: Validity): Promise<void> {
  const { suite, spki } = key.publicKey;
  return hub.registerKey({ kid, suite, spki, peerId: 'guangdong', revokedAt: null, ...validity });
}

interface Acknowledged {
  readonly caseNo: string;
  readonly messageId: string;
  readonly salt: string;
  readonly leaf: string;
}

function accepted(answer: Answer): Acknowledged {
  expect(answer.code).toBe('OK');
  const { acknowledgement } = answer.body as { acknowledgement: Acknowledged };
  return acknowledgement;
}

async function expectRefused(code: Answer['code'], submit: () => Promise<Answer>): Promise<Answer> {
  const before = await countStored(hub.database);
  const answer = await submit();
  expect(answer.code).toBe(code);
  expectNoInternals(answer.seen);
  const after = await countStored(hub.database);
  expect(after).toEqual({ ...before, refusals: before.refusals + 1, leaves: before.leaves + 1 });
  return answer;
}
