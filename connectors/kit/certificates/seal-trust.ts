import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { SealTrust } from '#crypto/eseal';
import { PDF_SEAL_KINDS } from '#crypto/pdf';
import { readCertificates } from '#crypto/x509/certificate';

/** Whose seals the platform believes: PEM files of certificates. */
export const SealsSchema = z
  .strictObject({
    /** Of seal makers (制章人). Without any, no seal is looked at. */
    makers: z.array(z.string()).max(1_000).default([]),
    /** Of the authorities that a signer may have a certificate of; any, when there are none. */
    issuers: z.array(z.string()).max(1_000).default([]),
    /** /SubFilter of the seals in PDFs that are looked at. */
    pdfKinds: z
      .array(z.string().min(1))
      .max(100)
      .default([...PDF_SEAL_KINDS]),
  })
  .prefault({});

/** @returns undefined when nobody's seals are believed. */
export async function readSealTrust({
  makers,
  issuers,
  pdfKinds,
}: z.output<typeof SealsSchema>): Promise<SealTrust | undefined> {
  if (makers.length === 0) return undefined;
  const read = async (files: readonly string[]) =>
    (await Promise.all(files.map((each) => readFile(each, 'utf8')))).flatMap(readCertificates);
  const accepted = issuers.length === 0 ? undefined : await read(issuers);
  return { makers: await read(makers), issuers: accepted, pdfKinds };
}
