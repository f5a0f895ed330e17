import { HolderTags } from '#hub/exchange';
import {
  caseRefAt,
  certificateIdAt,
  certificateOf,
  consentIdAt,
  holderAt,
  ORGANISATION,
  platformAt,
  REASON,
  TYPE,
} from './certificate-rows.js';
import { bytes, copy, type FillSite, NULL, range, row, withClient } from './fill.js';

/** Fills the directory of certificates from files, as fast as the database reads them, and in the same memory however many. */

const CHUNK = 100_000;

/** @param progress told after each part of the rows, with how many there are. */
export async function fillDirectory(
  site: FillSite,
  from: number,
  to: number,
  progress: (rows: number) => void,
): Promise<void> {
  const tags = new HolderTags(site.tagKey);
  await withClient(site.databaseUrl, async (client) => {
    // Holders are in no order, so each row would touch a page of the index of its own.
    await client.query('alter table certificate_holder drop constraint certificate_holder_pkey');
    for (let at = from; at < to; at += CHUNK) {
      const end = Math.min(to, at + CHUNK);
      await copy(client, site.folder, CERTIFICATE, range(at, end), certificateLine);
      await copy(client, site.folder, HOLDER, range(at, end), (i) => holderLine(i, tags));
      progress(end);
    }
    await client.query("set maintenance_work_mem = '1GB'");
    await client.query('alter table certificate_holder add primary key (holder_tag, certificate_id)');
    await client.query('vacuum (analyze) certificate, certificate_holder');
  });
}

/** A consent for each of so many uses, of certificates of one platform to one requester. */
export interface ConsentsToFill {
  readonly requester: string;
  readonly platform: string;
  readonly itemCode: string;
  /** Of the first, and how many. */
  readonly first: number;
  readonly count: number;
  /** In the directory. */
  readonly certificates: number;
}

export async function fillConsents(site: FillSite, consents: ConsentsToFill): Promise<void> {
  const { requester, platform, itemCode, first, count, certificates } = consents;
  const tags = new HolderTags(site.tagKey);
  const now = Date.now();
  const line = (n: number): string =>
    row(
      consentIdAt(n),
      requester,
      bytes(tags.of(holderAt(certificateOf(platform, n, certificates)))),
      requester,
      ORGANISATION,
      caseRefAt(n),
      itemCode,
      `{${TYPE}}`,
      REASON,
      new Date(now + 86_400_000).toISOString(),
      '1',
      new Date(now).toISOString(),
      NULL,
    );
  await withClient(site.databaseUrl, (client) =>
    copy(client, site.folder, CONSENT, range(first, first + count), line),
  );
}

const CERTIFICATE =
  'certificate (certificate_id, type_code, issuer, division_code, platform, state, state_since, valid_from, valid_to, reported_at)';
const HOLDER = 'certificate_holder (holder_tag, certificate_id)';
const CONSENT =
  'consent (consent_id, platform, holder_tag, requester, organisation, case_ref, basic_code, type_codes, reason, expires_at, uses_left, granted_at, revoked_at)';

const REPORTED = '2026-11-01T00:00:00Z';

function certificateLine(i: number): string {
  const issuer = '11410000MBY900027Q';
  const platform = platformAt(i);
  return row(
    certificateIdAt(i),
    TYPE,
    issuer,
    '410000',
    platform,
    'VALID',
    REPORTED,
    '2024-01-01',
    '2034-12-31',
    REPORTED,
  );
}

function holderLine(i: number, tags: HolderTags): string {
  return row(bytes(tags.of(holderAt(i))), certificateIdAt(i));
}
