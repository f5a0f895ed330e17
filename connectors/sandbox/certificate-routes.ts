import { z } from 'zod';
import type { CertificateDesk, DeskCertificate } from './certificate-desk.js';
import { SAMPLES } from './certificate-samples.js';
import { type HttpAnswer, type HttpRequest, json } from './http.js';

/**
 * What officers and clerks of a simulated platform click about certificates, as plain JSON:
 *
 *   POST /desk/certificates                  a new certificate → the certificate
 *   POST /desk/certificates/samples          one of each kind that it issues, of people who do not exist → the certificates
 *   POST /desk/certificates/{id}/versions    { contents } → the new version
 *   POST /desk/certificates/{id}/states      { state, reason } → the certificate
 *   POST /desk/certificates/{id}/files       { format, base64 }: its file, made elsewhere → the certificate
 *   GET  /desk/certificates[/{id}]           the register
 *   POST /desk/uses                          ask for another province's → { id }
 *   GET  /desk/uses/{id}                     { answer }, null while there is none
 */

const Kind = z.enum(['identity', 'licence', 'driving', 'qualification', 'marriage', 'residence', 'property']);
const Holder = z.strictObject({
  kind: z.enum(['person', 'company']),
  name: z.string(),
  code: z.string(),
});
const Contents = z.array(z.strictObject({ name: z.string(), value: z.string() }));

const Format = z.enum(['OFD', 'PDF']);
const NewFile = z.strictObject({ format: Format, base64: z.base64() });

const NewCertificate = z.strictObject({
  kind: Kind,
  holders: z.array(Holder).min(1),
  contents: Contents,
  from: z.iso.date(),
  to: z.iso.date().optional(),
});
const NewVersion = z.strictObject({ contents: Contents });
const NewState = z.strictObject({
  state: z.enum(['valid', 'suspended', 'expired', 'cancelled', 'revoked', 'rescinded', 'voided']),
  reason: z.string(),
});
const Use = z.strictObject({
  operation: z.enum(['data', 'status', 'file', 'verify']).default('data'),
  certificateId: z.string().optional(),
  kind: Kind,
  holder: Holder,
  item: z.string(),
  caseRef: z.string(),
  reason: z.string(),
  clerk: z.string(),
  contents: z.array(z.string()).default([]),
  format: Format.optional(),
  seen: Contents.default([]),
  /** In base64. */
  seenFile: z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .optional(),
  code: z.string().optional(),
  duty: z.string().optional(),
  minutes: z.int().default(10),
});

export function certificateRoute(desk: CertificateDesk, request: HttpRequest): HttpAnswer | undefined {
  const [, root, collection, id = '', tail] = request.path.split('/');
  if (root !== 'desk' || (collection !== 'certificates' && collection !== 'uses')) return undefined;
  const named = decodeURIComponent(id);
  const place = id === '' || id === 'samples' ? id : 'id';
  switch (`${request.method} ${[collection, place, tail].filter(Boolean).join('/')}`) {
    case 'POST certificates':
      return json(view(desk.issue(NewCertificate.parse(bodyOf(request)))));
    case 'POST certificates/samples':
      return json(SAMPLES.filter(({ kind }) => desk.issues(kind)).map((each) => view(desk.issue(each))));
    case 'POST certificates/id/versions':
      return json(view(desk.change(named, NewVersion.parse(bodyOf(request)).contents)));
    case 'POST certificates/id/states': {
      const { state, reason } = NewState.parse(bodyOf(request));
      return json(view(desk.setState(named, state, reason)));
    }
    case 'POST certificates/id/files': {
      const { format, base64 } = NewFile.parse(bodyOf(request));
      return json(view(desk.putFile(named, format, Buffer.from(base64, 'base64'))));
    }
    case 'GET certificates':
      return json(desk.all().map(view));
    case 'GET certificates/id':
      return json(view(desk.get(named)));
    case 'POST uses':
      return json({ id: desk.ask(Use.parse(bodyOf(request))) });
    case 'GET uses/id':
      return json({ answer: desk.answerTo(named) ?? null });
    default:
      return undefined;
  }
}

function bodyOf(request: HttpRequest): unknown {
  return JSON.parse(request.body.toString('utf8'));
}

/** @param certificate whose event may still wait in the outbox. */
function view(certificate: DeskCertificate): object {
  const { to = null, before = null, files } = certificate;
  return { ...certificate, to, before, files: Object.keys(files) };
}
