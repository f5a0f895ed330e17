import { certificateActs, certificates, certificateUses, consents, type Tx } from '#hub/store';
import { messageKey } from '../context.js';
import { type CertificateAct, isActOf } from './act.js';
import type { HolderTags } from './holder-tags.js';

/**
 * Everything stored that a batch of acts about certificates is judged against, read in the transaction that will write: what
 * is about to change, under locks. Judging an act brings it up to date, so that the acts of one batch see each other in order.
 */
export interface CertificateContext {
  /** By issuer and message id. */
  readonly acts: Map<string, certificateActs.CertificateActRow>;
  readonly certificates: Map<string, certificates.CertificateRow>;
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
  const searches = uses.flatMap((use) => heldKeyOf(use, tags) ?? []);
  const searched = new Map(searches.map((key) => [heldKey(key), key])); // asked for twice, a holder has everything once
  const [stored, locked, read, consentRows, holdings, held, refused] = await Promise.all([
    certificateActs.findCertificateActs(
      tx,
      batch.map(({ header }) => ({ issuer: header.iss, messageId: header.jti })),
    ),
    certificates.lockCertificates(tx, changed),
    certificates.findCertificates(tx, named),
    consents.lockConsents(tx, [...new Set(batch.flatMap(consentOf))]),
    consents.findHoldings(tx, uses.flatMap(holdingOf)),
    certificates.findHeld(tx, [...searched.values()], MAX_HELD),
    isRetry
      ? certificateUses.findUses(
          tx,
          uses.map((use) => use.leafId),
        )
      : [],
  ]);
  const tried = await certificateUses.countAttempts(
    tx,
    stored.filter(({ type }) => type === 'UseCertificate').map(({ leafId }) => leafId),
  );
  return {
    acts: new Map(stored.map((row) => [messageKey(row.issuer, row.messageId), row])),
    certificates: new Map([...read, ...locked].map((row) => [row.certificateId, row])),
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

export function holdingKey(consentId: string, certificateId: string): string {
  return `${consentId} ${certificateId}`;
}

export function heldKey({ holderTag, typeCode }: certificates.HeldKey): string {
  return `${Buffer.from(holderTag).toString('base64url')} ${typeCode}`;
}

/** What a search looks for. */
export function heldKeyOf(
  { message: { body } }: CertificateAct<'UseCertificate'>,
  tags: HolderTags,
): certificates.HeldKey | undefined {
  const { holder, typeCode } = body;
  return holder && typeCode !== undefined ? { holderTag: tags.of(holder), typeCode } : undefined;
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
