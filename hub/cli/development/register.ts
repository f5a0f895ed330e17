import { keyIdOf } from '#crypto/jose';
import type { PublicKey } from '#crypto/primitives';
import type { Runtime } from '#hub/runtime';
import { type Database, directory, type Tx } from '#hub/store';
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
    for (const material of materials) registerIdentity(tx, identityOf(material));
    for (const entry of sample.entries) {
      directory.upsertImplementationEntry(tx, { ...entry, validTo: entry.validTo ?? undefined });
    }
    directory.announceDirectoryChange(tx);
  });
  return materials;
}

/** What a peer is known by: its signing key and its TLS certificate, both for as long as the certificate is valid. */
export interface PeerIdentity {
  readonly peerId: string;
  readonly publicKey: PublicKey;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  readonly validFrom: number;
  readonly validTo: number;
}

/** With the right to everything: development networks only. */
export function registerIdentity(tx: Tx, identity: PeerIdentity): void {
  const { peerId, publicKey, fingerprint, validFrom, validTo } = identity;
  const { suite, spki } = publicKey;
  directory.upsertKey(tx, {
    kid: keyIdOf(publicKey),
    peerId,
    suite,
    spki,
    validFrom,
    validTo,
    revokedAt: null,
  });
  directory.upsertCertificate(tx, { fingerprint, peerId, validFrom, validTo });
  for (const operation of ['SUBMIT', 'DECIDE'] as const) {
    directory.upsertRight(tx, { peerId, operation, itemPrefix: '', validFrom: '2020-01-01', validTo: null });
  }
}

export function identityOf(material: PeerMaterial): PeerIdentity {
  return { ...material, publicKey: material.messageKey.key.publicKey };
}
