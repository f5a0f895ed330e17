import { importPublicKey, type PublicKey } from '#crypto/primitives';
import type { DirectoryRows, Operation, Peer, PeerCertificate, PeerKey, PeerRight } from '#domain/directory';

/** A registered key, ready to verify with. */
export interface RegisteredKey extends PeerKey {
  readonly publicKey: PublicKey;
}

/** An immutable reading of who takes part. Replaced as a whole when a row changes. */
export class Directory {
  readonly peers: readonly Peer[];
  readonly #peers: ReadonlyMap<string, Peer>;
  readonly #keys = new Map<string, RegisteredKey>();
  readonly #certificates = new Map<string, PeerCertificate>();
  readonly #rights = new Map<string, PeerRight[]>();

  constructor(rows: DirectoryRows) {
    this.peers = rows.peers;
    this.#peers = new Map(rows.peers.map((peer) => [peer.peerId, peer]));
    for (const key of rows.keys) this.#keys.set(key.kid, { ...key, publicKey: importPublicKey(key.spki) });
    for (const certificate of rows.certificates) this.#certificates.set(certificate.fingerprint, certificate);
    for (const right of rows.rights) {
      const slot = `${right.peerId} ${right.operation}`;
      this.#rights.set(slot, [...(this.#rights.get(slot) ?? []), right]);
    }
  }

  peer(peerId: string): Peer | undefined {
    return this.#peers.get(peerId);
  }

  /** @param fingerprint SHA-256 of the certificate, lower-case hex. @param now unix milliseconds. */
  peerByCertificate(fingerprint: string, now: number): string | undefined {
    const certificate = this.#certificates.get(fingerprint);
    const isValid = certificate !== undefined && certificate.validFrom <= now && now <= certificate.validTo;
    return isValid ? certificate.peerId : undefined;
  }

  key(kid: string): RegisteredKey | undefined {
    return this.#keys.get(kid);
  }

  keysOf(peerId: string): RegisteredKey[] {
    return [...this.#keys.values()].filter((key) => key.peerId === peerId);
  }

  /** What the codes begin with for which it may, on a day; none: it may not at all. */
  covered(peerId: string, operation: Operation, date: string): string[] {
    return this.#inForce(peerId, operation, date).map(({ itemPrefix }) => itemPrefix);
  }

  /** Deny by default. @param code the basic code; with ISSUE_CERTIFICATE the certificate type. @param date YYYY-MM-DD. */
  may(peerId: string, operation: Operation, code: string, date: string): boolean {
    return this.#inForce(peerId, operation, date).some(({ itemPrefix }) => code.startsWith(itemPrefix));
  }

  #inForce(peerId: string, operation: Operation, date: string): readonly PeerRight[] {
    const rights = this.#rights.get(`${peerId} ${operation}`) ?? [];
    return rights.filter(
      ({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo),
    );
  }
}

/** Whether a key may have signed at that moment. */
export function isValidAt(key: PeerKey, at: number): boolean {
  const stands = key.revokedAt === null || at < key.revokedAt;
  return key.validFrom <= at && at <= key.validTo && stands;
}
