import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, importPublicPem } from '#crypto/primitives';
import { describeCertificate } from '#crypto/x509';
import type { HubIdentity } from '#hub/wire';
import type { PeerMaterial } from '../../development/network.js';
import { identityOf, type PeerIdentity } from '../../development/register.js';
import { SAMPLE_FILES } from '../samples.js';
import type { OwnKeys } from './plan.js';

/** What the peer's people get: keys unless they have their own, and a configuration that a connector can be started with. */

const FILES = ['authority.crt', 'client.crt', 'client.key', 'message.pem'] as const;

/** The keys that the peer brings. @throws Error naming the file that cannot be used. */
export async function readOwnKeys(peerId: string, files: OwnKeys): Promise<PeerIdentity> {
  const publicKey = await read(files.publicKey, importPublicPem);
  const certificate = await read(files.certificate, describeCertificate);
  return { peerId, publicKey, ...certificate };
}

async function read<T>(file: string, parse: (pem: string) => T): Promise<T> {
  const pem = await readFile(file, 'utf8');
  try {
    return parse(pem);
  } catch (error) {
    throw new Error(`${file} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

/** Puts a copy of the keys where the peer's people find them. @returns who the peer is then. */
export async function handOutKeys(folder: string, material: PeerMaterial): Promise<PeerIdentity> {
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  for (const file of FILES) await copyFile(join(material.folder, file), join(folder, 'keys', file));
  return identityOf(material);
}

export interface ConnectorFacts {
  readonly peerId: string;
  /** host:port */
  readonly address: string;
  readonly identity: HubIdentity;
  /** The hub's authority, PEM. */
  readonly authority: string;
  readonly hasOwnKeys: boolean;
  /** The `province` of a sandbox; undefined: what stands in an earlier file, or nothing yet. */
  readonly settings: Readonly<Record<string, unknown>> | undefined;
  /** Whose seals it is to believe, of a sandbox. */
  readonly seals: Readonly<Record<string, readonly string[]>> | undefined;
}

/** @returns the path of the configuration. */
export async function writeConnectorConfig(folder: string, facts: ConnectorFacts): Promise<string> {
  const { peerId, address, identity, authority, hasOwnKeys } = facts;
  const file = join(folder, 'connector.json');
  const keys = join(folder, 'keys');
  const own = (name: string) => (hasOwnKeys ? `<${name}>` : join(keys, name));
  await mkdir(keys, { recursive: true, mode: 0o700 });
  await writeFile(join(keys, 'hub-authority.crt'), authority);
  const content = {
    platform: peerId,
    hub: {
      id: identity.hubId,
      address,
      logVkey: identity.logVkey,
      statementKeys: identity.keys.map(({ kid, spki }) => ({ kid, publicKey: base64(spki) })),
    },
    tls: { ca: join(keys, 'hub-authority.crt'), certificate: own('client.crt'), key: own('client.key') },
    messageKey: own('message.pem'),
    dataDir: join(folder, 'connector'),
    province: facts.settings ?? (await earlierSettings(file)),
    seals: facts.seals,
  };
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** For people who have to upload them by hand. */
export async function writeSampleFiles(folder: string): Promise<string> {
  const samples = join(folder, 'samples');
  await mkdir(samples, { recursive: true });
  for (const { name, bytes } of Object.values(SAMPLE_FILES)) await writeFile(join(samples, name), bytes);
  return samples;
}

/** What somebody has written there: the address of his platform does not change because the hub's port does. */
async function earlierSettings(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    return (JSON.parse(text) as { province?: unknown }).province ?? {}; // whatever it is, it goes back where it was
  } catch {
    throw new Error(`${file} is not JSON; mend it or remove it`);
  }
}
