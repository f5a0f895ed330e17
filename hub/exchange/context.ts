import { outlivesCase, participants } from '#domain/case';
import { dayOf } from '#domain/rules';
import {
  blobs,
  cases,
  commitmentBars,
  erasures,
  inbox,
  messages,
  refusals,
  type Tx,
  waybills,
} from '#hub/store';
import { blobsOf, opensCase } from '#proto/schema';
import { caseNoOf, caseRefOf, type RefusedAct, type VerifiedAct, waybillOf } from './act.js';
import type { ApplicantTags } from './applicant-tags.js';
import { commitmentIn } from './commitment-bar.js';

/**
 * Everything stored that a batch of acts is judged against, read under locks in the transaction that will write. Judging
 * an act brings it up to date, so that the acts of one batch see each other in order.
 */
export interface Context {
  /** By issuer and message id. */
  readonly messages: Map<string, messages.FoundMessage>;
  readonly cases: Map<string, cases.CaseRow>;
  /** By submitter and its own case number: the hub's case number. */
  readonly caseRefs: Map<string, string>;
  readonly blobs: ReadonlyMap<string, blobs.BlobRow>;
  /** "sha256 peer" pairs. */
  readonly blobAccess: ReadonlySet<string>;
  /** Dispatches whose lease the acknowledging recipient holds, and the message id of each. */
  readonly leases: Map<string, string>;
  /** The cases that are, or were, members of the life events that new ones are to belong to; by their numbers. */
  readonly members: Map<string, readonly cases.CaseRow[]>;
  /** Of what may come when a case has ended: cases whose contents were destroyed, which take nothing any more. */
  readonly erased: ReadonlySet<string>;
  /** By case and waybill: the hand-over of originals that travels under it. */
  readonly waybills: Map<string, string>;
  /** Of acts that rest on a commitment, by `messageKey`: until when their applicants are kept from one. */
  readonly bars: ReadonlyMap<string, string>;
  /** Cases that refused messages claim to be about. */
  readonly claimed: ReadonlyMap<string, cases.CaseRow>;
}

/**
 * @param isNew whether an act may be taken for new, so that nobody looks whether it is stored already. A mistake shows when
 *   it is written.
 */
export async function loadContext(
  tx: Tx,
  acts: readonly VerifiedAct[],
  claims: readonly string[],
  isNew: (act: VerifiedAct) => boolean,
  applicants: Pick<ApplicantTags, 'tagOf'>,
): Promise<Context> {
  const known = acts.filter((act) => !isNew(act)).flatMap((act) => [act, act.holds ?? []].flat());
  const references = acts.flatMap((act) =>
    blobsOf(act.message).map(({ sha256 }) => ({ sha256, peerId: act.peer })),
  );
  const late = acts.filter(mayFollowErasure).flatMap(casesOf);
  const couriered = acts.filter(({ message }) => waybillOf(message) !== undefined).flatMap(casesOf);
  const [stored, rows, members, refs, files, access, leases, claimed, erased, parcels, bars] =
    await Promise.all([
      messages.findMessages(
        tx,
        known.map((act) => ({ issuer: act.header.iss, messageId: act.header.jti })),
      ),
      cases.lockCases(tx, [...new Set(acts.flatMap(casesOf))]),
      cases.findMembers(tx, [...new Set(acts.flatMap(lifeEventsOf))]), // behind the locks: no other comes in meanwhile
      cases.findCaseRefs(
        tx,
        known.flatMap(({ message, peer }) =>
          opensCase(message) ? { submitter: peer, caseRef: caseRefOf(message) } : [],
        ),
      ),
      blobs.findBlobs(tx, [...new Set(references.map(({ sha256 }) => sha256))]),
      blobs.findBlobAccess(tx, references),
      inbox.lockLeases(
        tx,
        acts.flatMap(({ lease, peer }) =>
          lease === undefined
            ? []
            : { recipient: peer, caseNo: lease.caseNo, seq: lease.seq, leaseToken: lease.token },
        ),
      ),
      cases.getCases(tx, claims), // not locked: whoever is turned away must not keep others waiting
      erasures.findErased(tx, late),
      waybills.listHandOvers(tx, couriered), // behind the locks of the cases
      commitmentBars.findBars(
        tx,
        acts.flatMap((act) => barQuery(act, applicants)),
      ),
    ]);
  return {
    messages: new Map(stored.map((row) => [messageKey(row.issuer, row.messageId), row])),
    cases: new Map(rows.map((row) => [row.caseNo, row])),
    caseRefs: new Map(refs.map((ref) => [caseRefKey(ref.submitter, ref.caseRef), ref.caseNo])),
    members: byLifeEvent(members),
    blobs: new Map(files.map((file) => [file.sha256, file])),
    blobAccess: new Set(access.map(({ sha256, peerId }) => accessKey(sha256, peerId))),
    leases: new Map(
      leases.map(({ recipient, caseNo, seq, messageId }) => [dispatchKey(recipient, caseNo, seq), messageId]),
    ),
    erased: new Set(erased),
    waybills: new Map(parcels.map((row) => [waybillKey(row.caseNo, row.waybill), row.handOverNo])),
    bars: new Map(bars.map(({ key, until }) => [key, until])),
    claimed: new Map(claimed.map((row) => [row.caseNo, row])),
  };
}

