import { type MessageKey, type SignedParts, signingInput } from '#crypto/jose';
import { hex, sha256, utf8Text } from '#crypto/primitives';
import { mod3736 } from '#domain/codes';
import { CertificateTypes, IssuerRegistry, Recognition, Replacements } from '#domain/ecert';
import type { CertificateRules } from '#hub/exchange';
import type { tongban } from '#proto/codec';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';
import { newReference } from './messages.js';
import type { TestPeer } from './peer.js';

/** Electronic certificates, consents and uses of them, as legal as can be, to be changed in the one point a test is about. */

/** 营业执照, as the hub's sample rules have it. */
export const LICENCE = '11100000MB0143028R001';
/** A type that is not recognised anywhere. */
export const UNRECOGNISED = '11100000MB0143028R002';
export const ISSUER = '11410000MBY900027Q';
export const REQUESTING_ORG = '11440000MB2C90009R';
export const ITEM = '002090012000';
export const HOLDER = { codeType: '111', code: '441803199001019018' };
export const REASON = '办理一级建造师注册';
export const DUTY = 'ZZ-1';
/** For which either type stands. */
export const MATERIAL = '居民身份证';

const always = { validFrom: '2019-01-01', validTo: undefined, source: 'test' };

/** What the tests' hub allows: invented. */
export const SAMPLE_RULES: CertificateRules = {
  types: new CertificateTypes([
    { ...always, code: LICENCE, name: '营业执照', holderCodeTypes: ['001', '111'] },
    { ...always, code: UNRECOGNISED, name: '营业执照副本', holderCodeTypes: ['001', '111'] },
  ]),
  issuers: new IssuerRegistry(
    [LICENCE, UNRECOGNISED].flatMap((typeCode) =>
      ['410000', '440000'].map((divisionCode) => ({ ...always, issuer: ISSUER, typeCode, divisionCode })),
    ),
    [],
  ),
  recognition: new Recognition([
    {
      ...always,
      id: 'licence',
      typeCode: LICENCE,
      issuedIn: undefined,
      usedIn: undefined,
      basicCodePrefix: '',
      level: undefined,
      verdict: { kind: 'CONDITIONAL', conditions: ['DATA_COMPARED'] },
    },
  ]),
  replacements: new Replacements([
    { ...always, basicCode: ITEM, material: MATERIAL, typeCodes: [LICENCE, UNRECOGNISED] },
  ]),
  duties: [
    {
      ...always,
      id: DUTY,
      organisation: REQUESTING_ORG,
      platform: 'guangdong',
      typeCodes: [LICENCE, UNRECOGNISED],
      basicCodePrefix: '',
      basis: '某法第一条',
      revokedAt: undefined,
    },
  ],
};

let made = 0;

/** An identifier that no other test of this process uses. */
export function newCertificateId(
  over: { typeCode?: string; issuer?: string; serial?: string; version?: string } = {},
): string {
  const {
    typeCode = LICENCE,
    issuer = ISSUER,
    serial = `${process.pid}${Date.now()}${made++}`,
    version = '001',
  } = over;
  const body = [typeCode, issuer, serial, version];
  return `1.2.156.3005.2.${body.join('.')}.${mod3736(body.join(''))}`;
}

/** @param divisionCode of the place that it is of: Henan, unless told otherwise. */
export function issued(certificateId: string, divisionCode = '410000'): Record<string, unknown> {
  return {
    certificateId,
    issuer: ISSUER,
    divisionCode,
    holders: [HOLDER],
    validFrom: '2024-01-01',
    validTo: '2034-12-31',
  };
}

export function consent(over: object = {}): Record<string, unknown> {
  return {
    holder: HOLDER,
    requester: 'guangdong',
    organisation: REQUESTING_ORG,
    caseRef: newReference('GD'),
    basicCode: ITEM,
    typeCodes: [LICENCE],
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    reason: REASON,
    ...over,
  };
}

/** A use of data for which a duty is listed. */
export function useByDuty(certificateId: string, over: object = {}): Record<string, unknown> {
  return {
    operation: 'DATA',
    certificateId,
    purpose: { basicCode: ITEM, caseRef: newReference('GD'), reason: REASON },
    duty: DUTY,
    organisation: REQUESTING_ORG,
    clerk: '窗口03',
    fields: ['名称', '住所'],
    ...over,
  };
}

/** A use of the certificate's file for which a duty is listed. */
export function useOfFile(certificateId: string, over: object = {}): Record<string, unknown> {
  return useByDuty(certificateId, { operation: 'FILE', fields: undefined, format: 'OFD', ...over });
}

