import { keyIdOf } from '#crypto/jose';
import type { PublicKey } from '#crypto/primitives';
import { OPERATIONS } from '#domain/directory';
import { dayOf } from '#domain/rules';
import { openSource } from '#hub/catalogue';
import { changeDirectory, type DirectoryBook, importCatalogue } from '#hub/exchange';
import type { Runtime } from '#hub/runtime';
import { type Database, directory, routing, type Tx } from '#hub/store';
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
  await changeDirectory(db, { enteredBy: operatorName(), runtime }, async (book, tx) => {
    for (const peer of sample.peers) {
      book.peer(peer);
      routing.upsertConnection(tx, ownConnection(peer));
    }
    for (const material of materials) registerIdentity(tx, book, identityOf(material));
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
export function registerIdentity(tx: Tx, book: DirectoryBook, identity: PeerIdentity): void {
  const { peerId, publicKey, fingerprint, validFrom, validTo } = identity;
  const { suite, spki } = publicKey;
  const kid = keyIdOf(publicKey);
  book.key({ kid, peerId, suite, spki, validFrom, validTo, revokedAt: null });
  directory.upsertCertificate(tx, { fingerprint, peerId, validFrom, validTo });
  for (const operation of OPERATIONS) {
    directory.upsertRight(tx, { peerId, operation, itemPrefix: '', validFrom: '2020-01-01', validTo: null });
  }
}

export function identityOf(material: PeerMaterial): PeerIdentity {
  return { ...material, publicKey: material.messageKey.key.publicKey };
}
