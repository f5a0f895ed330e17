import { bundleReadme, type EvidenceBundle, writeBundle, writeZip } from '#crypto/evidence';
import { validate } from '#proto/schema';
import { ExportEvidenceSchema } from './requests.js';

/** Which case, and without which groups of fields. @throws ValidationError. */
export function readEvidenceRequest(plain: unknown) {
  return validate(ExportEvidenceSchema, plain, 'the request does not fit');
}

/** The evidence of a case as it is handed out. */
export function evidenceZip(bundle: EvidenceBundle): { readonly caseNo: string; readonly zip: Uint8Array } {
  const { caseNo } = bundle;
  return { caseNo, zip: writeZip(writeBundle(bundle, bundleReadme(caseNo))) };
}
