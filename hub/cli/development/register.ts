import { openSource } from '#hub/catalogue';
import { dayOf, importCatalogue } from '#hub/exchange';
import type { Runtime } from '#hub/runtime';
import { type Database, directory, routing } from '#hub/store';
import { operatorName } from '../operator-name.js';
import type { DevelopmentNetwork, PeerMaterial } from './network.js';
import type { SampleData } from './sample-data.js';

/** Enters the sample peers with their development keys, and the sample items. Repeating it changes nothing. */
export async function registerSampleNetwork(
  db: Database,
  network: DevelopmentNetwork,
  sample: SampleData,
  runtime: Runtime,
): Promise<PeerMaterial[]> {
  const materials: PeerMaterial[] = [];
  for (const { peerId, suite } of sample.peers) materials.push(await network.peerMaterial(peerId, suite));
  await db.transaction('directory.register', async (tx) => {
    for (const peer of sample.peers) {
      directory.upsertPeer(tx, peer, runtime.now());
      routing.upsertConnection(tx, ownConnection(peer));
    }
    for (const material of materials) registerMaterial(tx, material);
    directory.announceDirectoryChange(tx);
  });
  if (sample.catalogue !== undefined) await importSample(db, sample.catalogue, runtime);
  return materials;
}

/** A sample peer serves the division that it belongs to. */
function ownConnection({ peerId, divisionCode }: SampleData['peers'][number]) {
  return { divisionCode, competentOrg: undefined, peerId, validFrom: '2020-01-01', validTo: undefined };
}

/** The way every catalogue goes. @throws Error when the sample does not fit, which is a fault of ours. */
async function importSample(db: Database, folder: string, runtime: Runtime): Promise<void> {
  const source = await openSource(folder, { format: 'csv', encoding: 'utf-8', upTask: undefined });
  const report = await importCatalogue(db, source, {
    asOf: dayOf(runtime.now()),
    isComplete: false,
    isDryRun: false,
    badRows: undefined,
    importedBy: operatorName(),
    now: runtime.now(),
    listed: 20,
  });
  if (report.outcome !== 'refused') return;
  const faults = report.faults.map(({ file, line, code, detail }) => `${file}:${line} ${code} ${detail}`);
  throw new Error(`the sample catalogue is not valid: ${faults.join('; ')}`);
}

function registerMaterial(tx: Parameters<typeof directory.upsertKey>[0], material: PeerMaterial): void {
  const { peerId, fingerprint, validFrom, validTo } = material;
  const { kid, key } = material.messageKey;
  const { suite, spki } = key.publicKey;
  directory.upsertKey(tx, { kid, peerId, suite, spki, validFrom, validTo, revokedAt: null });
  directory.upsertCertificate(tx, { fingerprint, peerId, validFrom, validTo });
  for (const operation of ['SUBMIT', 'DECIDE'] as const) {
    directory.upsertRight(tx, { peerId, operation, itemPrefix: '', validFrom: '2020-01-01', validTo: null });
  }
}
