import { z } from 'zod';
import { certificateId, fileName, hexDigest, messageId, record, reference, text, uint64 } from './values.js';

/** What is handed in: files, and materials that a certificate may stand for. */

export const BlobRefSchema = record('BlobRef', {
  sha256: hexDigest,
  sm3: hexDigest,
  size: uint64().default(0), // proto3 leaves a zero out: an empty file is a file
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
  fileName,
});

export const MaterialSourceSchema = z.enum(['UPLOADED', 'ORIGINAL_CHECKED', 'E_CERTIFICATE', 'SHARED_DATA']);

export const CertificateReferenceSchema = record('CertificateReference', { certificateId, useId: messageId });

export const MaterialSchema = record(
  'Material',
  {
    name: text(200),
    code: reference(50).optional(),
    source: MaterialSourceSchema,
    blob: BlobRefSchema.optional(),
    certificate: CertificateReferenceSchema.optional(),
  },
  {
    path: 'blob',
    message:
      'an uploaded material names its file; one that names its certificate is E_CERTIFICATE, and has none',
    holds: ({ source, blob, certificate }) =>
      (source !== 'UPLOADED' || blob !== undefined) &&
      (certificate === undefined || (source === 'E_CERTIFICATE' && blob === undefined)),
  },
);
