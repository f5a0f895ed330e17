import type { EvidencedUse, ProvenLeaf } from '#crypto/evidence';
import { groupSalt } from '#crypto/evidence/commitment';
import {
  type cases,
  certificateActs,
  certificateUses,
  consents,
  type Database,
  type events,
} from '#hub/store';
import { isHandingIn } from '#proto/schema';
import { messageKey } from './context.js';
import { readCaseMessage } from './stored-message.js';

/** A use of a certificate for a case: what the ledger says of it, and under which leaves it stands in the log. */
export interface CaseUse {
  readonly use: certificateUses.UseRow;
  readonly outcomeLeaves: readonly string[];
  readonly consentLeaf: string | undefined;
  /** Of the code that was shown. */
  readonly opening: Opening | undefined;
}

/** The act that opened a presentation: kept for ever, unlike its code. */
type Opening = Pick<certificateActs.CertificateActRow, 'leafId' | 'salt'>;

/** Of each participant; whoever asks for more for one case has no end in view. */
const MOST_USES = 500;

/** Of the submitting platform under its number of the case, and of the deciding one under its own. */
export async function usesOfCase(db: Database, row: cases.CaseRow): Promise<CaseUse[]> {
  const { submitter, submitterCaseRef, competent, competentCaseRef } = row;
  const cases = [{ requester: submitter, caseRef: submitterCaseRef }];
  if (competentCaseRef !== undefined && competent !== submitter) {
    cases.push({ requester: competent, caseRef: competentCaseRef });
  }
  const uses = (
    await Promise.all(cases.map((each) => certificateUses.listUsesForCase(db, each, MOST_USES)))
  ).flat();
  const [outcomes, consentLeaves, openings] = await Promise.all([
    certificateUses.listOutcomes(
      db,
      uses.map(({ useId }) => useId),
    ),
    leavesOfConsents(db, [...new Set(uses.flatMap(({ consentId }) => consentId ?? []))]),
    openingsOf(db, uses),
  ]);
  return uses.map((use) => ({
    use,
    outcomeLeaves: outcomes.flatMap(({ useId, leafId }) => (useId === use.useId ? leafId : [])),
    consentLeaf: consentLeaves.get(use.consentId ?? ''),
    opening: openings.get(messageKey(use.presentationPlatform ?? '', use.presentationId ?? '')),
  }));
}

async function openingsOf(
  db: Database,
  uses: readonly certificateUses.UseRow[],
): Promise<Map<string, Opening>> {
  const keys = uses.flatMap(({ presentationPlatform: issuer, presentationId: messageId }) =>
    issuer === null || messageId === null ? [] : { issuer, messageId },
  );
  const acts = await certificateActs.findCertificateActs(db, keys);
  return new Map(acts.map((act) => [messageKey(act.issuer, act.messageId), act]));
}

async function leavesOfConsents(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const granted = await consents.findConsents(db, ids);
  const keys = granted.map(({ platform, consentId }) => ({ issuer: platform, messageId: consentId }));
  const acts = await certificateActs.findCertificateActs(db, keys);
  return new Map(acts.map(({ messageId, leafId }) => [messageId, leafId]));
}

export function leavesOf({ use, outcomeLeaves, consentLeaf, opening }: CaseUse): string[] {
  return [use.useId, ...outcomeLeaves, consentLeaf ?? [], opening?.leafId ?? []].flat();
}

/** Certificates that materials of the case name: every participant has read their identifiers. */
export function certificatesNamed(rows: readonly events.EventRow[]): ReadonlySet<string> {
  const materials = rows.flatMap((row) => {
    if (row.secret === undefined || !isHandingIn(row.type)) return [];
    const { body } = readCaseMessage(row);
    return 'materials' in body ? body.materials : [];
  });
  return new Set(materials.flatMap(({ certificate }) => certificate?.certificateId ?? []));
}

/**
 * Which case a use was for, its participants know; which certificate, whoever used it, or all when a material names it. The
 * salts of the groups alone are given away: what else stands in the signed use stays closed (proved by
 * test/integration/material-references.test.ts).
 */
export function provenUse(
  asker: string | undefined,
  { use, outcomeLeaves, consentLeaf, opening }: CaseUse,
  named: ReadonlySet<string>,
  leafOf: (leafId: string) => ProvenLeaf,
): EvidencedUse {
  const { useId, requester, caseRef, certificateId, salt } = use;
  const isKnown = certificateId !== null && (requester === asker || named.has(certificateId));
  return {
    useId,
    requester,
    caseRef: caseRef ?? '',
    caseSalt: groupSalt('case', salt),
    certificate: isKnown ? { id: certificateId, salt: groupSalt('certificate', salt) } : undefined,
    use: leafOf(useId),
    outcomes: outcomeLeaves.map(leafOf),
    consent: consentLeaf === undefined ? undefined : leafOf(consentLeaf),
    presentation: opening && {
      ...leafOf(opening.leafId),
      certificateSalt: isKnown ? groupSalt('certificate', opening.salt) : undefined,
    },
  };
}
