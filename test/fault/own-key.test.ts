import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterOwnKey } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { openDatabase } from '#hub/store';
import { FAULT_KINDS, FaultyDatabase } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

it('stands in the directory from the first start, like the keys of platforms', () => {
  const { identity, rules } = hub.running.services;
  const [own] = identity.keys;
  expect(rules.current().directory.key(own?.kid ?? '')).toMatchObject({ peerId: identity.hubId });
});

it.each(FAULT_KINDS)(
  'is entered once, however often and however the entering goes wrong (%s)',
  async (kind) => {
    const db = openDatabase({ url: hub.database.url, poolSize: 1, onError: () => {} });
    const { validFrom, validTo, suite, spki } =
      hub.running.services.identity.keys[0] ?? expect.fail('no key');
    const own = { suite, spki, validFrom, validTo: validTo + FAULT_KINDS.indexOf(kind) + 1 };
    const faulty = new FaultyDatabase(db);
    faulty.plan('directory.change', kind);
    try {
      await enterOwnKey(faulty, 'tongban-dev', own, systemRuntime()).catch(() => {});
      await enterOwnKey(faulty, 'tongban-dev', own, systemRuntime());
      const keys = await db.query({ text: `select valid_to from peer_key where peer_id = 'tongban-dev'` });
      expect(keys).toEqual([{ valid_to: own.validTo }]);
    } finally {
      await db.close();
    }
  },
);
