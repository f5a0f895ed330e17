import { commitmentDigests } from '#crypto/evidence/commitment';
import { signingInput } from '#crypto/jose';
import { equalBytes } from '#crypto/primitives';
import {
  applyAct,
  type CaseFacts,
  type CaseState,
  earlyActNamed,
  HUB,
  isRefusal,
  participants,
  statesAwaited,
} from '#domain/case';
import { isWithinDivision } from '#domain/codes';
import { jurisdictionFault } from '#domain/division';
import type { GrantPolicy } from '#domain/intake';
import { type ImplementationEntry, isOpenBetween } from '#domain/item';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { ConflictError, NotFoundError, PolicyError, RuleError, ValidationError } from '#proto/errors';
import { blobsOf, opensCase, type Payload, readCaseAct } from '#proto/schema';
import { caseNoOf, isDispatched, type VerifiedAct } from './act.js';
import { checkBar } from './commitment-bar.js';
import { accessKey, type Context, caseRefKey, dispatchKey, messageKey } from './context.js';
import { checkDeferral } from './deferral.js';
import { checkDelivery } from './delivery-rule.js';
import { checkExtension } from './extension.js';
import { checkIntake } from './intake-rule.js';
import { checkLead } from './joint-rules.js';
import { checkMembers, checkMembership } from './life-event-rules.js';
import { checkNotice } from './one-notice.js';
import { checkCredit, checkMethod, checkPledge } from './pledge.js';
import { checkWindow } from './rating-window.js';
import { ItemNotMappedError, type ResolvedItem, resolveItem } from './resolve-item.js';
import type { Rules } from './rules.js';
import { erased } from './stored-message.js';
import { checkFreshness } from './verification.js';
import { checkWaybill, rememberWaybill } from './waybill-rule.js';

/** What an act may do: become an event, turn out to be stored already, or have come too early. A refusal is thrown. */
export type Verdict =
  | Accepted
  | { readonly kind: 'repeated'; readonly caseNo: string; readonly seq: number }
  | { readonly kind: 'early'; readonly waitsFor: readonly CaseState[] };

export interface Accepted {
  readonly kind: 'accepted';
  /** The case before the act; undefined when the act opens it. */
  readonly before: cases.CaseRow | undefined;
  readonly row: cases.CaseRow;
  readonly recipients: readonly string[];
}

export interface JudgeSettings {
  readonly clockWindowMs: number;
  readonly intakeGrants: GrantPolicy;
  /** Whether acts that come before what they build on may be held back. */
  readonly holdsEarlyActs: boolean;
  /** Names a case that is opened now. */
  newCaseNo(): string;
  /** Whether the certificates that the act names stand for their materials in its case. @throws RuleError. */
  checkReferences(act: VerifiedAct, row: cases.CaseRow): void;
}

/**
 * Decides about one act. Pure but for the context, which it brings up to date when the act is accepted.
 * @throws HubError saying why the act is refused.
 */
export function judge(act: VerifiedAct, context: Context, rules: Rules, settings: JudgeSettings): Verdict {
  const repeated = findRepeated(act, context) ?? (act.holds && findRepeated(act.holds, context));
  if (repeated !== undefined) return repeated;
  const before = context.cases.get(caseNoOf(act.message) ?? '');
  checkNotRefused(act, before); // it may be asked for as long afterwards as a repetition
  const { clockWindowMs } = settings;
  const now = act.heldSince ?? act.receivedAt;
  checkFreshness(act.header, { directory: rules.directory, now, clockWindowMs }); // after the look for repetitions
  checkBlobs(act, context);
  const waitsFor = settings.holdsEarlyActs ? awaitedBy(act, before, context) : undefined;
  if (waitsFor !== undefined) return { kind: 'early', waitsFor };
  const row =
    act.message.type === 'SubmitCase'
      ? open(act, act.message.body, context, rules, settings)
      : act.message.type === 'ItemConsultationOpened'
        ? inquire(act, act.message.body, context, rules, settings)
        : advance(act, before, context, rules);
  checkIntake(act, row, before, { rules, policy: settings.intakeGrants });
  settings.checkReferences(act, row);
  remember(act, row, context);
  return { kind: 'accepted', before, row, recipients: recipientsOf(act, row) };
}

/** The states that an act waits for which came before what it builds on; undefined when it did not. */
function awaitedBy(
  act: VerifiedAct,
  row: cases.CaseRow | undefined,
  context: Context,
): readonly CaseState[] | undefined {
  if (row === undefined || act.isHubs || context.erased.has(row.caseNo)) return undefined;
  return statesAwaited(row, { type: act.message.type, actor: act.peer });
}

