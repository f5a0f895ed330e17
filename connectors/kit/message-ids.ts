import { sha256, utf8 } from '#crypto/primitives';

/**
 * The message id of a platform's event: a UUIDv7 (RFC 9562) whose time is the event's and whose random bits are taken from
 * the event's name. A connector that has lost its memory names the same event the same, so the hub sees a repetition.
 */
export function messageIdOf(platform: string, ref: string, occurredAt: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(occurredAt, 0, 6);
  bytes.set(sha256(utf8(`${platform}\n${ref}`)).subarray(0, 10), 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
