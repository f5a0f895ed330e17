import type { ImplementationEntry } from '#domain/item';
import type { Runtime } from '#hub/runtime';
import { type Database, directory } from '#hub/store';
import { type PeerIdentity, registerIdentity } from '../../development/register.js';
import type { Party } from './plan.js';

/** An item, by its national code. */
export interface ServedItem {
  readonly basicCode: string;
  readonly name: string;
}

/** Provincial, as GB/T 39046 A.2 counts levels. */
const LEVEL = '2';

/** Enters both sides with their keys, and the item that each of them decides in its division. */
export async function registerParties(
  db: Database,
  parties: readonly { readonly party: Party; readonly identity: PeerIdentity }[],
  item: ServedItem,
  runtime: Runtime,
): Promise<void> {
  await db.transaction('directory.register', async (tx) => {
    for (const { party } of parties) directory.upsertPeer(tx, party, runtime.now());
    for (const { identity } of parties) registerIdentity(tx, identity);
    for (const { party } of parties) directory.upsertImplementationEntry(tx, entryOf(party, item));
    directory.announceDirectoryChange(tx);
  });
}

function entryOf({ peerId, name, uscc, divisionCode }: Party, item: ServedItem): ImplementationEntry {
  return {
    implementationCode: `${uscc}${LEVEL}${item.basicCode}`,
    basicCode: item.basicCode,
    name: item.name,
    competentOrg: uscc,
    competentOrgName: name,
    platform: peerId,
    divisionCode,
    modes: ['REMOTE_INTAKE', 'FULLY_ONLINE'],
    validFrom: '2020-01-01',
    validTo: undefined,
    source: 'sample: made for a conformance run',
  };
}
