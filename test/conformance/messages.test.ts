import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedParts } from '#crypto/jose';
import { auditLog, auditRecord } from '../kit/auditor.js';
import { type Answer, DOORS, type Door, expectNoInternals, OPERATION_DOORS } from '../kit/doors.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import { countStored } from '../kit/stored.js';
import { BAD_ACTS } from './bad-acts.js';
import { BAD_HEADERS } from './bad-headers.js';
import type { BadMessage, World } from './bad-messages.js';
import { BAD_PAYLOADS, FLOOD } from './bad-payloads.js';

/** Every way in refuses the same messages in the same words, and keeps nothing of them but the refusal. */

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await startTestHub();
  const [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
  world = { guangdong, henan, caseNo: await playCase(guangdong, henan, 1) };
});
afterAll(() => hub.close());

const named = (cases: readonly BadMessage[]) => cases.map((each) => [each.name, each] as const);

describe.each(OPERATION_DOORS)('over $name', (door) => {
  describe('a message that cannot be verified', () => {
    it.each(named(BAD_HEADERS))('is refused: %s', async (_, bad) => {
      await expectRefused(door, bad);
    });
  });

  describe('a payload that is not the one spelling of a message', () => {
    it.each(named(BAD_PAYLOADS))('is refused: %s', async (_, bad) => {
      await expectRefused(door, bad);
    });

    it('is refused with as many of its faults as an answer has room for', async () => {
      const { violations, seen } = await expectRefused(door, FLOOD);
      expect(violations.slice(0, 2)).toEqual(['/caseRef', '/itemCode']);
      expect(violations.length).toBeGreaterThan(100);
      expect(seen).toMatch(/and \d{5} more/);
    });
  });
});

describe.each(DOORS)('over $name', (door) => {
  describe('an act that the rules or the case do not allow', () => {
    it.each(named(BAD_ACTS))('is refused: %s', async (_, bad) => {
      await expectRefused(door, bad);
    });
  });
});

it('leaves a public log that holds every refusal once, and nothing else of it', async () => {
  const log = await auditLog(hub.logUrl, hub.running.services.identity.logVkey);
  await auditRecord(hub.database, log);
  const unreadable = BAD_HEADERS.length + BAD_PAYLOADS.length + 1;
  const refused = OPERATION_DOORS.length * unreadable + DOORS.length * BAD_ACTS.length;
  expect(log.leaves.filter((leaf) => leaf.type === 'Refusal')).toHaveLength(refused);
});

/** Refused with this code and these faults; stored is the refusal, logged under the leaf that the answer names. */
async function expectRefused(door: Door, bad: BadMessage): Promise<Answer> {
  const sender = bad.by?.(world) ?? world.guangdong;
  const before = await countStored(hub.database);
  const answer = await door.submit(sender, bad.message(world));
  expect(answer.code).toBe(bad.code);
  if (bad.violations !== undefined) expect(answer.violations).toEqual(bad.violations);
  expect(answer.detail).not.toBe('');
  expectNoInternals(answer.seen);
  const after = await countStored(hub.database);
  // The second door finds the gap open.
  const gaps = bad.opensGap ? expect.any(Number) : before.gaps;
  expect(after).toEqual({ ...before, gaps, refusals: before.refusals + 1, leaves: before.leaves + 1 });
  const [refusal] = await hub.database.query('select peer_id, code from refusal where leaf_id = $1', [
    answer.leafId,
  ]);
  expect(refusal).toEqual({ peer_id: sender.id, code: bad.code });
  if (bad.opensGap) await expectGap(bad.message(world));
  return answer;
}

async function expectGap(message: SignedParts): Promise<void> {
  const asked = JSON.parse(Buffer.from(message.payload).toString());
  const { itemCode, divisionCode } = asked.members?.[0] ?? asked;
  const gaps = await hub.database.query(
    'select last_peer from mapping_gap where item_code = $1 and division_code = $2 and resolved_at is null',
    [itemCode, divisionCode],
  );
  expect(gaps).toEqual([{ last_peer: 'guangdong' }]);
}
