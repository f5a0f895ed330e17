import { z } from 'zod';
import { drawPng, drawSvg } from '#connectors/kit';
import type { CertificateDesk } from './certificate-desk.js';
import { type HttpAnswer, type HttpRequest, json } from './http.js';
import type { ShowingDesk } from './showing-desk.js';

/**
 * What holders and clerks of a simulated platform do when a certificate is shown, as plain JSON:
 *
 *   POST /desk/presentations                  { certificateId, holder, contents }: a holder wants a code → { id }
 *   GET  /desk/presentations/{id}             { answer } with the code, null while there is none
 *   GET  /desk/presentations/{id}/code.svg    the code as his screen shows it; code.png the same
 *   POST /desk/scans                          a window has scanned a code → { id }
 *   GET  /desk/scans/{id}                     { answer }
 *   POST /desk/wallets/{certificate}          a credential for the wallet of its first holder → { id }
 *   GET  /desk/wallets/{id}                   { answer }
 *   POST /desk/wallets/{certificate}/shows    { contents, audience, nonce }: the wallet answers a window → { presentation }
 */

const Opening = z.strictObject({
  certificateId: z.string(),
  holder: z.strictObject({ kind: z.enum(['person', 'company']), name: z.string(), code: z.string() }),
  contents: z.array(z.string()),
});
const Scanning = z.strictObject({
  code: z.string(),
  item: z.string(),
  caseRef: z.string(),
  reason: z.string(),
  clerk: z.string(),
  contents: z.array(z.string()),
});
const Asked = z.strictObject({ contents: z.array(z.string()), audience: z.string(), nonce: z.string() });

export async function showingRoute(
  showings: ShowingDesk,
  register: CertificateDesk,
  request: HttpRequest,
): Promise<HttpAnswer | undefined> {
  const [, root, collection = '', id = '', tail] = request.path.split('/');
  if (root !== 'desk' || !['presentations', 'scans', 'wallets'].includes(collection)) return undefined;
  const body = () => JSON.parse(request.body.toString('utf8')) as unknown;
  const named = decodeURIComponent(id);
  switch (`${request.method} ${[collection, id && 'id', tail].filter(Boolean).join('/')}`) {
    case 'POST presentations':
      return json({ id: showings.ask({ kind: 'open', ...Opening.parse(body()) }) });
    case 'POST scans':
      return json({ id: showings.ask({ kind: 'scan', ...Scanning.parse(body()) }) });
    case 'POST wallets/id':
      return json({ id: await showings.credit(register.get(named)) });
    case 'POST wallets/id/shows': {
      const { contents: fields, ...question } = Asked.parse(body());
      const wallet = showings.walletOf(register.get(named));
      return json({ presentation: await wallet.show(named, { fields, ...question }) });
    }
    case 'GET presentations/id':
    case 'GET scans/id':
    case 'GET wallets/id':
      return json({ answer: showings.answerTo(named) ?? null });
    case 'GET presentations/id/code.svg':
      return { contentType: 'image/svg+xml', body: await drawSvg(codeOf(showings, named)) };
    case 'GET presentations/id/code.png':
      return { contentType: 'image/png', body: await drawPng(codeOf(showings, named)) };
    default:
      return undefined;
  }
}

/** @throws RangeError. */
function codeOf(showings: ShowingDesk, id: string): string {
  const answer = showings.answerTo(id);
  if (answer?.given && 'code' in answer) return answer.code;
  throw new RangeError(`${id} has no code`);
}
