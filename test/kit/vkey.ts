import { createHash } from 'node:crypto';

/** A C2SP verifier key written by hand, so that keys can be put into it that no signer of ours would own. */
export function vkeyOf(name: string, type: number, key: Uint8Array): string {
  const material = Buffer.concat([Buffer.of(type), key]);
  const id = createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, 4);
  return `${name}+${id.toString('hex')}+${material.toString('base64')}`;
}
