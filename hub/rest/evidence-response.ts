import type { RestContext } from './request.js';

/** The evidence of a case as a zip file, which nobody on the way may keep. */
export function evidenceResponse(
  c: RestContext,
  { caseNo, zip }: { readonly caseNo: string; readonly zip: Uint8Array },
): Response {
  return c.body(Buffer.from(zip), 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${caseNo}.evidence.zip"`,
    'cache-control': 'no-store',
  });
}

/** `without` of a query: names with commas between them. */
export function withGroups({ without, ...parameters }: Readonly<Record<string, string>>): object {
  return { ...parameters, without: without?.split(',') };
}