/** A verification of what was seen, for which a duty is listed. */
export function useToVerify(
  certificateId: string,
  seen: object[],
  over: object = {},
): Record<string, unknown> {
  return useByDuty(certificateId, { operation: 'VERIFY', fields: undefined, seen, ...over });
}

/** A use of data by a consent, for the case that it was given for. */
export function useByConsent(certificateId: string, consentId: string, caseRef: unknown, over: object = {}) {
  const { duty: _, ...body } = useByDuty(certificateId);
  return { ...body, consentId, purpose: { basicCode: ITEM, caseRef, reason: REASON }, ...over };
}

/** A holder shows a certificate; the fields that he shows as told. */
export function opening(certificateId: string, over: object = {}): Record<string, unknown> {
  return { holder: HOLDER, certificateId, fields: ['名称', '住所', '统一社会信用代码'], ...over };
}

/** What a window makes of a code that it has scanned. */
export function useByCode(code: string, over: object = {}): Record<string, unknown> {
  const { duty: _, certificateId: __, ...body } = useByDuty('');
  return { ...body, operation: 'PRESENTATION', presentation: code, fields: ['名称', '住所'], ...over };
}

/** Opens a presentation. @returns its code. */
export async function newCode(platform: TestPeer, certificateId: string, over: object = {}): Promise<string> {
  const message = platform.sign('PresentationOpened', opening(certificateId, over));
  return (await platform.grpc.openPresentation(message)).code;
}

/** The message's id. */
export function idOf(parts: SignedParts): string {
  return (JSON.parse(utf8Text(parts.protected) ?? '') as { jti: string }).jti;
}

/** Reports a certificate that is good for everything the tests do with it. */
export async function newCertificate(issuer: TestPeer): Promise<string> {
  const certificateId = newCertificateId();
  await issuer.grpc.reportCertificate(issuer.sign('CertificateIssued', issued(certificateId)));
  return certificateId;
}

/** Grants a consent; its uses as told. */
export async function newConsent(
  platform: TestPeer,
  over: object = {},
): Promise<{ consentId: string; caseRef: unknown }> {
  const body = consent(over);
  const message = platform.sign('ConsentGranted', body);
  await platform.grpc.grantConsent(message);
  return { consentId: idOf(message), caseRef: body.caseRef };
}

/** What an honest platform answers; `over` changes the body. @param key another than its own. */
export function answerTo(
  issuer: TestPeer,
  query: tongban.v1.CertificateQuery.$Properties,
  over: object = {},
  key?: MessageKey,
): SignedParts {
  const use = query.use as SignedParts; // the hub always sends it
  const told = query.presentation == null ? use : (query.presentation as SignedParts);
  const body = JSON.parse(utf8Text(told.payload) ?? '') as { certificateId: string; fields?: string[] };
  const answer = {
    useId: query.useId,
    useSha256: hex(sha256(signingInput(use))),
    certificateId: body.certificateId,
    state: 'VALID',
    stateSince: '2024-01-01T00:00:00+08:00',
    fields: (body.fields ?? []).map((name) => ({ name, value: `${name}的内容` })),
    ...over,
  };
  return issuer.sign('CertificateAnswer', answer, {}, key);
}

/** What an honest platform answers to a use of a file, once it has uploaded the copy. */
export function fileAnswerTo(
  issuer: TestPeer,
  query: tongban.v1.CertificateQuery.$Properties,
  copy: object,
  over: object = {},
): SignedParts {
  const original = { sha256: '1'.repeat(64), sm3: '2'.repeat(64), seals: 'WHOLE' };
  return answerTo(issuer, query, { copy, original, ...over });
}

export interface OpenedLine {
  close(): Promise<void>;
}

/** A line of the issuing platform to this hub process, open when this returns. */
export async function openLine(
  hub: TestHub,
  issuer: TestPeer,
  answer: (query: tongban.v1.CertificateQuery.$Properties) => Promise<SignedParts> | SignedParts = (query) =>
    answerTo(issuer, query),
  maxInFlight = 64,
): Promise<OpenedLine> {
  const { lines } = hub.running.services;
  const before = lines.count(issuer.id);
  const line = issuer.grpc.serveCertificates(maxInFlight, async (query) => answer(query));
  line.serve().catch(() => {}); // it breaks when the test closes it
  await eventually(() => {
    if (lines.count(issuer.id) <= before) throw new Error('the line is not open');
  });
  return {
    close: async () => {
      const open = lines.count(issuer.id);
      line.close();
      await eventually(() => {
        if (lines.count(issuer.id) >= open) throw new Error('the line is still open');
      });
    },
  };
}
