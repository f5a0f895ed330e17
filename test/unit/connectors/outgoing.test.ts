import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MessageKey, messageKey, readHeader, type SignedParts } from '#crypto/jose';
import { generatePrivateKey } from '#crypto/primitives';
import { Journal } from '../../../connectors/kit/journal.js';
import { type HeldBack, Outgoing, type Route, refusal } from '../../../connectors/kit/outgoing.js';
import type { Outcome, OutgoingAct, Refusal } from '../../../connectors/kit/province.js';
import { Signer } from '../../../connectors/kit/signer.js';
import { eventually } from '../../kit/eventually.js';

type AcceptedAct = Exclude<Outcome, Refusal>;

const AT = Date.parse('2026-11-22T10:00:00+08:00');
const UNTIL = '2026-11-24T02:00:00.000Z';
const ACCEPTED: AcceptedAct = { kind: 'accepted', caseNo: 'TB1', eventSeq: 1, logIndex: 0 };
const HELD: HeldBack = { kind: 'held', waitsFor: ['DECIDED'], until: UNTIL };

/** A hub that holds one act back until another one has come. */
class OrderlyHub implements Route<OutgoingAct, AcceptedAct> {
  readonly sent: string[] = [];
  readonly bytes = new Map<string, Set<string>>();
  readonly confirmed: string[] = [];
  readonly #needed: string;
  /** What it says in the end to what it has held back. */
  readonly #inTheEnd: AcceptedAct | Refusal;

  constructor(needed: string, inTheEnd: AcceptedAct | Refusal = ACCEPTED) {
    this.#needed = needed;
    this.#inTheEnd = inTheEnd;
  }

  async beforeSigning(): Promise<void> {}

  check(): void {}

  async send({ ref }: OutgoingAct, message: SignedParts): Promise<AcceptedAct | Refusal | HeldBack> {
    this.sent.push(ref);
    const bytes = Buffer.from(message.signature).toString('base64');
    this.bytes.set(ref, (this.bytes.get(ref) ?? new Set()).add(bytes));
    expect(readHeader(message.protected).iss).toBe('henan');
    if (ref !== 'early') return ACCEPTED;
    return this.sent.includes(this.#needed) ? this.#inTheEnd : HELD;
  }

  async stored(): Promise<undefined> {}

  async confirm(ref: string, { kind }: Outcome): Promise<void> {
    this.confirmed.push(`${ref} ${kind}`);
  }
}

describe('what the hub holds back', () => {
  let folder: string;
  let key: MessageKey;
  let warnings: object[];
  let outgoing: Outgoing<OutgoingAct, AcceptedAct> | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-outgoing-'));
    key = messageKey(generatePrivateKey('ED25519'));
    warnings = [];
  });
  afterEach(async () => {
    await outgoing?.close();
    rmSync(folder, { recursive: true });
  });

  async function started(hub: OrderlyHub): Promise<Outgoing<OutgoingAct, AcceptedAct>> {
    await outgoing?.close();
    outgoing = new Outgoing({
      signer: new Signer('henan', 'tongban-dev', key),
      journal: await Journal.open<OutgoingAct, Outcome>(folder),
      route: hub,
      checkMaySend: () => {},
      clock: () => AT,
      log: { info: () => {}, warn: (facts) => warnings.push(facts), error: () => {} },
    });
    outgoing.start();
    return outgoing;
  }

  function act(ref: string): OutgoingAct {
    const draft = {
      type: 'CaseConcluded',
      body: { caseNo: 'TB1', concludedAt: '2026-11-22T10:00:00+08:00' },
    };
    return { ref, occurredAt: AT, draft: { ...draft, type: 'CaseConcluded' }, files: [] };
  }

  it('is passed over, kept, and asked for again under the same bytes when something else was taken', async () => {
    const hub = new OrderlyHub('needed');
    const { accept } = bound(await started(hub));
    await accept(act('early'));
    await accept(act('needed'));
    await eventually(() => expect(hub.confirmed).toEqual(['needed accepted', 'early accepted']));
    expect(hub.sent).toEqual(['early', 'needed', 'early']);
    expect(hub.bytes.get('early')?.size).toBe(1);
    expect(warnings).toEqual([
      { ref: 'early', type: 'CaseConcluded', waitsFor: ['DECIDED'], heldUntil: UNTIL },
    ]);
  });

  it('is in the journal still when the connector starts anew, and told of once', async () => {
    const before = new OrderlyHub('nothing that comes');
    await bound(await started(before)).accept(act('early'));
    await eventually(() => expect(warnings).toHaveLength(1));
    const hub = new OrderlyHub('needed', refusal('EARLY_ACT_REFUSED', 'EARLY_ACT_LAPSED'));
    const { accept } = bound(await started(hub));
    await accept(act('needed'));
    await eventually(() => expect(hub.confirmed).toEqual(['needed accepted', 'early refused']));
    expect(hub.bytes.get('early')).toEqual(before.bytes.get('early'));
    expect(warnings.filter((facts) => 'heldUntil' in facts)).toHaveLength(1);
  });
});

function bound(outgoing: Outgoing<OutgoingAct, AcceptedAct>) {
  return { accept: (act: OutgoingAct) => outgoing.accept(act) };
}
