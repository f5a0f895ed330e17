import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startChild } from '#hub/cli';
import { fillConsents } from './certificate-directory.js';
import { ANSWERING } from './certificate-rows.js';
import type { FillSite } from './fill.js';
import { messagesFor, type Site, type Target, type UsableCertificates } from './measure.js';
import { type Scenario, SENDERS } from './scenarios.js';

/** The hub that is measured: the program as it ships, with the sample network, on ports of the system's choice. */

const HubReady = z.object({ ports: z.object({ grpc: z.number(), rest: z.number(), open: z.number() }) });

export interface HubProcess {
  readonly target: Target;
  stop(): Promise<void>;
}

export async function openHub({ databaseUrl, dataDir }: Site): Promise<HubProcess> {
  const ports = ['grpc', 'rest', 'open'].flatMap((name) => ['--set', `listen.${name}.port=0`]);
  const { PATH, HOME } = process.env;
  const environment = {
    PATH,
    HOME,
    DATABASE_URL: databaseUrl,
    TONGBAN_DATA_DIR: dataDir,
    TONGBAN_LOG_LEVEL: 'warn',
  };
  const hub = await startChild(['serve', '--sample', ...ports], HubReady, environment);
  const { grpc, rest } = hub.announced.ports;
  return { target: { grpcPort: grpc, restPort: rest, pid: hub.pid }, stop: () => hub.stop() };
}

/** For every message of the scenario one. @returns how many. */
export async function giveConsents(
  scenario: Scenario,
  site: Site,
  { certificates, firstConsent: first }: UsableCertificates,
): Promise<number> {
  const { work, suite } = scenario;
  if (work === 'SUBMIT' || work === 'STATUS') return 0;
  const count = messagesFor(scenario, site);
  const { issuer: requester, itemCode } = SENDERS[suite];
  const consents = { requester, itemCode, platform: ANSWERING[suite], first, count, certificates };
  await fillConsents(fillSite(site), consents);
  return count;
}

export function fillSite({ databaseUrl, dataDir }: Site): FillSite {
  const file = join(dataDir, 'keys', 'hub', 'holder-tag.key');
  return { databaseUrl, folder: dataDir, tagKey: Buffer.from(readFileSync(file, 'utf8').trim(), 'hex') };
}
