import { fieldContents } from '#crypto/evidence';
import { type CaseState, isHeldBack } from '#domain/case';
import type { SignaturePool } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { cases, type Database, earlyActs } from '#hub/store';
import { NotFoundError, RuleError } from '#proto/errors';
import type { Payload } from '#proto/schema';
import { caseNoOf, parseAct, type VerifiedAct } from './act.js';
import type { OwnActs } from './own-acts.js';
import type { RulesSource } from './rules.js';
import { partsOfSealed } from './stored-message.js';
import { verifyReceived } from './verification.js';

export interface EarlyActSettings {
  readonly hubId: string;
  /** 0: nothing is held back, and what comes early is refused at once. */
  readonly heldForMs: number;
  readonly mostOfCase: number;
  /** About: what comes at one moment is not counted against each other. */
  readonly mostOfPeer: number;
}

export interface EarlyActParts {
  readonly db: Database;
  readonly ownActs: OwnActs;
  readonly signatures: SignaturePool;
  readonly rules: RulesSource;
  readonly runtime: Runtime;
  /** Called when an act has been held back, and when one has become an event. */
  readonly onEarly: (outcome: 'HELD' | 'RECORDED') => void;
  /** Called when one was refused. */
  readonly onRefused: (refusal: Payload<'EarlyActRefused'>) => void;
}

/** Acts that came before what they build on: held back, and taken up again when their turn has come. */
export class EarlyActs {
  readonly #parts: EarlyActParts;
  readonly #settings: EarlyActSettings;

  constructor(parts: EarlyActParts, settings: EarlyActSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /** The act of the hub that says that this one is held, and keeps it. @throws RuleError when too many are held already. */
  async hold(act: VerifiedAct, waitsFor: readonly CaseState[]): Promise<VerifiedAct> {
    await this.#checkRoom(act);
    const { ownActs } = this.#parts;
    const { heldForMs } = this.#settings;
    const { header, message, peer, receivedAt } = act;
    const held = await ownActs.prepare('EarlyActHeld', {
      caseNo: caseNoOf(message),
      messageId: header.jti,
      sender: peer,
      actType: message.type,
      receivedAt: new Date(receivedAt).toISOString(),
      waitsFor,
      heldUntil: new Date(receivedAt + heldForMs).toISOString(),
    });
    return { ...held, holds: act };
  }

  /**
   * The act as it came, to be judged like any other: its signature once more, and by the keys of today.
   * @throws HubError when it does not hold any more, or has been taken up meanwhile.
   */
  async takeUp(sender: string, messageId: string): Promise<VerifiedAct> {
    const { db, rules, runtime, signatures } = this.#parts;
    const row = await earlyActs.getEarlyAct(db, { issuer: sender, messageId });
    if (row === undefined) throw new NotFoundError('NOT_FOUND', `message ${messageId} is not held back`);
    const parts = partsOfSealed(row);
    const { content, ...verified } = await verifyReceived(
      { peer: sender, parts },
      parseAct,
      {
        hubId: this.#settings.hubId,
        directory: rules.current().directory,
        signatures,
        random: runtime.random,
        isKept: true,
      },
      fieldContents,
    );
    return {
      kind: 'act',
      peer: sender,
      isHubs: false,
      message: content,
      parts,
      ...verified,
      receivedAt: runtime.now(),
      leafId: runtime.newId(),
      lease: undefined,
      heldSince: row.receivedAt,
    };
  }

  /** Tells of what stands now. */
  recorded(act: VerifiedAct): void {
    const { onEarly, onRefused } = this.#parts;
    if (act.holds !== undefined) onEarly('HELD');
    else if (act.heldSince !== undefined) onEarly('RECORDED');
    else if (act.message.type === 'EarlyActRefused') onRefused(act.message.body);
  }

  async #checkRoom({ message, peer }: VerifiedAct): Promise<void> {
    const { db } = this.#parts;
    const { mostOfCase, mostOfPeer } = this.#settings;
    const row = await cases.getCase(db, caseNoOf(message) ?? '');
    const ofCase = row?.facets.earlyActs?.filter(isHeldBack).length ?? 0;
    if (ofCase >= mostOfCase)
      throw new RuleError('TOO_MANY_EARLY_ACTS', `${ofCase} acts of the case are held back already`);
    const ofPeer = await earlyActs.countEarlyActs(db, peer);
    if (ofPeer >= mostOfPeer)
      throw new RuleError('TOO_MANY_EARLY_ACTS', `${ofPeer} acts of ${peer} are held back already`);
  }
}
