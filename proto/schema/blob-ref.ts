import { z } from 'zod';
import { hexDigest, record, text, uint64 } from './values.js';

/** A file that was uploaded apart: both digests of its bytes, its size in bytes, and what its sender calls it. */
export const BlobRefSchema = record('BlobRef', {
  sha256: hexDigest,
  sm3: hexDigest,
  size: uint64().default(0), // proto3 leaves a zero out: an empty file is a file
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
  fileName: text(200),
});

export type BlobRef = z.output<typeof BlobRefSchema>;
