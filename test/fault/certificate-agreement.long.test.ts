import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import { HubCallError } from '#connectors/kit';
import { isUseLeaf, type Leaf, parseLeaf } from '#crypto/evidence';
import { signingInput } from '#crypto/jose';
import { hex, sha256 } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import {
  answerTo,
  issued,
  newCertificateId,
  newConsent,
  openLine,
  useByConsent,
  useByDuty,
} from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type HubProcess, startHubProcess } from '../kit/hub-process.js';
import { TestPeer } from '../kit/peer.js';

/**
 * Uses at random through three processes of the hub, while transactions fail, their outcomes stay unknown, the issuing platform
 * breaks down, its line is cut, and the third process, which leads the log at first, is killed again and again: as it decides,
 * and while the issuing platform is answering it. Afterwards the ledger, the log, what that platform has written down and what
 * requesters were given say the same.
 */

const USES = 400;
const KILLS = 5;
/** Answers to the third process between two kills. */
const BETWEEN_KILLS = 8;
const SEED = 20_261_122;
const POINTS = ['certificate.record', 'certificate.outcome'] as const;

/** Of config/ecert, which the third process reads for itself. */
const TYPE = '11100000000013127D001';
const BY_DUTY = { duty: 'YZ-001', organisation: '11440000MBY900019A' };

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

const SETTINGS = ['certificates.issuerWaitMs=300', 'certificates.usesPerClerkPerHour=100000'];

