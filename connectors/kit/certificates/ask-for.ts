import type { CertificateAccess, ScanRequest, UseRequest, UseResult } from './province-certificates.js';

/** What a window asks for: by consent or duty, or what a holder shows there. */
export function askFor(access: CertificateAccess, request: UseRequest | ScanRequest): Promise<UseResult> {
  return 'code' in request ? access.scan(request) : access.use(request);
}
