import type { FileReport } from '#crypto/copies';
import { SEAL_STEPS, SEAL_VERDICTS, type SealAnswer, type SealVerdict } from '#crypto/eseal';
import { FILE_STATES, OFD_VERDICTS, type OfdReport, type OfdSignature } from '#crypto/ofd';
import type { Language } from './render.js';

/** What nobody can say, as against what is false: the asker does not know the maker, or this program not the algorithm. */
const OPEN: readonly SealVerdict[] = [
  'PASS',
  'MAKER_UNKNOWN',
  'ISSUER_UNKNOWN',
  'ALGORITHM_UNKNOWN',
  'EXTENSION_UNKNOWN',
  'UNPROVEN',
  'NOT_CHECKED',
];

/** As for evidence: 0 all is proven, 1 something is false, 3 nothing is false, but not all is proven. */
export function fileExitCode({ seals }: FileReport): 0 | 1 | 3 {
  if (seals === undefined) return 3;
  if (seals.verdict === 'WHOLE') return 0;
  return seals.verdict === 'CHANGED' || seals.signatures.some(isFalse) ? 1 : 3;
}

/** An answer that depends on who is believed is open only if the structure could be read at all. */
function isFalse({ seal, shownSeal, references }: OfdSignature): boolean {
  return (
    shownSeal === 'DIFFERS' ||
    seal.answers.some(({ verdict }) => !OPEN.includes(verdict)) ||
    references.some(({ state }) => state === 'CHANGED' || state === 'MISSING')
  );
}

export function renderFile(report: FileReport, language: Language): string {
  const { format, copy, seals } = report;
  const lines = [
    ...(copy === undefined ? [] : [copyLine(copy, language)]),
    ...(seals === undefined ? [pdfLine(format, language)] : sealLines(seals, language)),
  ];
  return `${lines.join('\n')}\n`;
}

function copyLine({ useId, originalSm3 }: NonNullable<FileReport['copy']>, language: Language): string {
  return language === 'zh'
    ? `自称副本：用证编号 ${useId}，原件SM3 ${originalSm3}`
    : `Calls itself a copy: made for use ${useId}, of the original with SM3 ${originalSm3}`;
}

function pdfLine(format: string, language: Language): string {
  return language === 'zh' ? `${format}：签章未核验` : `${format}: its seals are not verified`;
}

function sealLines({ verdict, sm3, signatures, files }: OfdReport, language: Language): string[] {
  return [
    `SM3  ${sm3}`,
    ...signatures.flatMap((signature) => signatureLines(signature, language)),
    language === 'zh' ? '文件' : 'Files',
    ...files.map(({ path, state }) => `  ${FILE_STATES[state][language]}  ${path}`),
    `${language === 'zh' ? '结论：' : 'Conclusion: '}${OFD_VERDICTS[verdict][language]}`,
  ];
}

function signatureLines({ id, path, seal, shownSeal }: OfdSignature, language: Language): string[] {
  const zh = language === 'zh';
  const { signature } = seal;
  const facts = signature && {
    name: `${signature.seal.name} (${signature.seal.id}, ${signature.seal.standard} v${signature.seal.version}, ${signature.seal.vendor})`,
    at: signature.signedAt === undefined ? '?' : new Date(signature.signedAt).toISOString(),
  };
  return [
    `${zh ? '签章' : 'Seal'} ${id}  ${path}`,
    ...(facts ? [`  ${zh ? '印章' : 'seal'}  ${facts.name}`] : []),
    ...(facts ? [`  ${zh ? '签章时间（签章人自述）' : 'signed at (the signer’s word)'}  ${facts.at}`] : []),
    ...seal.answers.map((answer) => `  ${answerLine(answer, language)}`),
    ...(shownSeal === 'DIFFERS'
      ? [`  ✗ ${zh ? '所示印章不是所用印章' : 'the seal that is shown is not the one used'}`]
      : []),
  ];
}

function answerLine({ step, verdict, detail }: SealAnswer, language: Language): string {
  const mark = verdict === 'PASS' ? '✓' : OPEN.includes(verdict) ? '?' : '✗';
  const why = detail === undefined ? '' : ` (${detail})`;
  return `${mark} ${SEAL_STEPS[step][language]}  ${SEAL_VERDICTS[verdict][language]}${why}`;
}

/** For programs: the report without the bytes that it was made from. */
export function fileReportJson({ format, copy, seals }: FileReport): object {
  return { format, copy, seals: seals && { ...seals, signatures: seals.signatures.map(signatureJson) } };
}

function signatureJson({ seal, ...rest }: OfdSignature): object {
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
  };
  return { ...rest, seal: { answers, isProven, ...shown } };
}
