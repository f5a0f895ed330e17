import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFlattened } from '#crypto/jose';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, playCase } from '../kit/messages.js';

interface Leased {
  readonly dispatches: readonly { readonly dispatchId: string; readonly leaseToken: string }[];
}

describe('acknowledging a dispatch', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  it('names the message that was dispatched, or changes nothing', async () => {
    const [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    const caseNo = await playCase(guangdong, henan, 0);
    const [submitted] = await guangdong.grpc.events(caseNo);
    const leased = (await henan.rest('POST', '/v1/inbox/leases', { max: 1 })).json<Leased>();
    const [dispatch] = leased.dispatches;
    expect(dispatch?.dispatchId).toBe(`${caseNo}/1`);
    const acknowledge = (messageId: string) =>
      henan.rest('POST', '/v1/inbox/acknowledgements', {
        ...{ dispatchId: dispatch?.dispatchId, leaseToken: dispatch?.leaseToken },
        message: toFlattened(
          henan.sign('DispatchAcknowledgement', { caseNo, eventSeq: 1, messageId, receivedAt: AT }),
        ),
      });
    const wrong = await acknowledge(uuidv7());
    expect(wrong.status).toBe(400);
    expect(wrong.json()).toMatchObject({ code: 'MALFORMED', violations: [{ pointer: '/messageId' }] });
    expect(await guangdong.grpc.events(caseNo)).toHaveLength(1);
    expect((await acknowledge(submitted?.messageId ?? '')).status).toBe(200);
    expect(await guangdong.grpc.events(caseNo)).toHaveLength(2);
  });
});
