import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { isUseLeaf, type Leaf, parseLeaf } from '#crypto/evidence';
import { signingInput } from '#crypto/jose';
import { hex, sha256 } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import {
  answerTo,
  newCertificate,
  newConsent,
  openLine,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/**
 * Uses at random through two processes of the hub, while transactions fail, their outcomes stay unknown, the issuing platform
 * breaks down and its line is cut. Afterwards the ledger, the log and what that platform has written down say the same.
 */

const USES = 400;
const SEED = 20_261_122;
const POINTS = ['certificate.record', 'certificate.outcome'] as const;

/** A small generator (mulberry32), so that a run can be had again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let hub: TestHub;
let henan: TestPeer;
let second: TestHub;

beforeAll(async () => {
  const settings = ['certificates.issuerWaitMs=300', 'certificates.usesPerClerkPerHour=100000'];
  hub = await startTestHub({ settings });
  henan = await hub.peer('henan');
  second = await startTestHub({ settings, beside: hub });
});
afterAll(async () => {
  await second.close();
  await hub.close();
});

describe('after a random run with faults', () => {
  it('the ledger, the log and the issuing platform’s own record agree', { timeout: 300_000 }, async () => {
    const random = randomOf(SEED);
    /** What the issuing platform has signed, by use: digests of its answers. */
    const own = new Map<string, Set<string>>();
    const answer = (query: Parameters<typeof answerTo>[1]) => {
      if (random() < 0.1) throw new Error('the platform breaks down');
      const over = random() < 0.1 ? { refusal: '须到现场查询', fields: [] } : {};
      const signed = answerTo(henan, query, over);
      const before = own.get(query.useId ?? '') ?? new Set();
      own.set(query.useId ?? '', before.add(hex(sha256(signingInput(signed)))));
      return signed;
    };
    const lines = [
      await openLine(hub, henan, answer),
      await openLine(second, await second.peer('henan'), answer),
    ];
    const doors = [await hub.peer('guangdong'), await second.peer('guangdong')];
    const certificates = await Promise.all(Array.from({ length: 8 }, () => newCertificate(henan)));
    const grants = await Promise.all(certificates.map(() => newConsent(doors[0] as TestPeer, { uses: 30 })));

    let done = 0;
    let faults = 0;
    const worker = async (): Promise<void> => {
      while (done < USES) {
        const turn = done++;
        const [i, door] = [Math.floor(random() * certificates.length), doors[turn % 2]];
        const certificateId = certificates[i] ?? '';
        const grant = grants[i];
        if (door === undefined || grant === undefined) throw new Error('nobody to ask');
        if (random() < 0.08) {
          const [point] = random() < 0.5 ? POINTS : [...POINTS].reverse();
          const kind = FAULT_KINDS[Math.floor(random() * FAULT_KINDS.length)];
          if (point !== undefined && kind !== undefined && hub.faults.pending === 0) {
            hub.faults.plan(point, kind);
            faults++;
          }
        }
        const body =
          random() < 0.5
            ? useByConsent(certificateId, grant.consentId, grant.caseRef)
            : useByDuty(certificateId, random() < 0.2 ? { duty: 'ZZ-404' } : {});
        const message = door.sign('UseCertificate', body);
        for (let again = 0; again < 3; again++) {
          try {
            await door.grpc.useCertificate(message);
            break;
          } catch (error) {
            if (!(error instanceof HubCallError)) throw error;
            if (!error.isTransient) break;
          }
        }
      }
    };
    const breaking = (async () => {
      while (done < USES / 2) await eventually(() => expect(done).toBeGreaterThanOrEqual(USES / 2), 120_000);
      await lines[1]?.close();
      lines[1] = await openLine(second, await second.peer('henan'), answer);
    })();
    await Promise.all([...Array.from({ length: 12 }, worker), breaking]);
    for (const line of lines) await line.close();
    await eventually(async () => {
      const asking = await hub.database.query('select 1 from certificate_asking');
      if (asking.length > 0)
        await hub.database.query(`update certificate_asking set until = now() - interval '1 s'`);
      await hub.running.services.certificates.recover();
      expect(asking).toEqual([]);
    }, 60_000);
    expect(faults).toBeGreaterThan(10);
    await auditHub(hub);
    await expectAgreement(own);
  });
});

async function expectAgreement(own: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  const uses = await hub.database.query<{
    use_id: string;
    refusal_code: string | null;
    consent_id: string | null;
  }>('select use_id, refusal_code, consent_id from certificate_use');
  const outcomes = await hub.database.query<{
    use_id: string;
    leaf_id: string;
    outcome: string;
    answer: Buffer | null;
  }>('select use_id, leaf_id, outcome, answer from certificate_outcome');
  const entries = await hub.database.query<{ body: Buffer }>('select body from log_entry');
  const leaves = entries
    .map(({ body }) => parseLeaf(body))
    .filter((leaf): leaf is Leaf => leaf !== undefined);

  // Ledger and log: each line has its leaf, each leaf its line, and they say the same.
  const inLog = leaves.filter(isUseLeaf).map(({ id, code = null }) => `${id} ${code}`);
  expect(inLog.sort()).toEqual(uses.map((use) => `${use.use_id} ${use.refusal_code}`).sort());
  const told = leaves.flatMap((leaf) => ('use' in leaf ? `${leaf.id} ${leaf.use} ${leaf.outcome}` : []));
  expect(told.sort()).toEqual(outcomes.map((row) => `${row.leaf_id} ${row.use_id} ${row.outcome}`).sort());

  // Ledger and issuer: what the hub says it was answered, the issuer has signed; nothing was released that it has not.
  for (const { use_id: useId, outcome, answer } of outcomes) {
    if (answer === null) expect(['UNREACHABLE', 'INTERRUPTED', 'UNVERIFIED']).toContain(outcome);
    else expect(own.get(useId)).toContain(answer.toString('hex'));
  }
  const asked = new Set(outcomes.map(({ use_id: useId }) => useId));
  expect([...own.keys()].filter((useId) => !asked.has(useId))).toEqual([]);
  const refused = new Set(uses.flatMap((use) => (use.refusal_code === null ? [] : use.use_id)));
  expect([...own.keys()].filter((useId) => refused.has(useId))).toEqual([]);

  // Consents are counted once for each use that was allowed.
  const counted = await hub.database.query<{ consent_id: string; uses_left: number }>(
    'select consent_id, uses_left from consent',
  );
  for (const { consent_id: id, uses_left: left } of counted) {
    const allowed = uses.filter((use) => use.consent_id === id && use.refusal_code === null).length;
    expect(left).toBe(30 - allowed);
  }
  const kinds = new Set(outcomes.map(({ outcome }) => outcome));
  expect([...kinds]).toEqual(expect.arrayContaining(['RELEASED', 'REFUSED_BY_ISSUER', 'UNREACHABLE']));
}
