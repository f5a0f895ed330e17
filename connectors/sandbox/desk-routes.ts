import { z } from 'zod';
import type { Desk, DeskAct, DeskCase } from './desk.js';
import { type HttpAnswer, type HttpRequest, json } from './http.js';

/**
 * What clerks and officers of a simulated platform click, as plain JSON: file a case, act on it, look at it. This is the
 * platform's inside; what it exchanges with the connector is in the province's own format.
 *
 *   POST /desk/files?name=…&type=…     bytes → { fileId };  GET /desk/files/{fileId}   the bytes
 *   POST /desk/cases                    a `file` act → the case
 *   POST /desk/cases/{ref}/acts         any other act → the case
 *   GET  /desk/cases/{ref}              the case;  GET /desk/cases?hubNo=…
 */

const Material = z.strictObject({
  name: z.string(),
  source: z.enum(['upload', 'original', 'certificate', 'shared']),
  fileId: z.string().optional(),
  certificate: z.strictObject({ id: z.string(), use: z.string() }).optional(),
});

const FileAct = z.strictObject({
  kind: z.literal('file'),
  /** A number that the clerk has given the case before, for whom certificates were asked for. */
  ref: z.string().optional(),
  item: z.string(),
  division: z.string(),
  intake: z.string().optional(),
  lead: z.string().optional(),
  mode: z.enum(['remote', 'online', 'joint']),
  applicant: z.strictObject({
    kind: z.enum(['person', 'company']),
    name: z.string(),
    idNumber: z.string(),
    phone: z.string().optional(),
  }),
  form: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  materials: z.array(Material),
});

const CaseAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('intake'), window: z.string(), originals: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('notice'),
    noticeNo: z.string(),
    missing: z.array(z.string()),
    faulty: z.array(z.strictObject({ material: z.string(), reason: z.string() })),
    deadline: z.iso.date(),
  }),
  z.strictObject({ kind: z.literal('correct'), noticeNo: z.string(), materials: z.array(Material) }),
  z.strictObject({
    kind: z.literal('accept'),
    number: z.string(),
    documentNo: z.string(),
    promised: z.iso.date(),
  }),
  z.strictObject({ kind: z.literal('reject'), code: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('review') }),
  z.strictObject({
    kind: z.literal('decide'),
    granted: z.boolean(),
    documentNo: z.string(),
    grounds: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('conclude') }),
  z.strictObject({
    kind: z.literal('transfer'),
    documents: z.array(
      z.strictObject({ name: z.string(), number: z.string().optional(), fileId: z.string().optional() }),
    ),
    waybill: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('deliver'),
    how: z.enum(['window', 'courier', 'electronic']),
    waybill: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('withdraw'), reason: z.string() }),
  z.strictObject({ kind: z.literal('suspend'), procedure: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('terminate'), code: z.string(), reason: z.string() }),
  z.strictObject({
    kind: z.literal('other'),
    type: z.string(),
    name: z.string().optional(),
    fields: z.array(
      z.strictObject({
        path: z.string(),
        label: z.string().optional(),
        value: z.string().optional(),
        fileId: z.string().optional(),
      }),
    ),
  }),
]);

type CaseActBody = Exclude<DeskAct, { kind: 'file' }>;

export function deskRoute(desk: Desk, request: HttpRequest): HttpAnswer | undefined {
  const [, root, collection, ref = '', tail] = request.path.split('/');
  if (root !== 'desk') return undefined;
  const key = `${request.method} ${collection}${ref === '' ? '' : '/ref'}${tail === undefined ? '' : `/${tail}`}`;
  switch (key) {
    case 'POST files':
      return json({ fileId: desk.putFile(fileOf(request)) });
    case 'GET files/ref': {
      const { mediaType, bytes } = desk.getFile(decodeURIComponent(ref));
      return { contentType: mediaType, body: bytes };
    }
    case 'POST cases':
      return json(view(filed(desk, FileAct.parse(bodyOf(request)))));
    case 'POST cases/ref/acts':
      return json(view(desk.act(decodeURIComponent(ref), CaseAct.parse(bodyOf(request)) as CaseActBody))); // same shape
    case 'GET cases/ref':
      return json(view(desk.get(decodeURIComponent(ref))));
    case 'GET cases':
      return json(select(desk, request.query.get('hubNo')).map(view));
    default:
      return undefined;
  }
}

function select(desk: Desk, hubNo: string | null): DeskCase[] {
  return hubNo === null ? desk.all() : desk.all().filter((each) => each.hubNo === hubNo);
}

function fileOf(request: HttpRequest) {
  return {
    name: request.query.get('name') ?? 'file',
    mediaType: request.query.get('type') ?? 'application/octet-stream',
    bytes: request.body,
  };
}

function bodyOf(request: HttpRequest): unknown {
  return JSON.parse(request.body.toString('utf8'));
}

function filed(desk: Desk, { ref, ...act }: z.output<typeof FileAct>): DeskCase {
  return desk.file(act as Extract<DeskAct, { kind: 'file' }>, ref); // same shape
}

function view(found: DeskCase): object {
  const { hubNo = null, lead = null, openNotice = null } = found;
  return { ...found, hubNo, lead, openNotice };
}
