import type { DirectoryRows, Peer, PeerCertificate, PeerKey, PeerRight } from '#domain/directory';
import type { Database, Tx } from './database.js';

/** Notified whenever a row of the directory changes. */
export const DIRECTORY_CHANNEL = 'tongban_directory';

export async function readDirectory(db: Pick<Database, 'query'>): Promise<DirectoryRows> {
  const [peers, keys, certificates, rights] = await Promise.all([
    db.query<Peer>({
      text: `select peer_id as "peerId", name, uscc, division_code as "divisionCode" from peer order by peer_id`,
    }),
    db.query<PeerKey>({
      text: `select kid, peer_id as "peerId", suite, spki, valid_from as "validFrom", valid_to as "validTo",
               revoked_at as "revokedAt" from peer_key order by peer_id, valid_from`,
    }),
    db.query<PeerCertificate>({
      text: `select fingerprint, peer_id as "peerId", valid_from as "validFrom", valid_to as "validTo"
             from peer_certificate`,
    }),
    db.query<PeerRight>({
      text: `select peer_id as "peerId", operation, item_prefix as "itemPrefix", valid_from as "validFrom",
               valid_to as "validTo" from peer_right`,
    }),
  ]);
  return { peers, keys, certificates, rights };
}

/** Registers or renames a peer. */
export function upsertPeer(tx: Tx, peer: Peer, now: number): void {
  tx.send({
    text: `insert into peer (peer_id, name, uscc, division_code, created_at)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
           on conflict (peer_id) do update
           set name = excluded.name, uscc = excluded.uscc, division_code = excluded.division_code`,
    values: [peer.peerId, peer.name, peer.uscc, peer.divisionCode, now],
  });
}

/** Registers a key, or changes until when it is valid. A key never changes its owner, and a revocation is never taken back. */
export function upsertKey(tx: Tx, key: PeerKey): void {
  tx.send({
    text: `insert into peer_key (kid, peer_id, suite, spki, valid_from, valid_to, revoked_at)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000),
             to_timestamp($7::float8 / 1000))
           on conflict (kid) do update
           set valid_to = excluded.valid_to, revoked_at = least(peer_key.revoked_at, excluded.revoked_at)
           where peer_key.peer_id = excluded.peer_id`,
    values: [key.kid, key.peerId, key.suite, key.spki, key.validFrom, key.validTo, key.revokedAt],
  });
}

export function upsertCertificate(tx: Tx, certificate: PeerCertificate): void {
  tx.send({
    text: `insert into peer_certificate (fingerprint, peer_id, valid_from, valid_to)
           values ($1, $2, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000))
           on conflict (fingerprint) do update set valid_to = excluded.valid_to`,
    values: [certificate.fingerprint, certificate.peerId, certificate.validFrom, certificate.validTo],
  });
}

export function upsertRight(tx: Tx, right: PeerRight): void {
  tx.send({
    text: `insert into peer_right (peer_id, operation, item_prefix, valid_from, valid_to) values ($1, $2, $3, $4, $5)
           on conflict (peer_id, operation, item_prefix, valid_from) do update set valid_to = excluded.valid_to`,
    values: [right.peerId, right.operation, right.itemPrefix, right.validFrom, right.validTo],
  });
}

/** Tells every process that the directory changed. Part of the transaction that changes it. */
export function announceDirectoryChange(tx: Tx): void {
  tx.send({ text: `select pg_notify('${DIRECTORY_CHANNEL}', '')` });
}
