import { afterAll, afterEach, beforeAll } from 'vitest';
import type { SignedParts } from '#crypto/jose';
import type { tongban } from '#proto/codec';
import { auditHub } from './audit-hub.js';
import { type OpenedLine, openLine } from './electronic-certificates.js';
import { startTestHub, type TestHub } from './hub.js';
import type { TestPeer } from './peer.js';

export type CertificateQuery = tongban.v1.CertificateQuery.$Properties;
export type Answer = (query: CertificateQuery) => Promise<SignedParts> | SignedParts;

/** A hub with Guangdong, which uses certificates, and Henan, which issues them and has one line at most. */
export interface IssuingStand {
  readonly hub: TestHub;
  readonly guangdong: TestPeer;
  readonly henan: TestPeer;
  /** Henan's line answers so, until the end of the test or the next answer. */
  opened(answer?: Answer, maxInFlight?: number): Promise<void>;
}

/** For the file that calls this; audited at its end. @param settings of the hub. */
export function issuingStand(settings: readonly string[] = []): IssuingStand {
  let built: { readonly hub: TestHub; readonly guangdong: TestPeer; readonly henan: TestPeer } | undefined;
  let line: OpenedLine | undefined;
  const stand = () => {
    if (built === undefined) throw new Error('only within a test');
    return built;
  };
  const shut = async () => {
    await line?.close();
    line = undefined;
  };
  beforeAll(async () => {
    const hub = await startTestHub({ settings });
    built = { hub, guangdong: await hub.peer('guangdong'), henan: await hub.peer('henan') };
  });
  afterEach(shut);
  afterAll(async () => {
    await auditHub(stand().hub);
    await stand().hub.close();
  });
  return {
    get hub() {
      return stand().hub;
    },
    get guangdong() {
      return stand().guangdong;
    },
    get henan() {
      return stand().henan;
    },
    opened: async (answer, maxInFlight) => {
      await shut();
      line = await openLine(stand().hub, stand().henan, answer, maxInFlight);
    },
  };
}
