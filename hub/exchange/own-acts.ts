import { fieldContents } from '#crypto/evidence';
import type { SignaturePool } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import type { MessageType } from '#proto/schema';
import { parseAct, type VerifiedAct } from './act.js';
import type { HubSigner } from './hub-signer.js';
import type { RulesSource } from './rules.js';
import { verifyReceived } from './verification.js';

export interface OwnActsParts {
  readonly hubId: string;
  readonly signer: HubSigner;
  readonly signatures: SignaturePool;
  readonly rules: RulesSource;
  readonly runtime: Runtime;
}

/** What the hub does by itself: signed, and taken in by the steps that an act of a platform is taken in by. */
export class OwnActs {
  readonly #parts: OwnActsParts;

  constructor(parts: OwnActsParts) {
    this.#parts = parts;
  }

  /** @throws VerificationError KEY_UNKNOWN while the directory does not know the hub's key. */
  async prepare(type: MessageType, body: object): Promise<VerifiedAct> {
    const { hubId, signer, signatures, rules, runtime } = this.#parts;
    const parts = signer.sign(type, hubId, body);
    const { content, ...verified } = await verifyReceived(
      { peer: hubId, parts },
      parseAct,
      { hubId, directory: rules.current().directory, signatures, random: runtime.random, isKept: true },
      fieldContents,
    );
    return {
      kind: 'act',
      peer: hubId,
      isHubs: true,
      message: content,
      parts,
      ...verified,
      receivedAt: runtime.now(),
      leafId: runtime.newId(),
      lease: undefined,
    };
  }
}
