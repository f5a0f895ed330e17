import { hex } from '#crypto/primitives';
import { parseCertificateId } from '#domain/codes';
import { certificateActs, certificates, certificateUses, consents, presentations, type Tx } from '#hub/store';
import { messageKey } from '../context.js';
import { type CertificateAct, isActOf } from './act.js';
import type { HolderTags } from './holder-tags.js';
import { codeDigest } from './presentation-codes.js';

/**
 * Everything stored that a batch of acts about certificates is judged against, read in the transaction that will write: what
 * is about to change, under locks. Judging an act brings it up to date, so that the acts of one batch see each other in order.
 */
export interface CertificateContext {
  /** The code's row, as acts before this one leave it. */
  presentationOf(code: string): presentations.PresentationRow | undefined;
  /** As an act leaves it. */
  presentation(row: presentations.PresentationRow): void;
  /** By issuer and message id. */
  readonly acts: Map<string, certificateActs.CertificateActRow>;
  readonly certificates: Map<string, certificates.CertificateRow>;
  /** Places in status lists that are taken, of those that the acts name. */
  readonly places: Set<string>;
  readonly consents: Map<string, consents.ConsentRow>;
  /** Consents, and the certificates of their holders that uses name: "consent certificate" pairs. */
  readonly holdings: ReadonlySet<string>;
  /** What holders have of a type, for searches. */
  readonly held: ReadonlyMap<string, readonly certificates.CertificateRow[]>;
  /** By use: how often its issuing platform was asked. */
  readonly attempts: Map<string, number>;
  /** Refused uses of this batch that an attempt with unknown outcome has written after all. */
  readonly alreadyRefused: ReadonlySet<string>;
}

/** Certificates of one type that a search gives at most. */
const MAX_HELD = 500;

export async function loadCertificateContext(
  tx: Tx,
  batch: readonly CertificateAct[],
  tags: HolderTags,
  isRetry: boolean,
): Promise<CertificateContext> {
  const uses = batch.filter((act) => isActOf(act, 'UseCertificate'));
  const changed = [...new Set(batch.flatMap(changedCertificates))];
  const named = [...new Set(uses.flatMap((use) => use.message.body.certificateId ?? []))];
  const searches = batch.flatMap((act) =>
    isActOf(act, 'UseCertificate', 'PresentationOpened') ? (heldKeyOf(act, tags) ?? []) : [],
  );
  const searched = new Map(searches.map((key) => [heldKey(key), key])); // asked for twice, a holder has everything once
  const codes = uses.flatMap((use) => use.message.body.presentation ?? []);
  const [locked, consentRows, shown, stored, read, taken, holdings, held, refused] = await Promise.all([
    certificates.lockCertificates(tx, changed),
    consents.lockConsents(tx, [...new Set(batch.flatMap(consentOf))]),
    presentations.lockPresentations(tx, [...new Set(codes)].map(codeDigest)),
    // Behind the locks, which may have been waited for: whatever changed the rows is then seen as the act that it is (proved
    // by test/fault/certificates.test.ts).
    certificateActs.findCertificateActs(
      tx,
      batch.map(({ header }) => ({ issuer: header.iss, messageId: header.jti })),
    ),
    certificates.findCertificates(tx, named),
    certificates.findPlaces(tx, batch.flatMap(placeIn)),
    consents.findHoldings(tx, uses.flatMap(holdingOf)),
    certificates.findHeld(tx, [...searched.values()], MAX_HELD),
    isRetry
      ? certificateUses.findUses(
          tx,
          uses.map((use) => use.leafId),
        )
      : [],
  ]);
  const [tried, behindCodes] = await Promise.all([
    certificateUses.countAttempts(
      tx,
      stored.filter(({ type }) => type === 'UseCertificate').map(({ leafId }) => leafId),
    ),
    certificates.findCertificates(tx, [...new Set(shown.map(({ certificateId }) => certificateId))]),
  ]);
  const byCode = new Map(shown.map((row) => [hex(row.codeSha256), row]));
  return {
    presentationOf: (code) => byCode.get(hex(codeDigest(code))),
    presentation: (row) => void byCode.set(hex(row.codeSha256), row),
    acts: new Map(stored.map((row) => [messageKey(row.issuer, row.messageId), row])),
    certificates: new Map([...behindCodes, ...read, ...locked].map((row) => [row.certificateId, row])),
    places: new Set(taken.map(placeName)),
    consents: new Map(consentRows.map((row) => [row.consentId, row])),
    holdings: new Set(holdings.map((each) => holdingKey(each.consentId, each.certificateId))),
    held: byHolder(held),
    attempts: new Map(tried.map(({ useId, attempts }) => [useId, attempts])),
    alreadyRefused: new Set(refused.flatMap((row) => (row.refusalCode === null ? [] : row.useId))),
  };
}

function byHolder(
  rows: readonly (certificates.CertificateRow & certificates.HeldKey)[],
): Map<string, certificates.CertificateRow[]> {
  const grouped = new Map<string, certificates.CertificateRow[]>();
  for (const row of rows) {
    const key = heldKey(row);
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, [row]);
    else group.push(row);
  }
  return grouped;
}

/** The place in a status list that a report gives its certificate. */
export function placeIn(act: CertificateAct): certificates.StatusPlace[] {
  if (!isActOf(act, 'CertificateIssued', 'CertificateChanged')) return [];
  const { status } = act.message.body;
  return status === undefined
    ? []
    : [{ platform: act.peer, statusList: status.list, statusIndex: status.index }];
}

export function placeName({ platform, statusList, statusIndex }: certificates.StatusPlace): string {
  return `${platform} ${statusList} ${statusIndex}`;
}

export function holdingKey(consentId: string, certificateId: string): string {
  return `${consentId} ${certificateId}`;
}

export function heldKey({ holderTag, typeCode }: certificates.HeldKey): string {
  return `${Buffer.from(holderTag).toString('base64url')} ${typeCode}`;
}

/** What a search looks for; and where a certificate that is to be shown must be found. */
export function heldKeyOf(
  act: CertificateAct<'UseCertificate' | 'PresentationOpened'>,
  tags: HolderTags,
): certificates.HeldKey | undefined {
  const { holder } = act.message.body;
  const typeCode = isActOf(act, 'UseCertificate') ? act.message.body.typeCode : shownType(act);
  return holder && typeCode !== undefined ? { holderTag: tags.of(holder), typeCode } : undefined;
}

function shownType({ message }: CertificateAct): string | undefined {
  if (message.type !== 'PresentationOpened') return undefined;
  const id = parseCertificateId(message.body.certificateId);
  return typeof id === 'string' ? undefined : id.typeCode;
}

function changedCertificates(act: CertificateAct): string[] {
  if (isActOf(act, 'CertificateChanged'))
    return [act.message.body.certificateId, act.message.body.supersedes];
  return isActOf(act, 'CertificateIssued', 'CertificateStateChanged') ? [act.message.body.certificateId] : [];
}

function consentOf(act: CertificateAct): string[] {
  return isActOf(act, 'UseCertificate', 'ConsentRevoked') ? [act.message.body.consentId ?? []].flat() : [];
}

function holdingOf({ message: { body } }: CertificateAct<'UseCertificate'>): consents.Holding[] {
  const { consentId, certificateId } = body;
  return consentId === undefined || certificateId === undefined ? [] : [{ consentId, certificateId }];
}
