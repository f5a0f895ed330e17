import { isWithinDivision, parseCertificateId } from '#domain/codes';
import { type CertificateState, holderFaults, mayFollow } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { certificates } from '#hub/store';
import { ConflictError, PolicyError, RuleError, ValidationError } from '#proto/errors';
import type { Rules } from '../rules.js';
import type { CertificateAct } from './act.js';
import { type CertificateContext, placeIn, placeName } from './context.js';
import type { HolderTags } from './holder-tags.js';
import type { PresentationCodes } from './presentation-codes.js';
import type { CertificateRules } from './rules.js';
import type { CertificateWrites } from './writes.js';

export interface CertificateJudging {
  readonly context: CertificateContext;
  readonly writes: CertificateWrites;
  readonly rules: Rules;
  readonly certificateRules: CertificateRules;
  readonly tags: HolderTags;
  readonly codes: PresentationCodes;
}

type Reporting = CertificateAct<'CertificateIssued' | 'CertificateChanged'>;

/** 颁证: the directory learns of a certificate. @throws HubError. */
export function judgeIssued(act: CertificateAct<'CertificateIssued'>, judging: CertificateJudging): void {
  enter(act, undefined, judging);
}

/** 变更: a new version takes the place of the one before. @throws HubError. */
export function judgeChanged(act: CertificateAct<'CertificateChanged'>, judging: CertificateJudging): void {
  const { supersedes, certificateId } = act.message.body;
  const before = ownCertificate(act.peer, supersedes, judging.context);
  checkFollows('SUPERSEDED', before);
  checkSuccession(before, certificateId);
  enter(act, supersedes, judging);
  change(judging, {
    ...before,
    state: 'SUPERSEDED',
    stateSince: act.receivedAt,
    supersededBy: certificateId,
  });
}

/** 暂扣、注销、吊销、撤销、作废 …: it is in another state. @throws HubError. */
export function judgeStateChanged(
  act: CertificateAct<'CertificateStateChanged'>,
  judging: CertificateJudging,
): void {
  const { certificateId, state, since } = act.message.body;
  const row = ownCertificate(act.peer, certificateId, judging.context);
  const stateSince = Date.parse(since);
  if (stateSince > act.receivedAt) throw malformed('/since', 'a state is reported once it holds');
  checkFollows(state, row);
  change(judging, { ...row, state, stateSince });
}

function enter(act: Reporting, supersedes: string | undefined, judging: CertificateJudging): void {
  const { context, writes, tags } = judging;
  const { body } = act.message;
  const typeCode = checkIssuing(act, judging);
  checkHolders(act, judging.certificateRules);
  const { certificateId } = body;
  if (context.certificates.has(certificateId)) {
    throw new ConflictError('CONFLICT', `certificate ${certificateId} was reported before`);
  }
  takePlace(act, context);
  const row: certificates.CertificateRow = {
    certificateId,
    typeCode,
    issuer: body.issuer,
    divisionCode: body.divisionCode,
    platform: act.peer,
    state: 'VALID',
    stateSince: act.receivedAt,
    supersedes: supersedes ?? null,
    supersededBy: null,
    validFrom: body.validFrom,
    validTo: body.validTo ?? null,
    statusList: body.status?.list ?? null,
    statusIndex: body.status?.index ?? null,
    reportedAt: act.receivedAt,
  };
  context.certificates.set(certificateId, row);
  writes.newCertificate(row);
  for (const holder of body.holders) {
    writes.holders.push({ holderTag: tags.of(holder), typeCode, certificateId });
  }
}

/** Of two certificates at one place, the state of one would be read as the other's. */
function takePlace(act: Reporting, { places }: CertificateContext): void {
  for (const place of placeIn(act)) {
    const name = placeName(place);
    if (places.has(name)) {
      const where = `place ${place.statusIndex} of list ${place.statusList}`;
      throw new ConflictError('CONFLICT', `${where} is another certificate's`, {
        violations: [{ pointer: '/status', message: 'taken' }],
      });
    }
    places.add(name);
  }
}

