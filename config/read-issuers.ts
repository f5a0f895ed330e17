import { join } from 'node:path';
import { z } from 'zod';
import { type DutyEntry, dutyFaults, IssuerRegistry } from '#domain/ecert';
import { RuleDataError } from '#domain/rules';
import { packageRoot } from './paths.js';
import { checked, sourced } from './read-ecert.js';
import { readRuleFile } from './rule-file.js';

const row = { validFrom: z.iso.date().optional(), validTo: z.iso.date().optional(), source: z.string() };

const IssuersFileSchema = z.strictObject({
  note: z.string().min(1),
  sources: z.record(z.string(), z.string().min(1)),
  issuers: z.array(
    z.strictObject({ issuer: z.string(), divisionCode: z.string(), typeCodes: z.array(z.string()), ...row }),
  ),
  seals: z
    .array(
      z.strictObject({
        issuer: z.string(),
        certificateSha256: z.string().regex(/^[0-9a-f]{64}$/),
        revocation: z
          .strictObject({ from: z.iso.date(), reason: z.enum(['RETIRED', 'COMPROMISED']) })
          .optional(),
        ...row,
      }),
    )
    .default([]),
  duties: z.array(
    z.strictObject({
      id: z.string().min(1),
      organisation: z.string(),
      platform: z.string().min(1),
      typeCodes: z.array(z.string()),
      basicCodePrefix: z.string().default(''),
      basis: z.string(),
      ...row,
    }),
  ),
});

/** Who may issue which certificates, and who uses which by statutory duty. */
export interface CertificatePowers {
  readonly issuers: IssuerRegistry;
  readonly duties: readonly DutyEntry[];
}

/** Reads `issuers.json` of a folder, config/ecert when absent. @throws ConfigError naming every fault. */
export function readCertificatePowers(folder = join(packageRoot, 'config', 'ecert')): CertificatePowers {
  const path = join(folder, 'issuers.json');
  const { issuers, seals, duties, sources } = readRuleFile(path, IssuersFileSchema);
  const grants = sourced(path, { issuers }, sources).flatMap(({ typeCodes, ...grant }) =>
    typeCodes.map((typeCode) => ({ ...grant, typeCode })),
  );
  const keys = sourced(path, { seals }, sources).map(({ certificateSha256, revocation, ...key }) => ({
    ...key,
    revocation,
    kid: certificateSha256,
    use: 'SEAL' as const,
  }));
  const entries = sourced(path, { duties }, sources).map((entry) => ({ ...entry, revokedAt: undefined }));
  return checked(path, () => ({ issuers: new IssuerRegistry(grants, keys), duties: checkedDuties(entries) }));
}

function checkedDuties(entries: readonly DutyEntry[]): readonly DutyEntry[] {
  const ids = entries.map(({ id }) => id);
  const faults = entries.flatMap((entry, at) => [
    ...dutyFaults(entry).map((fault) => `duty ${entry.id}: ${fault}`),
    ...(ids.indexOf(entry.id) < at ? [`duty ${entry.id}: stands twice`] : []),
  ]);
  if (faults.length > 0) throw new RuleDataError('the list of duties is not valid', faults);
  return entries;
}
