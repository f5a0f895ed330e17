import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { SealTrust } from '#crypto/eseal';
import { readCertificates } from '#crypto/x509/certificate';

/** Whose seals the platform believes: PEM files of certificates. */
export const SealsSchema = z
  .strictObject({
    /** Of seal makers (制章人). Without any, no seal is looked at. */
    makers: z.array(z.string()).max(1_000).default([]),
    /** Of the authorities that a signer may have a certificate of; any, when there are none. */
    issuers: z.array(z.string()).max(1_000).default([]),
  })
  .prefault({});

/** @returns undefined when nobody's seals are believed. */
export async function readSealTrust({
  makers,
  issuers,
}: z.output<typeof SealsSchema>): Promise<SealTrust | undefined> {
  if (makers.length === 0) return undefined;
  const read = async (files: readonly string[]) =>
    (await Promise.all(files.map((each) => readFile(each, 'utf8')))).flatMap(readCertificates);
  return { makers: await read(makers), issuers: issuers.length === 0 ? undefined : await read(issuers) };
}