/** Whoever is answered at once hears of it by that. */
function recipientsOf({ message, peer }: VerifiedAct, row: cases.CaseRow): readonly string[] {
  if (!isDispatched(message.type)) return [];
  if (message.type === 'EarlyActRefused') return [message.body.sender];
  return participants(row).filter((each) => each !== peer);
}

/** A message that was held back is refused once and for all. */
function checkNotRefused({ header, peer }: VerifiedAct, row: cases.CaseRow | undefined): void {
  const { jti: messageId } = header;
  const early = earlyActNamed(row?.facets.earlyActs, { messageId, sender: peer });
  if (early?.refusal === undefined) return;
  const since = new Date(early.since).toISOString();
  throw new RuleError(
    'EARLY_ACT_REFUSED',
    `it was held back from ${since} on, and refused: ${early.refusal}`,
  );
}

/** What is held must be early still: the case may have gone on since it was judged. */
function checkHold({ holds }: VerifiedAct, row: cases.CaseRow): void {
  if (holds === undefined || statesAwaited(row, { type: holds.message.type, actor: holds.peer })) return;
  throw new RuleError('ILLEGAL_TRANSITION', `${holds.message.type} is not early any more`);
}

/** The same message again is answered as before; the same id over other bytes is a conflict. */
function findRepeated(act: VerifiedAct, context: Context): Verdict | undefined {
  const stored = context.messages.get(messageKey(act.header.iss, act.header.jti));
  if (stored === undefined) return undefined;
  const { salt } = stored;
  if (salt === null) return erased(stored.caseNo); // nobody can say whether it is the same, and nobody needs to
  if (stored.isHeld && act.heldSince !== undefined) return undefined; // its turn has come
  if (equalBytes(stored.commitment, commitmentDigests('message', salt, signingInput(act.parts)).sha256))
    return { kind: 'repeated', caseNo: stored.caseNo, seq: stored.seq };
  throw new ConflictError('CONFLICT', `message ${act.header.jti} was sent before with other contents`);
}

function checkBlobs(act: VerifiedAct, context: Context): void {
  for (const [i, blob] of blobsOf(act.message).entries()) {
    const stored = context.blobs.get(blob.sha256);
    const isHeld = stored !== undefined && context.blobAccess.has(accessKey(blob.sha256, act.peer));
    // Not the media type: it is what a sender says of the bytes, and the next one may say something else of the same.
    const isSame = stored?.sm3 === blob.sm3 && stored.size === blob.size;
    if (isHeld && isSame) continue;
    throw new RuleError(
      'BLOB_MISSING',
      isHeld ? 'a file differs from its upload' : 'a file was not uploaded',
      {
        violations: [{ pointer: `/blob/${i}`, message: `${blob.fileName} (sha256 ${blob.sha256})` }],
      },
    );
  }
}

function open(
  act: VerifiedAct,
  body: Payload<'SubmitCase'>,
  context: Context,
  rules: Rules,
  settings: JudgeSettings,
): cases.CaseRow {
  checkCaseRef(act.peer, body.caseRef, context);
  checkLead(act.peer, body.leadCaseNo, context);
  checkMembership(act.peer, body, context);
  const date = dayOf(act.receivedAt);
  checkMembers(act.peer, body, date, rules);
  const intake = placeOfIntake(act.peer, body.intakeDivision, date, rules);
  const resolved = competent(body, date, rules);
  const { entry, peerId } = resolved;
  checkMode(body.mode, entry);
  checkMaySubmit(act.peer, entry, date, rules);
  checkPartners({ intake, asked: body.divisionCode, date }, resolved, rules);
  checkCredit(act.message);
  checkBar(act, barOn(act, context));
  checkPledge(body, entry, act.receivedAt, rules);
  // Nobody decides a life event: the platform that opened it keeps hold of it.
  const facts = applied(act, undefined, body.members.length > 0 ? act.peer : peerId);
  const { itemCode, caseRef } = body;
  return opened(act, facts, { caseNo: settings.newCaseNo(), itemCode, caseRef, entry });
}

/** 事项咨询: whoever may submit an item may ask about it. */
function inquire(
  act: VerifiedAct,
  body: Payload<'ItemConsultationOpened'>,
  context: Context,
  rules: Rules,
  settings: JudgeSettings,
): cases.CaseRow {
  const { itemCode, consultationNo: caseRef } = body;
  checkCaseRef(act.peer, caseRef, context);
  const date = dayOf(act.receivedAt);
  const { entry, peerId } = competent(body, date, rules);
  checkMaySubmit(act.peer, entry, date, rules);
  const facts = applied(act, undefined, peerId);
  return opened(act, facts, { caseNo: settings.newCaseNo(), itemCode, caseRef, entry });
}

