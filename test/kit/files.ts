import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import type { BlobRef } from '#proto/schema';
import { type Answer, type OperationDoor, rest } from './doors.js';
import type { TestPeer } from './peer.js';

/** A file that nobody has seen before, and what names it. */
export function newFile(size: number): { bytes: Buffer; blob: BlobRef; sha256: string } {
  const bytes = randomBytes(size);
  const blob = blobRefOf(bytes, 'application/pdf', '扫描件.pdf');
  return { bytes, blob, sha256: blob.sha256 };
}

export async function announce(peer: TestPeer, blob: BlobRef): Promise<void> {
  expect(await rest.ask(peer, 'OpenUpload', { blob })).toMatchObject({ code: 'OK' });
}

/** Sends the rest of a file that was announced, from there on. */
export async function finishUpload(
  door: OperationDoor,
  peer: TestPeer,
  { bytes, blob }: { readonly bytes: Buffer; readonly blob: BlobRef },
  offset = 0,
): Promise<void> {
  const { sha256, size } = blob;
  const answer = await door.upload(peer, { sha256, offset }, bytes.subarray(offset));
  expect(answer.body).toEqual(size === 0 ? { complete: true } : { offset: String(size), complete: true });
}

/** Of what a download answered with. */
export function digestOf({ body }: Answer): string {
  return createHash('sha256')
    .update(body as Buffer)
    .digest('hex');
}
