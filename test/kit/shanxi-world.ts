import { startShanxi } from '#connectors/shanxi';
import { captureLog } from './captured-log.js';
import { FrontDatabaseOwner } from './front-database.js';
import { startTestHub, type TestHub } from './hub.js';
import type { TestPeer } from './peer.js';
import { openProvinces, type Provinces } from './provinces.js';

/** Shanxi with its connector, and the two of the demonstration with theirs. */
export interface ShanxiWorld {
  readonly hub: TestHub;
  readonly provinces: Provinces;
  readonly front: FrontDatabaseOwner;
  readonly guangdong: TestPeer;
  readonly shanxi: TestPeer;
  /** Of Shanxi's connector. */
  readonly log: ReturnType<typeof captureLog>;
  close(): Promise<void>;
}

export async function openShanxiWorld(): Promise<ShanxiWorld> {
  const log = captureLog('info');
  const quick = ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=100', 'dispatch.maxAttempts=1000'];
  const hub = await startTestHub({ settings: quick });
  const provinces = await openProvinces(hub, ['shanxi']);
  const front = new FrontDatabaseOwner(provinces.config('shanxi'));
  await provinces.connect('guangdong');
  await provinces.connect('henan');
  const connector = await startShanxi(provinces.config('shanxi'), log.logger);
  return {
    hub,
    provinces,
    front,
    guangdong: await hub.peer('guangdong'),
    shanxi: await hub.peer('shanxi'),
    log,
    close: async () => {
      await connector.close();
      await front.end();
      await provinces.close();
      await hub.close();
      log.remove();
    },
  };
}

/** What the connector has written of a case, act by act. */
export function inboundActs(front: FrontDatabaseOwner, caseNo: string) {
  return front.query('select * from inbound.kstb_exchange where hub_case_no = $1 order by event_seq', [
    caseNo,
  ]);
}