interface Opened {
  readonly caseNo: string;
  readonly itemCode: string;
  readonly caseRef: string;
  readonly entry: ImplementationEntry;
}

function opened(
  { receivedAt }: VerifiedAct,
  facts: CaseFacts,
  { caseNo, itemCode, caseRef, entry }: Opened,
): cases.CaseRow {
  // Written out: copying objects member by member is what this path would spend its time on.
  return {
    caseNo,
    state: facts.state,
    mode: facts.mode,
    submitter: facts.submitter,
    competent: facts.competent,
    eventCount: facts.eventCount,
    openNotice: facts.openNotice,
    facets: facts.facets,
    submitterCaseRef: caseRef,
    competentCaseRef: undefined,
    itemCode,
    basicCode: entry.basicCode,
    implementationCode: entry.implementationCode,
    createdAt: receivedAt,
    updatedAt: receivedAt,
  };
}

function advance(
  act: VerifiedAct,
  row: cases.CaseRow | undefined,
  context: Context,
  rules: Rules,
): cases.CaseRow {
  if (row === undefined || !(act.isHubs || participants(row).includes(act.peer))) {
    throw new NotFoundError('NOT_FOUND', `no case ${caseNoOf(act.message)}`); // to outsiders it does not exist
  }
  if (context.erased.has(row.caseNo)) erased(row.caseNo);
  if (act.message.type === 'DispatchAcknowledgement') checkLease(act, act.message.body, context);
  checkDelivery(act.message);
  checkHold(act, row);
  const facts = applied(act, row);
  checkNotice(act.message, row);
  checkCredit(act.message);
  checkBar(act, barOn(act, context));
  checkDeferral(act.message, row, act.receivedAt, rules);
  checkMethod(act.message, row, rules);
  checkWindow(act.message, row, act.receivedAt, rules);
  checkWaybill(act, context);
  checkExtension(act.message, row, act.receivedAt, rules);
  const { body } = act.message;
  const competentCaseRef = 'competentCaseRef' in body ? body.competentCaseRef : row.competentCaseRef;
  return { ...row, ...facts, competentCaseRef, updatedAt: act.receivedAt };
}

function barOn({ header: { iss, jti } }: VerifiedAct, { bars }: Context): string | undefined {
  return bars.get(messageKey(iss, jti));
}

/** An acknowledgement counts only while its lease is held: a late consumer changes nothing. */
function checkLease(act: VerifiedAct, body: Payload<'DispatchAcknowledgement'>, context: Context): void {
  const { lease } = act;
  if (lease === undefined) {
    throw new ValidationError('MALFORMED', 'an acknowledgement comes through the inbox, with its lease');
  }
  if (lease.caseNo !== body.caseNo || lease.seq !== body.eventSeq) {
    throw new ValidationError('MALFORMED', 'the acknowledgement speaks of another dispatch than its lease');
  }
  const dispatched = context.leases.get(dispatchKey(act.peer, lease.caseNo, lease.seq));
  if (dispatched === undefined) {
    throw new ConflictError('LEASE_LOST', `the lease of ${lease.caseNo}/${lease.seq} is no longer held`);
  }
  if (body.messageId !== dispatched) {
    throw new ValidationError(
      'MALFORMED',
      'the acknowledgement speaks of another message than was dispatched',
      {
        violations: [{ pointer: '/messageId', message: `${dispatched} was dispatched` }],
      },
    );
  }
}

function applied(
  { message, header, peer, isHubs, receivedAt: at }: VerifiedAct,
  facts: CaseFacts | undefined,
  competent?: string,
): CaseFacts {
  const actor = isHubs ? HUB : peer;
  const act = readCaseAct(message.type, message.body, { actor, at, messageId: header.jti, competent });
  if (act === undefined) throw new TypeError(`${message.type} was read, and does not say what it is`);
  const result = applyAct(facts, act);
  if (!isRefusal(result)) return result;
  const { code, detail, violations = [] } = result;
  throw code === 'WRONG_PLATFORM'
    ? new PolicyError(code, detail)
    : new RuleError(code, detail, { violations });
}

function checkCaseRef(peer: string, caseRef: string, { caseRefs }: Context): void {
  const taken = caseRefs.get(caseRefKey(peer, caseRef));
  if (taken !== undefined) throw new ConflictError('DUPLICATE_CASE', `${caseRef} is case ${taken} already`);
}