/** Who may issue what where: the peer by its right and its place, the authority by rule. @returns the type's code. */
function checkIssuing({ peer, message, receivedAt }: Reporting, judging: CertificateJudging): string {
  const { certificateId, issuer, divisionCode, validFrom } = message.body;
  const id = parseCertificateId(certificateId);
  if (typeof id === 'string') throw malformed('/certificateId', id);
  if (id.issuer.length === 18 && id.issuer !== issuer) {
    throw malformed('/issuer', `the identifier names ${id.issuer}`);
  }
  const { typeCode } = id;
  if (!judging.rules.directory.may(peer, 'ISSUE_CERTIFICATE', typeCode, dayOf(receivedAt))) {
    throw new PolicyError('NOT_ALLOWED', `${peer} may not report certificates of type ${typeCode}`);
  }
  const home = judging.rules.directory.peer(peer)?.divisionCode;
  if (home === undefined || !isWithinDivision(divisionCode, home)) {
    throw new PolicyError('WRONG_PLATFORM', `${peer} does not answer for certificates of ${divisionCode}`);
  }
  const verdict = judging.certificateRules.issuers.mayIssue({
    issuer,
    typeCode,
    divisionCode,
    issuedOn: validFrom,
  });
  if (verdict !== 'MAY_ISSUE') {
    throw new PolicyError('ISSUER_NOT_TRUSTED', `${issuer} may not issue it: ${verdict}`);
  }
  return typeCode;
}

/**
 * The type is one of the table on the day of issue, and its holders are named as the table says. A number with a wrong check
 * character is told to whoever wrote it, and never mended.
 */
function checkHolders({ message: { body }, receivedAt }: Reporting, { types }: CertificateRules): void {
  const { certificateId: id, holders, validFrom } = body;
  const faults = [
    ...holderFaults(holders, dayOf(receivedAt).replaceAll('-', '')),
    ...types.faultsOf({ id, holders }, validFrom),
  ];
  if (faults.length === 0) return;
  const violations = faults.map((message) => ({ pointer: '/holders', message }));
  throw new ValidationError('MALFORMED', 'the report does not fit', { violations });
}

function checkSuccession(before: certificates.CertificateRow, certificateId: string): void {
  const [older, newer] = [parseCertificateId(before.certificateId), parseCertificateId(certificateId)];
  if (typeof older === 'string' || typeof newer === 'string') return; // told by whoever enters it
  if (older.typeCode !== newer.typeCode) throw malformed('/certificateId', 'of another type than before');
  if (older.serial === newer.serial && older.version >= newer.version) {
    throw malformed('/certificateId', `version ${newer.version} does not follow ${older.version}`);
  }
}

/** To others than the platform that answers for it, it does not exist. */
function ownCertificate(
  peer: string,
  certificateId: string,
  context: CertificateContext,
): certificates.CertificateRow {
  const row = context.certificates.get(certificateId);
  if (row?.platform === peer) return row;
  throw new RuleError('CERTIFICATE_UNKNOWN', `no certificate ${certificateId} of ${peer}`);
}

/** What has ended for good does not change again. */
function checkFollows(next: CertificateState, row: certificates.CertificateRow): void {
  if (mayFollow(next, row.state)) return;
  if (row.state === 'SUPERSEDED') {
    throw new RuleError('CERTIFICATE_SUPERSEDED', `${row.supersededBy} has taken its place`);
  }
  throw new RuleError('CERTIFICATE_NOT_VALID', `it is ${row.state}, and ${next} may not follow`);
}

function change({ context, writes }: CertificateJudging, row: certificates.CertificateRow): void {
  context.certificates.set(row.certificateId, row);
  writes.certificate(row);
}

function malformed(pointer: string, message: string): ValidationError {
  return new ValidationError('MALFORMED', 'the report does not fit', { violations: [{ pointer, message }] });
}
