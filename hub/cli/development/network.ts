import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MessageKey, messageKey } from '#crypto/jose';
import { generatePrivateKey, hex, importPrivateKey, type PrivateKey, type Suite } from '#crypto/primitives';
import { type Authority, createAuthority, describeCertificate, issueCertificate } from '#crypto/x509';
import type { HubMaterial } from '#hub/main';
import type { Runtime } from '#hub/runtime';
import { readTagKey } from '../material.js';
import { writeOnce } from '../write-once.js';

/**
 * Keys and certificates of a development network, made at first start and kept in the data folder: an authority, the hub's
 * keys, and a folder of material for each peer. A production network brings its own.
 *
 *   keys/authority.{crt,key}                       signs TLS certificates
 *   keys/hub/{message,log-ed25519,log-sm2}.pem     PKCS#8
 *   keys/hub/holder-tag.key                         64 hex digits
 *   keys/hub/server.{crt,key}
 *   keys/peers/<peer>/{message.pem,client.crt,client.key,authority.crt}
 */

const YEAR_MS = 365 * 86_400_000;

/** What a peer needs to speak to the hub; paths of PEM files. */
export interface PeerMaterial {
  readonly peerId: string;
  readonly folder: string;
  readonly messageKey: MessageKey;
  readonly fingerprint: string;
  readonly validFrom: number;
  readonly validTo: number;
}

export class DevelopmentNetwork {
  readonly #folder: string;
  readonly #runtime: Runtime;

  constructor(dataDir: string, runtime: Runtime) {
    this.#folder = join(dataDir, 'keys');
    this.#runtime = runtime;
  }

  async hubMaterial(hosts: readonly string[]): Promise<HubMaterial> {
    const authority = await this.#authority();
    const folder = join(this.#folder, 'hub');
    await this.#certificate(authority, folder, 'server', {
      commonName: 'tongban-hub',
      hosts,
      usage: 'server',
    });
    const certificate = await readFile(join(folder, 'server.crt'), 'utf8');
    const { validFrom, validTo } = describeCertificate(certificate);
    return {
      messageKey: {
        ...messageKey(await this.#key(join(folder, 'message.pem'), 'ED25519')),
        validFrom,
        validTo,
      },
      logEd25519: await this.#key(join(folder, 'log-ed25519.pem'), 'ED25519'),
      logSm2: await this.#key(join(folder, 'log-sm2.pem'), 'SM2'),
      holderTagKey: await this.#tagKey(join(folder, 'holder-tag.key')),
      tls: {
        ca: authority.certificatePem,
        certificate,
        key: await readFile(join(folder, 'server.key'), 'utf8'),
      },
    };
  }

  async peerMaterial(peerId: string, suite: Suite): Promise<PeerMaterial> {
    const authority = await this.#authority();
    const folder = join(this.#folder, 'peers', peerId);
    await this.#certificate(authority, folder, 'client', { commonName: peerId, hosts: [], usage: 'client' });
    const trust = join(folder, 'authority.crt');
    if (!existsSync(trust)) await writeOnce(trust, authority.certificatePem);
    const key = await this.#key(join(folder, 'message.pem'), suite);
    const certificate = await readFile(join(folder, 'client.crt'), 'utf8');
    return { peerId, folder, messageKey: messageKey(key), ...describeCertificate(certificate) };
  }

  async #authority(): Promise<Authority> {
    const [certificate, key] = [join(this.#folder, 'authority.crt'), join(this.#folder, 'authority.key')];
    if (!existsSync(certificate)) {
      const now = this.#runtime.now();
      const made = await createAuthority(
        'Tongban development authority',
        now - 3_600_000,
        now + 10 * YEAR_MS,
      );
      await writeOnce(key, made.keyPem);
      await writeOnce(certificate, made.certificatePem);
    }
    return { certificatePem: await readFile(certificate, 'utf8'), keyPem: await readFile(key, 'utf8') };
  }

  async #certificate(
    authority: Authority,
    folder: string,
    name: string,
    request: { commonName: string; hosts: readonly string[]; usage: 'server' | 'client' },
  ): Promise<void> {
    if (existsSync(join(folder, `${name}.crt`))) return;
    const now = this.#runtime.now();
    const issued = await issueCertificate(authority, {
      ...request,
      validFrom: now - 3_600_000,
      validTo: now + 2 * YEAR_MS,
    });
    await writeOnce(join(folder, `${name}.key`), issued.keyPem);
    await writeOnce(join(folder, `${name}.crt`), issued.certificatePem);
  }

  async #tagKey(file: string): Promise<Uint8Array> {
    if (!existsSync(file)) await writeOnce(file, `${hex(this.#runtime.random(32))}\n`);
    return readTagKey(await readFile(file, 'utf8'), file);
  }

  async #key(file: string, suite: Suite): Promise<PrivateKey> {
    if (!existsSync(file)) await writeOnce(file, generatePrivateKey(suite).toPem());
    return importPrivateKey(await readFile(file, 'utf8'));
  }
}
