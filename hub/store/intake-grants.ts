import type { SignedParts } from '#crypto/jose';
import type { IntakeGrant } from '#domain/intake';
import type { Database, Tx } from './database.js';
import { compose } from './fragment.js';
import { insertPending, type Leaf } from './log-store.js';
import { PENDING_CHANNEL } from './notify.js';

/** A grant as it stands. */
export interface IntakeGrantRow extends IntakeGrant {
  /** The agreement or provision that it rests on. */
  readonly basis: string;
  /** Unix milliseconds. */
  readonly grantedAt: number;
  readonly leafId: string;
  readonly withdrawalLeafId: string | null;
}

/** A signed message about a grant, and its leaf. */
export interface IntakeGrantAct extends Leaf {
  readonly issuer: string;
  readonly messageId: string;
  readonly type: string;
  readonly grantId: string;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  /** Opens the leaf. */
  readonly salt: Uint8Array;
  readonly parts: SignedParts;
  /** Unix milliseconds. */
  readonly receivedAt: number;
}

const RULE = `grant_id as "grantId", granted_by as "grantedBy", platform, division_code as "divisionCode",
  basic_code as "basicCode", powers, valid_from as "validFrom", valid_to as "validTo", withdrawn_from as "withdrawnFrom"`;

const COLUMNS = `${RULE}, basis, granted_at as "grantedAt", leaf_id as "leafId", withdrawal_leaf_id as "withdrawalLeafId"`;

/** What acts are judged by. */
export function readIntakeGrants(db: Pick<Database, 'query'>): Promise<IntakeGrant[]> {
  return db.query<IntakeGrant>({
    name: 'read_intake_grants',
    text: `select ${RULE} from intake_grant order by id`,
  });
}

export async function findGrant(
  db: Pick<Database, 'query'>,
  grantedBy: string,
  grantId: string,
): Promise<IntakeGrantRow | undefined> {
  const [row] = await db.query<IntakeGrantRow>({
    name: 'find_intake_grant',
    text: `select ${COLUMNS} from intake_grant where granted_by = $1 and grant_id = $2`,
    values: [grantedBy, grantId],
  });
  return row;
}

export async function findAct(
  tx: Tx,
  issuer: string,
  messageId: string,
): Promise<Pick<IntakeGrantAct, 'digest' | 'grantId'> | undefined> {
  const [row] = await tx.query<Pick<IntakeGrantAct, 'digest' | 'grantId'>>({
    name: 'find_intake_grant_act',
    text: `select digest, grant_id as "grantId" from intake_grant_act where issuer = $1 and message_id = $2`,
    values: [issuer, messageId],
  });
  return row;
}

export async function countGrants(tx: Tx, grantedBy: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>({
    name: 'count_intake_grants',
    text: `select count(*)::float8 as count from intake_grant where granted_by = $1`,
    values: [grantedBy],
  });
  return row?.count ?? 0;
}

export function insertGrant(tx: Tx, row: IntakeGrantRow): void {
  tx.send({
    text: `insert into intake_grant (granted_by, grant_id, platform, division_code, basic_code, powers, valid_from, valid_to,
             basis, granted_at, leaf_id)
           values ($1, $2, $3, $4, $5, $6::text[], $7, $8, $9, to_timestamp($10::float8 / 1000), $11)`,
    values: [
      row.grantedBy,
      row.grantId,
      row.platform,
      row.divisionCode,
      row.basicCode,
      [...row.powers],
      row.validFrom,
      row.validTo,
      row.basis,
      row.grantedAt,
      row.leafId,
    ],
  });
}

export function withdrawGrant(
  tx: Tx,
  { grantedBy, grantId }: Pick<IntakeGrantRow, 'grantedBy' | 'grantId'>,
  withdrawal: { readonly withdrawnFrom: number; readonly leafId: string },
): void {
  tx.send({
    text: `update intake_grant set withdrawn_from = to_timestamp($3::float8 / 1000), withdrawal_leaf_id = $4
            where granted_by = $1 and grant_id = $2`,
    values: [grantedBy, grantId, withdrawal.withdrawnFrom, withdrawal.leafId],
  });
}

/** Behind `directoryActs.closeChange`: the message, and its leaf on the way into the log. */
export function insertAct(tx: Tx, act: IntakeGrantAct): void {
  tx.send({
    text: `insert into intake_grant_act (issuer, message_id, type, grant_id, digest, leaf_id, salt, protected, payload, signature,
             received_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::float8 / 1000))`,
    values: [
      act.issuer,
      act.messageId,
      act.type,
      act.grantId,
      act.digest,
      act.leafId,
      act.salt,
      act.parts.protected,
      act.parts.payload,
      act.parts.signature,
      act.receivedAt,
    ],
  });
  const write = compose([insertPending([act])]);
  if (write !== undefined) tx.send(write);
  tx.send({ text: `select pg_notify('${PENDING_CHANNEL}', '')` });
}

export interface GrantQuery {
  /** Whose. */
  readonly party: { readonly grantedBy: string } | { readonly platform: string };
  /** Undefined: of all items. */
  readonly basicCode?: string | undefined;
  /** YYYY-MM-DD: those that hold at some moment of the day; undefined: all. */
  readonly on?: string | undefined;
  /** Behind this one. */
  readonly after: number;
  readonly limit: number;
}

/** In the order in which they were given. */
export function listIntakeGrants(
  db: Pick<Database, 'query'>,
  { party, basicCode, on, after, limit }: GrantQuery,
): Promise<(IntakeGrantRow & { readonly id: number })[]> {
  const [column, peer] =
    'grantedBy' in party ? ['granted_by', party.grantedBy] : ['platform', party.platform];
  return db.query<IntakeGrantRow & { readonly id: number }>({
    name: `list_intake_grants_${column}`,
    text: `select id::float8 as id, ${COLUMNS} from intake_grant
            where ${column} = $1 and ($2::text is null or basic_code = $2)
              and ($3::date is null or $3 between valid_from and valid_to
                and (withdrawn_from is null or withdrawn_from > $3::date::timestamp at time zone interval '8 hours'))
              and id > $4
            order by intake_grant.id limit $5`,
    values: [peer, basicCode ?? null, on ?? null, after, limit],
  });
}
