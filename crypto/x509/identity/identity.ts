import { readFile } from 'node:fs/promises';

/** A TLS identity in PEM: the private key, and its certificate with the chain. */
export interface TlsIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** Files that hold a TLS identity: a certificate and a key in PEM, or both in one PKCS#12 file. Empty: not given. */
export interface TlsIdentityFiles {
  readonly certificate: string;
  readonly key: string;
  readonly pkcs12: string;
  /** Holds nothing but the password of the PKCS#12 file; a line end after it is not part of it. */
  readonly pkcs12PasswordFile: string;
}

/** @throws Error naming the settings that do not fit, or the file that cannot be used. */
export async function readTlsIdentity(files: TlsIdentityFiles): Promise<TlsIdentity> {
  const { certificate, key, pkcs12, pkcs12PasswordFile } = files;
  const pem = [certificate, key];
  const container = [pkcs12, pkcs12PasswordFile];
  if (pem.every(isGiven) && !container.some(isGiven)) {
    return { certificate: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') };
  }
  if (!container.every(isGiven) || pem.some(isGiven)) {
    throw new Error('tls needs certificate and key, or pkcs12 and pkcs12PasswordFile, and not both');
  }
  const { readPkcs12 } = await import('./pkcs12.js'); // its library is large, and few need it
  const password = (await readFile(pkcs12PasswordFile, 'utf8')).replace(/\r?\n$/, '');
  try {
    return readPkcs12(await readFile(pkcs12), password);
  } catch (error) {
    throw new Error(`${pkcs12}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function isGiven(path: string): boolean {
  return path !== '';
}