let database: TestDatabase;
/** Of the third process; the keys are those of the other two. */
let dataDir: string;
let third: HubProcess;
let hub: TestHub;
let henan: TestPeer;
let second: TestHub;

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'tongban-agreement-'));
  cpSync(join(inject('keyFolder'), 'keys'), join(dataDir, 'keys'), { recursive: true });
  third = await startThird(); // first, so that it leads the log
  const certificateRules = { ...readCertificateRules(), ...readCertificatePowers() };
  hub = await startTestHub({ settings: SETTINGS, certificateRules, database });
  henan = await hub.peer('henan');
  second = await startTestHub({ settings: SETTINGS, certificateRules, beside: hub });
});
afterAll(async () => {
  await third.stop();
  await second.close();
  await hub.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function startThird(): Promise<HubProcess> {
  return startHubProcess({ databaseUrl: database.url, dataDir, settings: SETTINGS });
}

type Query = Parameters<typeof answerTo>[1];

/** The process that is killed: what requesters send to it, and the issuing platform's line to it, both opened anew each time. */
class Mortal {
  readonly #answer: (query: Query) => ReturnType<typeof answerTo>;
  #door: Promise<TestPeer>;
  #open: TestPeer[] = [];
  #answers = 0;
  #isDown = false;
  kills = 0;

  constructor(answer: (query: Query) => ReturnType<typeof answerTo>) {
    this.#answer = answer;
    this.#door = this.#connect();
  }

  /** Whoever comes while there is none waits for the next. */
  door(): Promise<TestPeer> {
    return this.#door;
  }

  kill(): void {
    if (this.#isDown || this.kills === KILLS) return;
    this.kills++;
    this.#isDown = true;
    process.kill(third.pid, 'SIGKILL');
    this.#door = this.#again();
  }

  close(): void {
    for (const peer of this.#open.splice(0)) peer.close();
  }

  async #again(): Promise<TestPeer> {
    await third.ended;
    this.close();
    third = await startThird();
    this.#isDown = false;
    return this.#connect();
  }

  async #connect(): Promise<TestPeer> {
    const [issuer, requester] = await Promise.all(
      ['henan', 'guangdong'].map(
        async (peerId) => new TestPeer((await hub.peer(peerId)).material, third.announced.ports),
      ),
    );
    if (issuer === undefined || requester === undefined) throw new Error('nobody to ask');
    this.#open.push(issuer, requester);
    const line = issuer.grpc.serveCertificates(64, async (query) => {
      const signed = this.#answer(query);
      if (++this.#answers % BETWEEN_KILLS === 0) this.kill(); // it never hears of this answer
      return signed;
    });
    line.serve().catch(() => {}); // it breaks when the process is killed
    return requester;
  }
}

describe('after a random run with faults', () => {
  it('the ledger, the log and the issuing platform’s own record agree', { timeout: 400_000 }, async () => {
    const random = randomOf(SEED);
    /** What the issuing platform has signed, by use: digests of its answers. */
    const own = new Map<string, Set<string>>();
    const answer = (query: Query) => {
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
    const guangdong = await hub.peer('guangdong');
    const beside = await second.peer('guangdong');
    const mortal = new Mortal(answer);
    const doors = [async () => guangdong, async () => beside, () => mortal.door()];
    const certificates = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const certificateId = newCertificateId({ typeCode: TYPE });
        await henan.grpc.reportCertificate(henan.sign('CertificateIssued', issued(certificateId)));
        return certificateId;
      }),
    );
    const grants = await Promise.all(
      certificates.map(() => newConsent(guangdong, { uses: 30, typeCodes: [TYPE] })),
    );

    let done = 0;
    let faults = 0;
    /** Uses whose contents requesters were given. */
    const given = new Set<string>();
    const worker = async (): Promise<void> => {
      while (done < USES || mortal.kills < KILLS) {
        const turn = done++;
        const [i, door] = [Math.floor(random() * certificates.length), doors[turn % doors.length]];
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
            : useByDuty(certificateId, random() < 0.2 ? { ...BY_DUTY, duty: 'ZZ-404' } : BY_DUTY);
        const message = guangdong.sign('UseCertificate', body);
        for (let again = 0; again < 3; again++) {
          try {
            const asked = await door();
            if (turn % 61 === 60) setImmediate(() => mortal.kill()); // it may be deciding
            given.add((await asked.grpc.useCertificate(message)).useId);
            break;
          } catch (error) {
            if (!(error instanceof HubCallError)) throw error;
            if (!error.isTransient) break;
          }
        }
      }
    };
    const breaking = (async () => {
      await eventually(() => expect(done).toBeGreaterThanOrEqual(USES / 2), 120_000);
      await lines[1]?.close();
      lines[1] = await openLine(second, await second.peer('henan'), answer);
    })();
    await Promise.all([...Array.from({ length: 12 }, worker), breaking]);
    for (const line of lines) await line.close();
    await mortal.door();
    mortal.close();
    await eventually(async () => {
      const asking = await hub.database.query('select 1 from certificate_asking');
      if (asking.length > 0)
        await hub.database.query(`update certificate_asking set until = now() - interval '1 s'`);
      await hub.running.services.certificates.recover();
      expect(asking).toEqual([]);
    });
    expect(faults).toBeGreaterThan(10);
    expect(mortal.kills).toBe(KILLS);
    await auditHub(hub);
    await expectAgreement(own, given);
  });
});

async function expectAgreement(
  own: ReadonlyMap<string, ReadonlySet<string>>,
  given: ReadonlySet<string>,
): Promise<void> {
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

  // Ledger and requesters: whatever was given stands there as released.
  const released = new Set(outcomes.flatMap((row) => (row.outcome === 'RELEASED' ? row.use_id : [])));
  expect([...given].filter((useId) => !released.has(useId))).toEqual([]);

  // Consents are counted once for each use that was allowed.
  const counted = await hub.database.query<{ consent_id: string; uses_left: number }>(
    'select consent_id, uses_left from consent',
  );
  for (const { consent_id: id, uses_left: left } of counted) {
    const allowed = uses.filter((use) => use.consent_id === id && use.refusal_code === null).length;
    expect(left).toBe(30 - allowed);
  }
  const kinds = new Set(outcomes.map(({ outcome }) => outcome));
  const expected = ['RELEASED', 'REFUSED_BY_ISSUER', 'UNREACHABLE', 'INTERRUPTED'];
  expect([...kinds]).toEqual(expect.arrayContaining(expected));
}
