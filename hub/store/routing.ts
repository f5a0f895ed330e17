import type { Connection, Succession } from '#domain/routing';
import type { Database, Tx } from './database.js';

/** Through whom authorities are reached, and who took whose powers over; small, and read as a whole. */
export interface RoutingRows {
  readonly connections: readonly Connection[];
  readonly successions: readonly Succession[];
}

type Nullable<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: T[P] | null };

export async function readRouting(db: Pick<Database | Tx, 'query'>): Promise<RoutingRows> {
  const [connections, successions] = await Promise.all([
    db.query<Nullable<Connection, 'validTo'> & { readonly competentOrg: string }>({
      text: `select division_code as "divisionCode", competent_org as "competentOrg", peer_id as "peerId",
               valid_from as "validFrom", valid_to as "validTo" from connection`,
    }),
    db.query<Nullable<Succession, 'validTo'>>({
      text: `select from_org as "from", to_org as "to", basic_code_prefix as "basicCodePrefix",
               valid_from as "validFrom", valid_to as "validTo", source from succession`,
    }),
  ]);
  return {
    connections: connections.map(({ competentOrg, validTo, ...row }) => ({
      ...row,
      competentOrg: competentOrg === '' ? undefined : competentOrg,
      validTo: validTo ?? undefined,
    })),
    successions: successions.map((row) => ({ ...row, validTo: row.validTo ?? undefined })),
  };
}

/** A row of a file: what it leaves out is open. */
type Entered<T extends { readonly validFrom: string | undefined }> = Partial<T> &
  Omit<T, 'validFrom' | 'validTo' | 'competentOrg'> & { readonly validFrom: string };

/** Enters a connection, or changes until when it holds. */
export function upsertConnection(tx: Tx, connection: Entered<Connection>): void {
  const { divisionCode, competentOrg = '', peerId, validFrom, validTo = null } = connection;
  tx.send({
    text: `insert into connection (division_code, competent_org, peer_id, valid_from, valid_to)
           values ($1, $2, $3, $4, $5)
           on conflict (division_code, competent_org, peer_id, valid_from) do update set valid_to = excluded.valid_to`,
    values: [divisionCode, competentOrg, peerId, validFrom, validTo],
  });
}

/** Enters a succession, or changes until when it holds. */
export function upsertSuccession(tx: Tx, succession: Entered<Succession>): void {
  const { from, to, basicCodePrefix, validFrom, validTo = null, source } = succession;
  tx.send({
    text: `insert into succession (from_org, to_org, basic_code_prefix, valid_from, valid_to, source)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (from_org, to_org, basic_code_prefix, valid_from) do update
           set valid_to = excluded.valid_to, source = excluded.source`,
    values: [from, to, basicCodePrefix, validFrom, validTo, source],
  });
}
