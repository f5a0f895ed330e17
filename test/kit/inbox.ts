import { type FlattenedJws, fromFlattened, readHeader, toFlattened } from '#crypto/jose';
import { AT } from './messages.js';
import type { TestPeer } from './peer.js';

/** A dispatch as REST hands it out; the members that tests look at. */
export interface LeasedDispatch {
  readonly dispatchId: string;
  readonly leaseToken: string;
  readonly attempt: number;
  readonly original: FlattenedJws;
}

/** What acknowledges a dispatch, signed once, so that the same bytes can be sent again. */
export interface SignedAcknowledgement {
  readonly dispatchId: string;
  readonly leaseToken: string;
  readonly message: FlattenedJws;
}

/** The hub answered with a problem document. */
export class RestRefusal extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

/** Asks for what waits, at once unless told to wait for it. @throws RestRefusal. */
export async function lease(
  peer: TestPeer,
  options: { readonly max?: number; readonly waitMs?: number; readonly leaseMs?: number } = {},
): Promise<LeasedDispatch[]> {
  const answer = await post<{ dispatches?: LeasedDispatch[] }>(peer, '/v1/inbox/leases', options);
  return answer.dispatches ?? [];
}

/** The one dispatch that is expected. */
export async function leaseOne(peer: TestPeer, leaseMs = 30_000): Promise<LeasedDispatch> {
  const [dispatch, ...others] = await lease(peer, { leaseMs });
  if (dispatch === undefined || others.length > 0) throw new Error(`${others.length + 1} dispatches`);
  return dispatch;
}

export function signAcknowledgement(peer: TestPeer, dispatch: LeasedDispatch): SignedAcknowledgement {
  const { dispatchId, leaseToken, original } = dispatch;
  const [caseNo, seq] = dispatchId.split('/');
  const { jti: messageId } = readHeader(fromFlattened(original).protected);
  const body = { caseNo, eventSeq: Number(seq), messageId, receivedAt: AT };
  return { dispatchId, leaseToken, message: toFlattened(peer.sign('DispatchAcknowledgement', body)) };
}

/** Where an acknowledgement stands in its case. */
export interface AcknowledgedDispatch {
  readonly acknowledgement: { readonly caseNo: string; readonly eventSeq: number; readonly state: string };
}

/** @returns the acknowledgement of the acknowledgement. @throws RestRefusal. */
export function acknowledge(peer: TestPeer, signed: SignedAcknowledgement): Promise<AcknowledgedDispatch> {
  return post(peer, '/v1/inbox/acknowledgements', signed);
}

/** Takes over everything that waits for these peers, until nothing does. */
export async function acknowledgeAll(...peers: readonly TestPeer[]): Promise<void> {
  for (let taken = 1; taken > 0; ) {
    taken = 0;
    for (const peer of peers) {
      for (const dispatch of await lease(peer)) {
        await acknowledge(peer, signAcknowledgement(peer, dispatch));
        taken += 1;
      }
    }
  }
}

/** @returns when it is offered again; empty for a dead letter. @throws RestRefusal. */
export async function release(peer: TestPeer, dispatch: LeasedDispatch, reason: string): Promise<string> {
  const { dispatchId, leaseToken } = dispatch;
  const body = { dispatchId, leaseToken, reason };
  return (await post<{ availableAt?: string }>(peer, '/v1/inbox/releases', body)).availableAt ?? '';
}

async function post<T>(peer: TestPeer, path: string, body: object): Promise<T> {
  const answer = await peer.rest('POST', path, body);
  if (answer.status < 300) return answer.json<T>();
  const { code, detail } = answer.json<{ code: string; detail: string }>();
  throw new RestRefusal(code, detail);
}
