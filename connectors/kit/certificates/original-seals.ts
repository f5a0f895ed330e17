import { isOpen, SEAL_STEPS, SEAL_VERDICTS, type SealReport, type SealTrust } from '#crypto/eseal';
import { OFD_VERDICTS, type OfdReport, verifyOfd } from '#crypto/ofd';
import { PDF_VERDICTS, type PdfReport, verifyPdf } from '#crypto/pdf';
import { hex, sha256 } from '#crypto/primitives';
import type { CertificateBody, CertificateFileFormat } from '#proto/schema';

type Original = NonNullable<CertificateBody<'CertificateAnswer'>['original']>;

/** What an answer says of the seals on a file that may be copied. */
export type SealFinding = Pick<Original, 'seals' | 'sealedBy'>;

/**
 * Looks at the seals on an original. One that is false, or that nobody here can verify, keeps the file from being given; the two
 * are told apart. @param trust undefined: nobody's seals are believed, and none is looked at. @throws OfdError, PdfError.
 */
export async function checkSeals(
  original: Uint8Array,
  format: CertificateFileFormat,
  trust: SealTrust | undefined,
): Promise<SealFinding | { readonly refusal: string }> {
  if (trust === undefined) return { seals: 'NOT_CHECKED', sealedBy: [] };
  return format === 'OFD' ? ofOfd(await verifyOfd(original, trust)) : ofPdf(verifyPdf(original, trust));
}

function ofOfd({ verdict, signatures, files }: OfdReport): SealFinding | { readonly refusal: string } {
  switch (verdict) {
    case 'UNPROVEN': {
      const shown = signatures.find(({ shownSeal }) => shownSeal === 'DIFFERS');
      if (shown !== undefined) return refused(OFD_VERDICTS.UNPROVEN.zh, '所示印章不是所用印章');
      return unproven(signatures.map(({ seal }) => seal));
    }
    case 'CHANGED': {
      const changed = files.find(({ state }) => state === 'CHANGED' || state === 'MISSING');
      return refused(OFD_VERDICTS.CHANGED.zh, changed?.path ?? '');
    }
    default:
      return { seals: verdict, sealedBy: sealings(signatures) };
  }
}

/**
 * What was added behind the last seal can change all that is seen, and so does not go out under it; what a later seal reaches
 * over is its signer's. (In an OFD nothing that is covered leads to a file that was put in later.)
 */
function ofPdf({ verdict, size, signatures }: PdfReport): SealFinding | { readonly refusal: string } {
  switch (verdict) {
    case 'UNPROVEN':
      return unproven(signatures.filter(({ isSupported }) => isSupported).map(({ seal }) => seal));
    case 'CHANGED':
      return refused(PDF_VERDICTS.CHANGED.zh, SEAL_VERDICTS.HASH_DIFFERS.zh);
    case 'NOT_CHECKED':
      return { seals: verdict, sealedBy: [] };
    default: {
      const reach = Math.max(...signatures.map(({ end = 0 }) => end));
      return signatures.length > 0 && reach < size
        ? refused('签章后文件有追加', `第 ${reach}–${size - 1} 字节不受签章保护`)
        : { seals: verdict, sealedBy: sealings(signatures) };
    }
  }
}

/** What is false comes first: it says more than what could not be found out. */
function unproven(seals: readonly SealReport[]): { readonly refusal: string } {
  const failed = seals.flatMap(({ answers }) => answers).filter(({ verdict }) => verdict !== 'PASS');
  const [worst] = [...failed.filter((each) => !isOpen(each)), ...failed];
  if (worst === undefined) return refused(OFD_VERDICTS.UNPROVEN.zh, '');
  const { step, verdict } = worst;
  const said = isOpen(worst) ? '签章无法核验' : '签章不成立';
  return refused(
    `${OFD_VERDICTS.UNPROVEN.zh}，${said}`,
    `${SEAL_STEPS[step].zh}：${SEAL_VERDICTS[verdict].zh}`,
  );
}

const MAX_DETAIL = 200;

function refused(verdict: string, detail: string): { readonly refusal: string } {
  return { refusal: `证照文件不予提供：${verdict}（${detail.slice(0, MAX_DETAIL)}）` };
}

/** Who has sealed it, of seals that are proven. */
function sealings(signatures: readonly { readonly seal: SealReport }[]): Original['sealedBy'] {
  return signatures.flatMap(({ seal: { signature } }) =>
    signature?.signedAt === undefined
      ? []
      : {
          certificateSha256: hex(sha256(signature.signerCertificate)),
          signedAt: new Date(signature.signedAt).toISOString(),
        },
  );
}