function checkMaySubmit(peer: string, { basicCode }: ImplementationEntry, date: string, rules: Rules): void {
  if (rules.directory.may(peer, 'SUBMIT', basicCode, date)) return;
  throw new PolicyError('NOT_ALLOWED', `${peer} may not submit item ${basicCode}`);
}

function competent(
  body: Pick<Payload<'SubmitCase'>, 'itemCode' | 'divisionCode'>,
  date: string,
  rules: Rules,
): ResolvedItem {
  const query = { itemCode: body.itemCode, divisionCode: body.divisionCode, date };
  const resolved = resolveItem(rules, query);
  const { peerId, entry } = resolved;
  if (rules.directory.may(peerId, 'DECIDE', entry.basicCode, date)) return resolved;
  throw new ItemNotMappedError(`${peerId} may not decide item ${entry.basicCode}`, query);
}

function checkMode(mode: Payload<'SubmitCase'>['mode'], entry: ImplementationEntry): void {
  if (entry.modes.includes(mode)) return;
  throw new RuleError(
    'MODE_NOT_OFFERED',
    `item ${entry.basicCode} is offered here as ${entry.modes.join(', ')}`,
  );
}

/** 收件地: as the sender names it, within its own division; else that division, for every place beneath it. */
function placeOfIntake(
  peer: string,
  named: string | undefined,
  date: string,
  { directory, divisions }: Rules,
): string | undefined {
  const own = directory.peer(peer)?.divisionCode;
  if (named === undefined || own === undefined) return own;
  const fault = jurisdictionFault(divisions, { place: named, own, date });
  if (fault === undefined) return named;
  const violations = [{ pointer: '/intakeDivision', message: fault.detail }];
  throw fault.kind === 'UNKNOWN'
    ? new ValidationError('MALFORMED', 'the place of intake is not valid', { violations })
    : new PolicyError('NOT_ALLOWED', `${peer} takes cases in for its own places alone`, { violations });
}

interface Between {
  readonly intake: string | undefined;
  /** The division that the sender named. */
  readonly asked: string | undefined;
  readonly date: string;
}

/** What places agreed between themselves (点对点) is handled for their own people alone. */
function checkPartners(
  { intake, asked, date }: Between,
  { entry, partnerships }: ResolvedItem,
  { divisions }: Rules,
): void {
  if (partnerships.length === 0) return;
  // An authority may serve more places than the partners; the one that was asked for counts, if it is one of these.
  const isServed = asked !== undefined && isWithinDivision(asked, entry.divisionCode);
  const to = isServed ? asked : entry.divisionCode;
  const at = (code: string) => divisions.standingFor(code, date); // agreements outlive the codes that they name
  const today = partnerships.map((each) => ({ ...each, divisions: each.divisions.flatMap(at) }));
  if (intake !== undefined && isOpenBetween(today, at(intake), at(to))) return;
  const partners = partnerships.map((each) => `${each.divisions.join(', ')} (${each.document})`);
  throw new PolicyError(
    'NOT_ALLOWED',
    `item ${entry.basicCode} is not handled between ${intake} and ${to}, but between ${partners.join(' or ')} alone`,
  );
}

function rememberMessage(
  { header: { iss: issuer, jti: messageId }, commitment, salt }: VerifiedAct,
  { caseNo, eventCount: seq }: cases.CaseRow,
  isHeld: boolean,
  context: Context,
): void {
  const key = messageKey(issuer, messageId);
  context.messages.set(key, { issuer, messageId, commitment: commitment.sha256, salt, caseNo, seq, isHeld });
}

/** Later acts of the same batch must see this one. */
function remember(act: VerifiedAct, row: cases.CaseRow, context: Context): void {
  context.cases.set(row.caseNo, row);
  rememberMessage(act, row, false, context);
  if (act.holds !== undefined) rememberMessage(act.holds, row, true, context);
  if (act.message.type === 'EarlyActRefused') {
    const { sender, messageId } = act.message.body;
    context.messages.delete(messageKey(sender, messageId));
  }
  if (opensCase(act.message)) {
    context.caseRefs.set(caseRefKey(act.peer, row.submitterCaseRef), row.caseNo);
    const { lifeEventNo } = row.facets.membership ?? {};
    if (lifeEventNo !== undefined)
      context.members.set(lifeEventNo, [...(context.members.get(lifeEventNo) ?? []), row]);
  }
  rememberWaybill(act, context);
  if (act.lease !== undefined) context.leases.delete(dispatchKey(act.peer, act.lease.caseNo, act.lease.seq));
}
