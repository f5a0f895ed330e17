import type { Runtime } from '#hub/runtime';
import { type Database, directory } from '#hub/store';
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
    for (const peer of sample.peers) directory.upsertPeer(tx, peer, runtime.now());
    for (const material of materials) registerMaterial(tx, material);
    for (const entry of sample.entries) {
      directory.upsertImplementationEntry(tx, { ...entry, validTo: entry.validTo ?? undefined });
    }
    directory.announceDirectoryChange(tx);
  });
  return materials;
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
