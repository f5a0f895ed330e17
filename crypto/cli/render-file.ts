import type { FileReport } from '#crypto/copies';
import { isOpen, SEAL_STEPS, SEAL_VERDICTS, type SealAnswer, type SealReport } from '#crypto/eseal';
import { FILE_STATES, OFD_VERDICTS, type OfdReport, type OfdSignature } from '#crypto/ofd';
import { PDF_VERDICTS, type PdfReport, type PdfSignature } from '#crypto/pdf';
import { hex, sha256 } from '#crypto/primitives';
import type { Language } from '#crypto/verify';

/** As for evidence: 0 all is proven, 1 something is false, 3 nothing is false, but not all is proven. */
export function fileExitCode({ seals }: FileReport): 0 | 1 | 3 {
  if (seals.verdict === 'WHOLE') return 0;
  return seals.verdict === 'CHANGED' || seals.signatures.some(isFalse) ? 1 : 3;
}

/** An answer that depends on who is believed is open only if the structure could be read at all. */
function isFalse(signature: OfdSignature | PdfSignature): boolean {
  if (!signature.seal.answers.every(isOpen)) return true;
  if (!('references' in signature)) return false;
  const { shownSeal, references } = signature;
  return (
    shownSeal === 'DIFFERS' || references.some(({ state }) => state === 'CHANGED' || state === 'MISSING')
  );
}

export function renderFile(report: FileReport, language: Language): string {
  const { copy } = report;
  const lines = [
    ...(copy === undefined ? [] : [copyLine(copy, language)]),
    ...(report.format === 'PDF' ? pdfLines(report.seals, language) : ofdLines(report.seals, language)),
  ];
  return `${lines.join('\n')}\n`;
}

function copyLine({ useId, originalSm3 }: NonNullable<FileReport['copy']>, language: Language): string {
  return language === 'zh'
    ? `自称副本：用证编号 ${useId}，原件SM3 ${originalSm3}`
    : `Calls itself a copy: made for use ${useId}, of the original with SM3 ${originalSm3}`;
}

function pdfLines({ verdict, sm3, size, signatures }: PdfReport, language: Language): string[] {
  const zh = language === 'zh';
  return [
    `SM3  ${sm3}`,
    ...signatures.flatMap(({ subFilter, seal, end }, at) => [
      `${zh ? '签章' : 'Seal'} ${at + 1}  ${subFilter ?? '?'}`,
      ...sealLines(seal, language),
      ...(end === undefined ? [] : [`  ${reachLine(end, size, language)}`]),
    ]),
    conclusion(PDF_VERDICTS[verdict][language], language),
  ];
}

/** What was added afterwards is named, whoever has added it. */
function reachLine(end: number, size: number, language: Language): string {
  const zh = language === 'zh';
  const reach = zh ? `范围：前 ${end} 字节` : `reaches over the first ${end} bytes`;
  if (end === size) return zh ? `${reach}，即整个文件` : `${reach}, the whole file`;
  const rest = `${end}–${size - 1}`;
  return zh
    ? `${reach}；不受其保护：第 ${rest} 字节（签章后追加）`
    : `${reach}; not over bytes ${rest}, added afterwards`;
}

function conclusion(verdict: string, language: Language): string {
  return `${language === 'zh' ? '结论：' : 'Conclusion: '}${verdict}`;
}

function ofdLines({ verdict, sm3, signatures, files }: OfdReport, language: Language): string[] {
  return [
    `SM3  ${sm3}`,
    ...signatures.flatMap((signature) => signatureLines(signature, language)),
    language === 'zh' ? '文件' : 'Files',
    ...files.map(({ path, state }) => `  ${FILE_STATES[state][language]}  ${path}`),
    conclusion(OFD_VERDICTS[verdict][language], language),
  ];
}

function signatureLines({ id, path, seal, shownSeal }: OfdSignature, language: Language): string[] {
  const zh = language === 'zh';
  return [
    `${zh ? '签章' : 'Seal'} ${id}  ${path}`,
    ...sealLines(seal, language),
    ...(shownSeal === 'DIFFERS'
      ? [`  ✗ ${zh ? '所示印章不是所用印章' : 'the seal that is shown is not the one used'}`]
      : []),
  ];
}

function sealLines({ signature, answers }: SealReport, language: Language): string[] {
  const zh = language === 'zh';
  const facts = signature && {
    name: `${signature.seal.name} (${signature.seal.id}, ${signature.seal.standard} v${signature.seal.version}, ${signature.seal.vendor})`,
    at: signature.signedAt === undefined ? '?' : new Date(signature.signedAt).toISOString(),
    signer: hex(sha256(signature.signerCertificate)),
  };
  return [
    ...(facts ? [`  ${zh ? '印章' : 'seal'}  ${facts.name}`] : []),
    ...(facts ? [`  ${zh ? '签章时间（签章人自述）' : 'signed at (the signer’s word)'}  ${facts.at}`] : []),
    ...(facts ? [`  ${zh ? '签章人证书' : 'the signer’s certificate'} SHA-256  ${facts.signer}`] : []),
    ...answers.map((answer) => `  ${answerLine(answer, language)}`),
  ];
}

function answerLine(answer: SealAnswer, language: Language): string {
  const { step, verdict, detail } = answer;
  const mark = verdict === 'PASS' ? '✓' : isOpen(answer) ? '?' : '✗';
  const why = detail === undefined ? '' : ` (${detail})`;
  return `${mark} ${SEAL_STEPS[step][language]}  ${SEAL_VERDICTS[verdict][language]}${why}`;
}

/** For programs: the report without the bytes that it was made from. */
export function fileReportJson({ format, copy, seals }: FileReport): object {
  return { format, copy, seals: { ...seals, signatures: seals.signatures.map(signatureJson) } };
}

function signatureJson({ seal, ...rest }: OfdSignature | PdfSignature): object {
  const { answers, isProven, signature } = seal;
  const shown = signature && {
    standard: signature.seal.standard,
    version: signature.seal.version,
    vendor: signature.seal.vendor,
    id: signature.seal.id,
    name: signature.seal.name,
    validFrom: new Date(signature.seal.validFrom).toISOString(),
    validTo: new Date(signature.seal.validTo).toISOString(),
    signedAt: signature.signedAt === undefined ? null : new Date(signature.signedAt).toISOString(),
    hasTimeStamp: signature.hasTimeStamp,
    signerSha256: hex(sha256(signature.signerCertificate)),
  };
  return { ...rest, seal: { answers, isProven, ...shown } };
}
