import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubError } from '#proto/errors';
import type {
  AllowedUse,
  CertificateAct,
  RecordedCertificateAct,
} from '../../hub/exchange/certificates/act.js';
import { auditHub } from '../kit/audit-hub.js';
import type { AuditedLog } from '../kit/auditor.js';
import {
  type Combination,
  combinations,
  expectedOf,
  oddPointsOf,
  type Verdict,
} from '../kit/certificate-oracle.js';
import { CertificateWorld } from '../kit/certificate-world.js';
import { startTestHub, type TestHub } from '../kit/hub.js';

/**
 * The authorisation matrix: every operation on every basis, with and without a purpose, for certificates in every state that are
 * recognised or not, by platforms with and without the right. What the judge and the recorder say, over PostgreSQL and many in
 * a transaction as under load, is compared with tables that know nothing of either.
 */

const BATCH = 1_000;

let hub: TestHub;
let world: CertificateWorld;
const all = [...combinations()];

beforeAll(async () => {
  hub = await startTestHub();
  world = new CertificateWorld(hub, await hub.peer('henan'));
  await world.furnish(all);
});
afterAll(() => hub.close());

interface Use {
  readonly combination: Combination;
  readonly act: CertificateAct<'UseCertificate'>;
}

interface Judged extends Use {
  readonly told: RecordedCertificateAct | undefined;
  readonly expected: Verdict;
}

function* batches(chosen: readonly Combination[]): Iterable<Use[]> {
  for (let at = 0; at < chosen.length; at += BATCH) {
    yield chosen.slice(at, at + BATCH).map((combination) => ({ combination, act: world.use(combination) }));
  }
}

function verdictOf(told: AllowedUse | HubError): Verdict {
  if (told instanceof HubError) return { allowed: false, code: told.code };
  return { allowed: true, conditions: told.conditions };
}

describe('the use of a certificate', () => {
  it('is judged as the tables say, in every combination of what can be right and wrong', async () => {
    let allowed = 0;
    const other: object[] = [];
    for (const batch of batches(all)) {
      const judged = await world.judge(batch.map(({ act }) => act));
      batch.forEach(({ combination }, i) => {
        const told = judged[i];
        if (told === undefined) throw new Error('not judged');
        const [expected, verdict] = [expectedOf(combination), verdictOf(told)];
        if (verdict.allowed) allowed++;
        if (JSON.stringify(verdict) !== JSON.stringify(expected))
          other.push({ ...combination, expected, verdict });
      });
    }
    expect(other.slice(0, 5)).toEqual([]);
    expect([all.length, allowed]).toEqual([92_800, 4_608]);
  });

  describe('with at most one point that is not as it should be', () => {
    const uses: Judged[] = [];
    let log: AuditedLog;

    beforeAll(async () => {
      for (const batch of batches(all.filter((each) => oddPointsOf(each) <= 1))) {
        const recorded = await world.record(batch.map(({ act }) => act));
        const judged = batch.map((use, i) => ({
          ...use,
          told: recorded[i],
          expected: expectedOf(use.combination),
        }));
        uses.push(...judged);
      }
      log = await auditHub(hub);
    });

    const codeOf = ({ expected }: Judged) => (expected.allowed ? null : expected.code);
    const isOf =
      (...operations: string[]) =>
      (use: Judged) =>
        operations.includes(use.combination.operation);
    const isAllowed = ({ expected }: Judged) => expected.allowed;

    it('is recorded with the verdict of the tables', () => {
      const told = uses.map((use) => (use.told?.kind === 'refused' ? use.told.error.code : null));
      expect(told).toEqual(uses.map(codeOf));
      expect(uses).toHaveLength(6_320);
    });

    it('stands in the ledger, whatever became of it, as it was asked for', async () => {
      const rows = await hub.database.query<{ use_id: string }>(
        `select use_id, requester, operation, organisation, clerk, certificate_id, basic_code, case_ref, consent_id, duty,
           refusal_code from certificate_use`,
      );
      const ledger = new Map(rows.map(({ use_id, ...row }) => [use_id, row]));
      const entered = uses.map(({ act }) => ledger.get(act.leafId));
      expect(entered).toEqual(
        uses.map((use) => {
          const { purpose, ...body } = use.act.message.body;
          return {
            requester: use.act.peer,
            operation: body.operation,
            organisation: body.organisation,
            clerk: body.clerk,
            certificate_id: body.certificateId ?? null,
            basic_code: purpose?.basicCode ?? null,
            case_ref: purpose?.caseRef ?? null,
            consent_id: body.consentId ?? null,
            duty: body.duty ?? null,
            refusal_code: codeOf(use),
          };
        }),
      );
    });

    it('stands in the log, a refusal with its code', () => {
      const leaves = new Map(log.leaves.map((leaf) => [leaf.id, leaf]));
      const logged = uses.map(({ act }) => {
        const { type, actor, code = null } = leaves.get(act.leafId) ?? {};
        return { type, actor, code };
      });
      expect(logged).toEqual(
        uses.map((use) => ({ type: 'UseCertificate', actor: use.act.peer, code: codeOf(use) })),
      );
    });

    it('is asked of the issuing platform when its contents may be had, and never otherwise', async () => {
      const rows = await hub.database.query<{ use_id: string }>('select use_id from certificate_asking');
      const asked = uses.filter(isOf('DATA', 'FILE', 'VERIFY')).filter(isAllowed);
      expect(new Set(rows.map(({ use_id }) => use_id))).toEqual(new Set(asked.map(({ act }) => act.leafId)));
    });

    it('finds what the holder has of the type, each once, though many look for it at once', () => {
      const found = uses.filter(isOf('FIND')).filter(isAllowed);
      for (const { combination, told } of found) {
        const ids = told?.kind === 'answered' ? told.found.map(({ certificateId }) => certificateId) : [];
        expect(ids.toSorted()).toEqual(world.heldOf(combination).toSorted());
      }
      expect(found.length).toBeGreaterThan(100);
    });

    it('counts against the consent that it rests on, and against no other', async () => {
      const counted = new Map<string, number>();
      for (const { act } of uses.filter(isOf('FIND', 'DATA', 'FILE', 'VERIFY')).filter(isAllowed)) {
        const { consentId } = act.message.body;
        if (consentId !== undefined) counted.set(consentId, (counted.get(consentId) ?? 0) + 1);
      }
      const rows = await hub.database.query<{ consent_id: string; uses_left: number }>(
        'select consent_id, uses_left from consent',
      );
      for (const { consent_id, uses_left } of rows) {
        const granted = uses_left + (counted.get(consent_id) ?? 0);
        expect([world.usesOf(consent_id), consent_id]).toEqual([granted, consent_id]);
      }
      expect(counted.size).toBeGreaterThan(100);
    });
  });
});
