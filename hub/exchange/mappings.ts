import type { SignaturePool } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { codeGaps, type Database, isClash, mappings, type Tx } from '#hub/store';
import { ConflictError, PolicyError, RuleError, ValidationError } from '#proto/errors';
import {
  MAPPING_PROPOSAL,
  type MappingProposal,
  MappingProposalSchema,
  readJson,
  validate,
} from '#proto/schema';
import type { ReceivedMessage } from './act.js';
import type { Files } from './files.js';
import { checkMappingDocument, MAX_DOCUMENT_BYTES } from './mapping-document.js';
import type { RulesSource } from './rules.js';
import { checkFreshness, verifyReceived } from './verification.js';

export interface MappingsParts {
  readonly db: Database;
  readonly files: Files;
  readonly rules: RulesSource;
  readonly signatures: SignaturePool;
  readonly runtime: Runtime;
}

export interface MappingsSettings {
  readonly hubId: string;
  readonly clockWindowMs: number;
}

/** How provinces' codes map onto the national ones: proposed by the province, kept version by version, reviewed by operators. */
export class Mappings {
  readonly #parts: MappingsParts;
  readonly #settings: MappingsSettings;

  constructor(parts: MappingsParts, settings: MappingsSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /**
   * Takes a signed proposal whose document was uploaded before. The same proposal again is answered as before.
   * @throws HubError saying what is wrong with the message or its document.
   */
  async propose(received: ReceivedMessage): Promise<mappings.MappingVersion> {
    const { db, rules, signatures, runtime } = this.#parts;
    const { hubId, clockWindowMs } = this.#settings;
    const { header, content, digest } = await verifyReceived(received, parseProposal, {
      hubId,
      directory: rules.current().directory,
      signatures,
      random: runtime.random,
      isKept: false,
    });
    if (content.platform !== header.iss) {
      throw new PolicyError('WRONG_PLATFORM', `${header.iss} may not propose for ${content.platform}`);
    }
    const mapping = { ...content, note: content.note ?? '', proposedAt: runtime.now() };
    const known = await mappings.findProposalDigests(db, content, header.jti);
    if (known.length === 0) {
      const { directory } = rules.current();
      checkFreshness(header, { directory, now: mapping.proposedAt, clockWindowMs });
      checkMappingDocument(await this.#document(received.peer, content), content);
    }
    await db.transaction('mapping.propose', async (tx) => {
      const proposal = { mapping, messageId: header.jti, digest, parts: received.parts };
      if (await insertOrMiss(tx, proposal)) return;
      const digests = await mappings.findProposalDigests(tx, content, header.jti);
      if (digests.every((each) => Buffer.from(each).equals(digest))) return;
      throw new ConflictError(
        'CONFLICT',
        `version ${content.version} was proposed before with other contents`,
      );
    });
    // COMMIT POINT: mapping.propose. From here on the version waits for its review.
    const [stored] = await mappings.listMappings(db, content);
    if (stored === undefined) throw new Error('a stored mapping is gone');
    return stored;
  }

  list(platform: string): Promise<mappings.MappingVersion[]> {
    return mappings.listMappings(this.#parts.db, { platform });
  }

  /** What waits at the platform's connector because a code has no counterpart, as a whole. */
  async reportGaps(platform: string, gaps: readonly Omit<codeGaps.CodeGap, 'platform'>[]): Promise<void> {
    await this.#parts.db.transaction('mapping.gaps', (tx) =>
      codeGaps.replaceGaps(
        tx,
        platform,
        gaps.map((gap) => ({ ...gap, platform })),
      ),
    );
    // COMMIT POINT: mapping.gaps. The connector says it all again at its next round.
  }

  async #document(peer: string, { document }: MappingProposal): Promise<Uint8Array> {
    if (document.size > MAX_DOCUMENT_BYTES) {
      throw new ValidationError('TOO_LARGE', `a mapping document has at most ${MAX_DOCUMENT_BYTES} bytes`);
    }
    const { blob, bytes } = await this.#parts.files.read(peer, document.sha256, 0);
    const chunks: Buffer[] = [];
    for await (const chunk of bytes as AsyncIterable<Buffer>) chunks.push(chunk);
    if (blob.size === document.size && blob.sm3 === document.sm3) return Buffer.concat(chunks);
    throw new RuleError('BLOB_MISSING', 'the document differs from its upload');
  }
}

/** The document may have been forgotten since it was read. @throws RuleError BLOB_MISSING. */
async function insertOrMiss(tx: Tx, proposal: mappings.SignedProposal): Promise<boolean> {
  try {
    return await mappings.insertProposal(tx, proposal);
  } catch (error) {
    if (isClash(error)) throw new RuleError('BLOB_MISSING', 'the document is gone; upload it again');
    throw error;
  }
}

function parseProposal({ cty }: { readonly cty: string }, payload: Uint8Array): MappingProposal {
  if (cty !== MAPPING_PROPOSAL) {
    throw new ValidationError('UNKNOWN_MESSAGE_TYPE', `${cty} is not a proposal of a mapping`);
  }
  return validate(MappingProposalSchema, readJson(payload), 'the proposal does not fit its type');
}