/** An acknowledgement may not: a case is not erased while one is awaited. */
function mayFollowErasure({ message: { type } }: VerifiedAct): boolean {
  return type !== 'DispatchAcknowledgement' && outlivesCase(type);
}

/**
 * What an act is judged by: its case; for a part of a joint case the one that leads, for a member of a life event the whole, which
 * must not end meanwhile.
 */
function casesOf({ message }: VerifiedAct): string[] {
  if (!opensCase(message)) return [message.body.caseNo];
  if (message.type === 'ItemConsultationOpened') return [];
  const { leadCaseNo, lifeEvent } = message.body;
  const named = leadCaseNo ?? lifeEvent?.lifeEventNo;
  return named === undefined ? [] : [named];
}

function barQuery(
  { header, message, receivedAt }: VerifiedAct,
  applicants: Pick<ApplicantTags, 'tagOf'>,
): commitmentBars.BarQuery[] {
  if (commitmentIn(message) === undefined) return [];
  const key = messageKey(header.iss, header.jti);
  const [applicantTag, caseNo] = [applicants.tagOf(message), caseNoOf(message)];
  return [{ key, applicantTag, caseNo, day: dayOf(receivedAt) }];
}

function lifeEventsOf({ message }: VerifiedAct): string[] {
  return message.type === 'SubmitCase' && message.body.lifeEvent !== undefined
    ? [message.body.lifeEvent.lifeEventNo]
    : [];
}

/**
 * The case that a refused act belongs to: the one it speaks of, or for a submission the one that bears its number already. Only
 * of a participant: a stranger plants nothing into the records of a case (proved by test/integration/case-refusals.test.ts).
 */
export function caseOfRefused(act: VerifiedAct | RefusedAct, context: Context): string | undefined {
  if (act.kind === 'act' && opensCase(act.message))
    return context.caseRefs.get(caseRefKey(act.peer, caseRefOf(act.message)));
  const row =
    act.kind === 'act'
      ? context.cases.get(caseNoOf(act.message) ?? '')
      : context.claimed.get(act.claimedCase ?? '');
  return row !== undefined && participants(row).includes(act.peer) ? row.caseNo : undefined;
}

function byLifeEvent(rows: readonly cases.CaseRow[]): Map<string, readonly cases.CaseRow[]> {
  const found = new Map<string, readonly cases.CaseRow[]>();
  for (const row of rows) {
    const { lifeEventNo = '' } = row.facets.membership ?? {};
    found.set(lifeEventNo, [...(found.get(lifeEventNo) ?? []), row]);
  }
  return found;
}

/** Refusals of this batch that an attempt with unknown outcome has written after all; by leaf id. */
export async function alreadyRefused(
  tx: Tx,
  acts: readonly Pick<RefusedAct, 'leafId'>[],
): Promise<ReadonlySet<string>> {
  return new Set(
    await refusals.findRefusals(
      tx,
      acts.map((act) => act.leafId),
    ),
  );
}

export function messageKey(issuer: string, messageId: string): string {
  return `${issuer} ${messageId}`;
}

export function caseRefKey(submitter: string, caseRef: string): string {
  return `${submitter} ${caseRef}`;
}

export function waybillKey(caseNo: string, waybill: string): string {
  return `${caseNo} ${waybill}`;
}

export function accessKey(sha256: string, peerId: string): string {
  return `${sha256} ${peerId}`;
}

export function dispatchKey(recipient: string, caseNo: string, seq: number): string {
  return `${recipient} ${caseNo}/${seq}`;
}
