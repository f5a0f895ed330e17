import { dayOf } from '#domain/rules';
import { changeDirectory, importInto } from '#hub/exchange';
import type { Runtime } from '#hub/runtime';
import { type Database, routing, type Tx } from '#hub/store';
import { type PeerIdentity, registerIdentity } from '../../development/register.js';
import { enteredRows, type PlainEntry } from '../../entered-rows.js';
import { operatorName } from '../../operator-name.js';
import type { Party } from './plan.js';

/** An item, by its national code. */
export interface ServedItem {
  readonly basicCode: string;
  readonly name: string;
}

const ALWAYS = { validFrom: '2020-01-01', validTo: undefined };

/** Provincial, as GB/T 39046 A.2 counts levels. */
const LEVEL = '2';

/** Enters both sides with their keys, and the item that each of them decides in its division. */
export async function registerParties(
  db: Database,
  parties: readonly { readonly party: Party; readonly identity: PeerIdentity }[],
  item: ServedItem,
  runtime: Runtime,
): Promise<void> {
  await changeDirectory(db, { enteredBy: operatorName(), runtime }, async (book, tx) => {
    for (const { party } of parties) {
      const { peerId, divisionCode, name, uscc } = party;
      book.peer({ peerId, name, uscc, divisionCode });
      routing.upsertConnection(tx, { ...ALWAYS, peerId, divisionCode, competentOrg: undefined });
    }
    for (const { identity } of parties) registerIdentity(tx, book, identity);
    await enterItem(
      tx,
      parties.map(({ party }) => entryOf(party, item)),
      runtime.now(),
    );
  });
}

async function enterItem(tx: Tx, entries: readonly PlainEntry[], now: number): Promise<void> {
  const source = { format: 'directory', files: [enteredRows('conformance', entries)] };
  const report = await importInto(tx, source, {
    ...{ asOf: dayOf(now), isComplete: false, isDryRun: false, badRows: undefined, listed: 20 },
    ...{ importedBy: operatorName(), now },
  });
  if (report.outcome !== 'refused') return;
  throw new Error(report.faults.map(({ code, detail }) => `${code} ${detail}`).join('; '));
}

function entryOf({ peerId, name, uscc, divisionCode }: Party, item: ServedItem): PlainEntry {
  return {
    implementationCode: `${uscc}${LEVEL}${item.basicCode}`,
    basicCode: item.basicCode,
    name: item.name,
    competentOrg: uscc,
    competentOrgName: name,
    platform: peerId,
    divisionCode,
    modes: ['REMOTE_INTAKE', 'FULLY_ONLINE'],
    ...ALWAYS,
    source: 'sample: made for a conformance run',
  };
}
