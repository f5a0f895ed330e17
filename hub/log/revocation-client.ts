import { DerError } from '#crypto/asn1';
import { equalBytes, type RandomBytes } from '#crypto/primitives';
import {
  type Certificate,
  formatOcspRequest,
  isAnswer,
  isListOf,
  locationsOf,
  MAX_REVOCATION_BYTES,
  type OcspResponse,
  parseOcspResponse,
  type RevocationEvidence,
  type RevocationList,
  readRevocationLists,
} from '#crypto/x509/certificate';
import { readBounded, reasonOf } from './remote-answer.js';

/** Where it is asked whether certificates of an authority are revoked. */
export interface RevocationSources {
  /** Of lists, and of responders that answer for any of its certificates. */
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  /** Whether the places that the certificates themselves name are asked too: an authority then says where the hub connects to. */
  readonly followCertificates: boolean;
}

export interface RevocationQuestion {
  /** The certificate first, the trusted one last. */
  readonly path: readonly Certificate[];
  /** When they were used; unix milliseconds. */
  readonly at: number;
  readonly timeoutMs: number;
  readonly random: RandomBytes;
}

export interface CollectedRevocation extends RevocationEvidence {
  /** Each of who gave nothing that is any good, and why; for operators. */
  readonly failures: readonly string[];
}

/** No answer of a responder is longer: it is of one certificate. */
const MAX_RESPONSE_BYTES = 64 * 1024;
const NONCE_BYTES = 16;

/**
 * Asks for lists, then for responses. Nothing is kept that its issuer, or whom it named, did not sign; that
 * one of them fails costs what it would have said, and nothing else (proved by test/fault/stamp-revocation.test.ts).
 */
export async function collectRevocation(
  { crlUrls, ocspUrls, followCertificates }: RevocationSources,
  question: RevocationQuestion,
): Promise<CollectedRevocation> {
  const links = linksOf(question.path);
  const named = followCertificates ? links.map(({ certificate }) => locationsOf(certificate)) : [];
  const listUrls = new Set([...crlUrls, ...named.flatMap(({ lists }) => lists)]);
  const fetched = await Promise.all(
    [...listUrls].map((url) => attempt(url, () => fetchLists(url, links, question))),
  );
  const lists = fetched.flatMap(({ found = [] }) => found);
  const asked = await Promise.all(
    links.map((link, i) => {
      const urls = new Set([...ocspUrls, ...(named[i]?.responders ?? [])]);
      return askOne([...urls], (url) => askResponder(url, link, lists, question));
    }),
  );
  return {
    lists,
    responses: asked.flatMap(({ found = [] }) => found),
    failures: [...fetched, ...asked].flatMap((each) => each.failures),
  };
}

interface Attempt<T> {
  readonly found?: T;
  readonly failures: readonly string[];
}

async function attempt<T>(url: string, ask: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { found: await ask(), failures: [] };
  } catch (error) {
    return { failures: [`${url}: ${error instanceof DerError ? error.message : reasonOf(error)}`] };
  }
}

/** One after the other, until one answers: each may be for other certificates. */
async function askOne<T>(urls: readonly string[], ask: (url: string) => Promise<T>): Promise<Attempt<T>> {
  const failures: string[] = [];
  for (const url of urls) {
    const made = await attempt(url, () => ask(url));
    if (made.found !== undefined) return made;
    failures.push(...made.failures);
  }
  return { failures };
}

interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

function linksOf(path: readonly Certificate[]): Link[] {
  return path.slice(0, -1).flatMap((certificate, i) => {
    const issuer = path[i + 1];
    return issuer === undefined ? [] : [{ certificate, issuer }];
  });
}

async function fetchLists(
  url: string,
  links: readonly Link[],
  { timeoutMs }: RevocationQuestion,
): Promise<RevocationList[]> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const bytes = await readBounded(response, MAX_REVOCATION_BYTES);
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  const lists = ownLists(readRevocationLists(bytes), links);
  if (lists.length === 0) throw new Error('no list that an issuer of its certificates has signed');
  return lists;
}

function ownLists(lists: readonly RevocationList[], links: readonly Link[]): RevocationList[] {
  return lists.filter((list) => links.some(({ issuer }) => isListOf(list, issuer)));
}

/** Of lists at hand those that are of the path. */
export function listsOfPath(
  lists: readonly RevocationList[],
  path: readonly Certificate[],
): RevocationList[] {
  return ownLists(lists, linksOf(path));
}

/** RFC 6960 appendix A. A response to another request than ours must say itself until when it is good. */
async function askResponder(
  url: string,
  link: Link,
  lists: readonly RevocationList[],
  { at, timeoutMs, random }: RevocationQuestion,
): Promise<OcspResponse> {
  const nonce = random(NONCE_BYTES);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
    body: Buffer.from(formatOcspRequest(link.certificate, link.issuer, nonce)),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const bytes = await readBounded(answer, MAX_RESPONSE_BYTES);
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
  const response = parseOcspResponse(bytes);
  if (response.nonce !== undefined && !equalBytes(response.nonce, nonce))
    throw new Error('it does not answer this request');
  if (!isAnswer(response, link, lists, at))
    throw new Error(`no word on ${link.certificate.subject} at that time that its issuer stands for`);
  return response;
}
