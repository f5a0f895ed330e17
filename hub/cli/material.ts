import { readFile } from 'node:fs/promises';
import type { Config } from '#config';
import { messageKey } from '#crypto/jose';
import { importPrivateKey, type PrivateKey } from '#crypto/primitives';
import { describeCertificate } from '#crypto/x509';
import type { HubMaterial } from '#hub/main';
import type { DevelopmentNetwork } from './development/network.js';

/** The hub's keys and certificates: those the configuration names, or development ones where it names none. */
export async function loadMaterial(config: Config, network: DevelopmentNetwork): Promise<HubMaterial> {
  const { keys, tls } = config;
  const named = [keys.message, keys.logEd25519, keys.logSm2, tls.ca, tls.certificate, tls.key];
  if (named.every((path) => path === '')) return network.hubMaterial(['localhost', '127.0.0.1', '::1']);
  if (named.some((path) => path === '')) {
    throw new Error('keys.* and tls.* belong together: set all of them, or none for development keys');
  }
  const certificate = await readFile(tls.certificate, 'utf8');
  const { validFrom, validTo } = describeCertificate(certificate);
  return {
    messageKey: { ...messageKey(await readKey(keys.message)), validFrom, validTo },
    logEd25519: await readKey(keys.logEd25519),
    logSm2: await readKey(keys.logSm2),
    tls: { ca: await readFile(tls.ca, 'utf8'), certificate, key: await readFile(tls.key, 'utf8') },
  };
}

async function readKey(file: string): Promise<PrivateKey> {
  try {
    return importPrivateKey(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not a private key in PKCS#8 PEM of a supported suite`, { cause: error });
  }
}
