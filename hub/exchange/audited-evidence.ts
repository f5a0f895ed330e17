import {
  caseRequested,
  commit,
  type EvidenceBundle,
  type EvidenceScope,
  FIELD_GROUPS,
  type FieldGroup,
  formatAuditorLeaf,
  SALT_BYTES,
  withhold,
} from '#crypto/evidence';
import { isWithinDivision } from '#domain/codes';
import type { Directory } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { auditorGrants, cases, compose, type Database, events, logStore } from '#hub/store';
import { PolicyError } from '#proto/errors';
import { opensCase } from '#proto/schema';
import { checkStanding } from './auditors.js';
import { caseEvidence } from './case-evidence.js';
import type { CaseReading } from './case-reading.js';
import { readCaseMessage } from './stored-message.js';

export interface AuditedEvidenceParts {
  readonly db: Database;
  readonly reading: Pick<CaseReading, 'audited'>;
  /** As it stands now. */
  readonly directory: () => Directory;
  readonly runtime: Runtime;
  readonly hubId: string;
}

export interface EvidenceRequest {
  readonly caseNo: string;
  /** Groups that the auditor does not want either. */
  readonly without: readonly FieldGroup[];
}

/** The word to an auditor is the same whether there is no such case, or none for him: he learns of no other. */
const REFUSED = 'NOT_ALLOWED';

/**
 * Evidence of single cases for auditors: what their grant covers, without the groups that it withholds, and nothing else. Every
 * request of an auditor who is known has its leaf before it is answered, refusals too.
 */
export class AuditedEvidence {
  readonly #parts: AuditedEvidenceParts;

  constructor(parts: AuditedEvidenceParts) {
    this.#parts = parts;
  }

  /** @throws PolicyError NOT_ALLOWED, VerificationError UNAUTHENTICATED when the grant has ended meanwhile. */
  async fetch(grant: auditorGrants.AuditorGrant, request: EvidenceRequest): Promise<EvidenceBundle> {
    const { db, reading, directory, hubId } = this.#parts;
    const { caseNo } = request;
    const { evidence } = grant;
    const row = evidence === null ? undefined : await cases.getCase(db, caseNo);
    if (evidence === null || row === undefined || !(await this.#isCovered(evidence, row))) {
      await this.#record(grant, caseNo, undefined);
      throw new PolicyError(REFUSED, 'the grant covers no such case');
    }
    const hidden = new Set([...evidence.without, ...request.without]);
    const proven = await reading.audited(row);
    const bundle = caseEvidence(proven, { caseNo, hub: hubId, directory: directory() });
    const shown = withhold(bundle, hidden);
    await this.#record(
      grant,
      caseNo,
      FIELD_GROUPS.filter((group) => hidden.has(group)),
    );
    return shown;
  }

  /** Every condition must hold, and what nobody can tell any more does not. */
  async #isCovered(scope: EvidenceScope, row: cases.CaseRow): Promise<boolean> {
    if (scope.cases !== undefined && !scope.cases.includes(row.caseNo)) return false;
    if (scope.items !== undefined && !scope.items.includes(row.basicCode)) return false;
    if (scope.from !== undefined || scope.to !== undefined) {
      const { from = 0, to = Number.MAX_SAFE_INTEGER } = scope;
      const period = { from, to: Math.min(to, LAST_MOMENT), items: undefined };
      if (!(await cases.isInPeriod(this.#parts.db, row.caseNo, period))) return false;
    }
    const { divisions } = scope;
    if (divisions === undefined) return true;
    const places = await this.#placesOf(row);
    return places.some((place) => divisions.some((division) => isWithinDivision(place, division)));
  }

  /** Where it was taken in and where it is decided, as the submission says; of an erased case where its platforms are. */
  async #placesOf({ caseNo, submitter, competent }: cases.CaseRow): Promise<string[]> {
    const directory = this.#parts.directory();
    const placeOf = (peer: string) => directory.peer(peer)?.divisionCode ?? [];
    const [first] = await events.getEvents(this.#parts.db, [{ caseNo, seq: 1 }]);
    const message = first?.secret === undefined ? undefined : readCaseMessage(first);
    if (message === undefined || !opensCase(message)) return [submitter, competent].flatMap(placeOf);
    const intakeDivision = 'intakeDivision' in message.body ? message.body.intakeDivision : undefined;
    return [intakeDivision ?? placeOf(submitter), message.body.divisionCode ?? placeOf(competent)].flat();
  }

  /** @param without undefined: it is refused. */
  async #record(
    { grantId, auditor }: auditorGrants.AuditorGrant,
    caseNo: string,
    without: readonly FieldGroup[] | undefined,
  ): Promise<void> {
    const { db, runtime, hubId } = this.#parts;
    const [id, salt] = [runtime.newId(), runtime.random(SALT_BYTES)];
    const code = without === undefined ? REFUSED : undefined;
    await db.transaction('auditor.request', async (tx) => {
      const at = runtime.now();
      checkStanding(await auditorGrants.holdGrant(tx, grantId), at);
      const body = formatAuditorLeaf({
        ...{ at, auditor, case: commit('case', salt, caseRequested(caseNo)), code, grant: grantId },
        ...{ hub: hubId, id, type: 'EvidenceRequested', v: 1, without },
      });
      const row = { leafId: id, grantId, caseNo, code: code ?? null, salt, askedAt: at };
      const write = compose([
        auditorGrants.insertRequest(row),
        logStore.insertPending([{ leafId: id, body }]),
      ]);
      if (write !== undefined) tx.send(write);
      // COMMIT POINT: auditor.request. Nothing is handed over before; what is lost with the answer stands in the log as asked for.
      // A revocation comes before it, and nothing is handed over, or waits for it (proved by test/fault/auditors.test.ts).
    });
  }
}

/** The last that a Date can tell, in unix milliseconds. */
const LAST_MOMENT = 8.64e15;
