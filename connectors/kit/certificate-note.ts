import type { CertificateReference } from '#proto/schema';

/**
 * 免提交 in formats that have no members for it: words that a clerk reads, and that a connector reads back. A certificate that
 * stands for a material is never lost on its way (proved by test/unit/connectors/{hunan,qingxin,shanxi}-format.test.ts).
 */
export function certificateNote({ certificateId, useId }: CertificateReference): string {
  return `免提交：电子证照${certificateId}，用证${useId}`;
}

const NOTE = /^免提交：电子证照(.*)，用证(.*)$/u;

/** @returns undefined for other words. What begins like a note and is none fits no message: it is refused, not passed over. */
export function readCertificateNote(text: string): CertificateReference | undefined {
  if (!text.startsWith('免提交：')) return undefined;
  const [, certificateId, useId] = NOTE.exec(text) ?? [];
  return referenceOf(certificateId ?? text, useId);
}

/** In formats that have members for it. A half reference is none, and fits no message. */
export function referenceOf(
  certificateId: string | undefined,
  useId: string | undefined,
): CertificateReference | undefined {
  if (certificateId === undefined && useId === undefined) return undefined;
  return { certificateId: certificateId ?? '', useId: useId ?? '' };
}

/** A material as it is called where nothing but its name is left to say it. */
export function notedName(name: string, certificate: CertificateReference | undefined): string {
  return certificate === undefined ? name : `${name}（${certificateNote(certificate)}）`;
}

export function readNotedName(text: string): {
  readonly name: string;
  readonly certificate?: CertificateReference;
} {
  const [, name = '', note = ''] = /^(.+)（(免提交：[^（）]+)）$/u.exec(text) ?? [];
  const certificate = readCertificateNote(note);
  return certificate === undefined ? { name: text } : { name, certificate };
}
