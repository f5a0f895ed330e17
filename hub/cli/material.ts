import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Config } from '#config';
import { messageKey } from '#crypto/jose';
import { fromHex, importPrivateKey, type PrivateKey, type Suite } from '#crypto/primitives';
import { describeCertificate } from '#crypto/x509';
import { readTlsIdentity } from '#crypto/x509/identity';
import type { HubMaterial } from '#hub/main';
import type { TlsMaterial } from '#hub/wire';
import type { DevelopmentNetwork } from './development/network.js';

/** The hub's keys and certificates: those the configuration names, or development ones where it names none. */
export async function loadMaterial(config: Config, network: DevelopmentNetwork): Promise<HubMaterial> {
  const material =
    (await loadNamedMaterial(config)) ?? (await network.hubMaterial(['localhost', '127.0.0.1', '::1']));
  return { ...material, ...(await loadNextLogKeys(config)) };
}

/** @throws Error naming the file that cannot be used. */
export async function loadNextLogKeys({
  keys,
}: Config): Promise<Pick<HubMaterial, 'nextLogEd25519' | 'nextLogSm2'>> {
  const read = (file: string, suite: Suite) => (file === '' ? undefined : readKey(file, suite));
  return {
    nextLogEd25519: await read(keys.nextLogEd25519, 'ED25519'),
    nextLogSm2: await read(keys.nextLogSm2, 'SM2'),
  };
}

/** @returns undefined when the configuration names none. @throws Error naming the file that cannot be used. */
export async function loadNamedMaterial(config: Config): Promise<HubMaterial | undefined> {
  const { tls } = config;
  const { nextLogEd25519: _, nextLogSm2: __, ...keys } = config.keys;
  if ([...Object.values(keys), ...Object.values(tls)].every((path) => path === '')) return undefined;
  if ([...Object.values(keys), tls.ca].includes('')) {
    throw new Error('keys.* and tls.* belong together: set all of them, or none for development keys');
  }
  const identity = await readTls(tls);
  const { validFrom, validTo } = describeCertificate(identity.certificate);
  return {
    messageKey: { ...messageKey(await readKey(keys.message)), validFrom, validTo },
    logEd25519: await readKey(keys.logEd25519, 'ED25519'),
    logSm2: await readKey(keys.logSm2, 'SM2'),
    holderTagKey: readTagKey(await readFile(keys.holderTag, 'utf8'), keys.holderTag),
    tls: identity,
  };
}

async function readTls(files: Config['tls']): Promise<TlsMaterial> {
  const identity = { ca: await readFile(files.ca, 'utf8'), ...(await readTlsIdentity(files)) };
  try {
    createSecureContext({ ca: identity.ca, cert: identity.certificate, key: identity.key });
  } catch (error) {
    const { ca, certificate, key, pkcs12 } = files;
    const names = [ca, certificate, key, pkcs12].filter((name) => name !== '').join(', ');
    throw new Error(`${names} are not an authority, a certificate and its key`, { cause: error });
  }
  return identity;
}

/** @throws Error naming the file. */
export function readTagKey(text: string, file: string): Uint8Array {
  const key = fromHex(text.trim());
  if (key?.length === 32) return key;
  throw new Error(`${file} is not a key of 64 hex digits`);
}

async function readKey(file: string, suite?: Suite): Promise<PrivateKey> {
  const key = await importKey(file);
  const found = key.publicKey.suite;
  if (suite === undefined || found === suite) return key;
  throw new Error(`${file} is a key of suite ${found}, not ${suite}`);
}

async function importKey(file: string): Promise<PrivateKey> {
  const pem = await readFile(file, 'utf8');
  try {
    return importPrivateKey(pem);
  } catch (error) {
    throw new Error(`${file} is not a private key in PKCS#8 PEM of a supported suite`, { cause: error });
  }
}
