import {
  type ActLeaf,
  type Commitment,
  type ConsentLeaf,
  caseOfUse,
  commit,
  commitmentText,
  type DirectoryLeaf,
  type EvidenceBundle,
  type EvidencedEvent,
  type EvidencedRefusal,
  type EvidencedUse,
  fieldContents,
  foldKey,
  formatActLeaf,
  formatCertificateLeaf,
  formatDirectoryLeaf,
  formatRefusalLeaf,
  groupSalt,
  isKeyLeaf,
  type OutcomeLeaf,
  type PresentationLeaf,
  type ProvenLeaf,
  placeInCase,
  type RefusalLeaf,
  readActMessage,
  refusedInCase,
  type SignerKey,
  type UseLeaf,
  writeBundle,
} from '#crypto/evidence';
import { fieldsDigests } from '#crypto/evidence/commitment';
import {
  type MessageKey,
  type MessageToSign,
  messageKey,
  type SignedParts,
  signingInput,
  signMessage,
} from '#crypto/jose';
import { base64, generatePrivateKey, hex, sha256, sm3, utf8 } from '#crypto/primitives';
import {
  ed25519Signer,
  formatCheckpoint,
  type NoteSigner,
  rfc6962,
  signNote,
  sm2NoteSigner,
  sm2Witness,
  sm3Origin,
  sm3Tree,
  type TlogProof,
  TreeEdge,
  type TreeHasher,
  type Witness,
  witness,
} from '#crypto/tlog';
import { CaseVerifier, type Question, readTrust, type TrustFiles, type Verdict } from '#crypto/verify';
import { NO_REVOCATION } from '#crypto/x509/certificate';
import { formatCaseNo } from '#domain/codes';
import { HubError } from '#proto/errors';
import { submission, wholeLife } from './messages.js';

/** A hub of the test's making: honest unless told to lie. What it signs is true to its form, so only contents can give it away. */

export const HUB = 'tongban-dev';
export const ORIGIN = 'hub.example/audit/1';
export const AT = Date.UTC(2026, 10, 22, 2);
export const CASE_NO = formatCaseNo(AT, new Uint8Array(12));

export type Platform = 'guangdong' | 'henan';

/** A certificate that the sample case names in the place of a material. */
export const CERTIFICATE = '1.2.156.3005.2.11100000MB0143028R001.11410000MBY900027Q.S1.001.0';
const CERTIFICATE_TYPE = '11100000MB0143028R001';

/** Where the uses of the hub's record differ from the truth. */
export interface UseLie {
  readonly use?: Partial<UseLeaf>;
  readonly outcome?: Partial<OutcomeLeaf>;
  readonly consent?: Partial<ConsentLeaf>;
  readonly presentation?: Partial<PresentationLeaf>;
  /** What is told of it beside the leaves. */
  readonly told?: Partial<Told>;
  readonly order?: readonly UsePart[];
}

type UsePart = 'consent' | 'presentation' | 'use' | 'outcome';
type Told = Omit<EvidencedUse, 'use' | 'outcomes' | 'consent' | 'presentation'> & {
  readonly certificateSalt: Uint8Array | undefined;
};

/** Where an act of the hub's record differs from the truth. */
export interface Lie {
  readonly message?: Partial<MessageToSign>;
  /** Signs in place of the platform's own key. */
  readonly key?: MessageKey;
  readonly leaf?: Partial<ActLeaf>;
  readonly event?: Partial<EvidencedEvent>;
}

/** Where a refusal of the hub's record differs from the truth. */
export interface RefusalLie {
  readonly leaf?: Partial<RefusalLeaf>;
  readonly told?: Partial<EvidencedRefusal>;
}

type Recorded = Omit<EvidencedEvent, 'proof'>;

export class EvidenceMaker {
  readonly log: NoteSigner;
  readonly logSm2: NoteSigner;
  /** Of its SM3 tree. */
  readonly logSm3: NoteSigner;
  readonly sm3Witness: Witness;
  readonly witness: Witness;
  readonly keys: Readonly<Record<Platform, MessageKey>>;
  readonly #events: Recorded[] = [];
  readonly #before: Uint8Array[] = [];
  readonly #refusals: { readonly told: Omit<EvidencedRefusal, 'leaf' | 'proof'>; readonly at: number }[] = [];
  readonly #after: Uint8Array[] = [];
  readonly #said: {
    readonly leaf: DirectoryLeaf;
    readonly when: 'BEFORE' | 'BEHIND';
    readonly at: number;
  }[] = [];
  readonly #uses: {
    readonly told: Told;
    readonly at: Readonly<Partial<Record<UsePart, number>>>;
  }[] = [];

  readonly #leafVersion: 1 | 3;

  /**
   * @param twin whose keys this one has too: the same hub telling another story.
   * @param leafVersion 1 of old acts, which have neither pair numbers nor groups.
   */
  constructor(twin?: EvidenceMaker, leafVersion: 1 | 3 = 3) {
    this.#leafVersion = leafVersion;
    this.log = twin?.log ?? ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
    this.logSm2 = twin?.logSm2 ?? sm2NoteSigner(ORIGIN, generatePrivateKey('SM2'));
    this.logSm3 = twin?.logSm3 ?? sm2NoteSigner(sm3Origin(ORIGIN), generatePrivateKey('SM2'));
    this.sm3Witness = twin?.sm3Witness ?? sm2Witness('witness.example', generatePrivateKey('SM2'));
    this.witness = twin?.witness ?? witness('witness.example', generatePrivateKey('ED25519'));
    this.keys = twin?.keys ?? {
      guangdong: messageKey(generatePrivateKey('SM2')),
      henan: messageKey(generatePrivateKey('ED25519')),
    };
  }

  /** Records an act; the other platform is told of it. @returns its number in the case. */
  act(by: Platform, type: string, body: object, lie: Lie = {}): number {
    const seq = this.#events.length + 1;
    const receivedAt = AT + seq * 1000;
    const messageId = idOf(seq);
    const salt = sha256(utf8(`salt ${seq}`));
    const message = signMessage(
      {
        cty: `tongban.v1.${type}+json`,
        issuer: by,
        audience: HUB,
        messageId,
        issuedAt: receivedAt - 200,
        payload: utf8(JSON.stringify(type === 'SubmitCase' ? body : { caseNo: CASE_NO, ...body })),
        ...lie.message,
      },
      lie.key ?? this.keys[by],
    );
    const to = lie.leaf?.to ?? (type === 'DispatchAcknowledgement' ? [] : [otherThan(by)]);
    const leaf = formatActLeaf({
      actor: by,
      at: receivedAt,
      case: commit('case', salt, placeInCase(CASE_NO, seq)),
      hub: HUB,
      id: idOf(1000 + seq),
      item: '002090012000',
      kid: this.keys[by].kid,
      message: commit('message', salt, signingInput(message)),
      to,
      type,
      ...(this.#leafVersion === 1
        ? { v: 1 }
        : { v: 3, pairSeq: to.map(() => seq), groups: groupsOf(message, salt) }),
      ...lie.leaf,
    });
    this.#events.push({ seq, type, actor: by, messageId, receivedAt, message, leaf, salt, ...lie.event });
    return seq;
  }

  /** The recipient of an act says that it has it. */
  acknowledge(by: Platform, eventSeq: number): void {
    const messageId = idOf(eventSeq);
    this.act(by, 'DispatchAcknowledgement', { eventSeq, messageId, receivedAt: '2026-11-22T10:00:00+08:00' });
  }

  /**
   * A use of a certificate by Guangdong with consent or by a code, for its case, released: all of it before the case is submitted.
   * @returns what a material says of it.
   */
  use(
    caseRef: string,
    lie: UseLie = {},
    ground: 'consent' | 'presentation' = 'consent',
  ): { readonly certificateId: string; readonly useId: string } {
    const [groundId, useId, outcomeId] = [1, 2, 3].map((n) => idOf(2000 + 10 * this.#uses.length + n)) as [
      string,
      string,
      string,
    ];
    const salt = sha256(utf8(`salt of ${useId}`));
    const openingSalt = sha256(utf8(`salt of ${groundId}`));
    const message = commit('message', salt, utf8('what was signed'));
    const common = { at: AT, hub: HUB, v: 1 } as const;
    const leaves = {
      presentation: formatCertificateLeaf({
        ...common,
        actor: 'guangdong',
        certificate: commit('certificate', openingSalt, utf8(CERTIFICATE)),
        certificateType: CERTIFICATE_TYPE,
        id: idOf(3000),
        kid: this.keys.guangdong.kid,
        message,
        presentation: groundId,
        type: 'PresentationOpened',
        ...lie.presentation,
      }),
      consent: formatCertificateLeaf({
        ...common,
        actor: 'guangdong',
        consent: groundId,
        id: idOf(3000),
        kid: this.keys.guangdong.kid,
        message,
        type: 'ConsentGranted',
        ...lie.consent,
      }),
      use: formatCertificateLeaf({
        ...common,
        actor: 'guangdong',
        case: commit('case', salt, caseOfUse('guangdong', caseRef)),
        certificate: commit('certificate', salt, utf8(CERTIFICATE)),
        certificateType: CERTIFICATE_TYPE,
        [ground]: groundId,
        id: useId,
        kid: this.keys.guangdong.kid,
        message,
        operation: ground === 'consent' ? 'DATA' : 'PRESENTATION',
        to: ['henan'],
        type: 'UseCertificate',
        ...lie.use,
      }),
      outcome: formatCertificateLeaf({
        ...common,
        actor: 'henan',
        id: outcomeId,
        outcome: 'RELEASED',
        type: 'CertificateOutcome',
        use: useId,
        ...lie.outcome,
      }),
    };
    const order = lie.order ?? [ground, 'use', 'outcome'];
    const first = this.#before.length;
    this.#before.push(...order.map((name) => leaves[name]));
    const at = Object.fromEntries(order.map((name, i) => [name, first + i]));
    const told = {
      useId,
      requester: 'guangdong',
      caseRef,
      caseSalt: groupSalt('case', salt),
      certificate: { id: CERTIFICATE, salt: groupSalt('certificate', salt) },
      certificateSalt: groupSalt('certificate', openingSalt),
      ...lie.told,
    };
    this.#uses.push({ told, at });
    return { certificateId: CERTIFICATE, useId };
  }

  /** A message about the case that the hub refused, before the acts of the case. */
  refuse(by: string, code: string, lie: RefusalLie = {}): void {
    const refusalId = idOf(4000 + this.#refusals.length);
    const salt = sha256(utf8(`salt of ${refusalId}`));
    const leaf: RefusalLeaf = {
      actor: by,
      at: AT,
      case: commit('case', salt, refusedInCase(CASE_NO)),
      code,
      hub: HUB,
      id: refusalId,
      message: commit('message', salt, utf8('what was refused')),
      type: 'Refusal',
      v: 2,
      ...lie.leaf,
    };
    const told = { refusalId, actor: by, code, refusedAt: AT, caseSalt: groupSalt('case', salt) };
    this.#refusals.push({ told: { ...told, messageSalt: undefined, ...lie.told }, at: this.#before.length });
    this.#before.push(formatRefusalLeaf(leaf));
  }

  /** The log says something of the directory, before the acts of the case or behind them. */
  say(leaf: DirectoryLeaf, when: 'BEFORE' | 'BEHIND' = 'BEFORE'): this {
    const list = when === 'BEFORE' ? this.#before : this.#after;
    this.#said.push({ leaf, when, at: list.length });
    list.push(formatDirectoryLeaf(leaf));
    return this;
  }

  /** What the log says of the keys, as an honest hub shows it. */
  #keys(proofOf: (index: number) => TlogProof): SignerKey[] {
    return (['guangdong', 'henan'] as const).flatMap((platform) => {
      const { kid, key } = this.keys[platform];
      const entries = this.#said.flatMap(({ leaf, when, at }) => {
        const index = when === 'BEFORE' ? at : this.#before.length + 2 * this.#events.length + at;
        return isKeyLeaf(leaf) && leaf.kid === kid ? { index, leaf } : [];
      });
      const logged = foldKey(entries);
      if (logged === undefined) return [];
      const { validFrom, validTo, revokedAt } = logged;
      const leaves = entries.map(({ index, leaf }) => ({
        leaf: formatDirectoryLeaf(leaf),
        proof: proofOf(index),
      }));
      return { kid, platform, spki: key.publicKey.spki, validFrom, validTo, revokedAt, leaves };
    });
  }

  /** A case from submission to delivery, every act of it acknowledged; or so many steps of it. */
  wholeCase(steps = Number.POSITIVE_INFINITY): this {
    const parts = { submitter: 'guangdong', competent: 'henan' } as const;
    const opening = {
      by: 'submitter',
      type: 'SubmitCase',
      body: submission({ mode: 'REMOTE_INTAKE' }),
    } as const;
    for (const { by, type, body } of [opening, ...wholeLife('REMOTE_INTAKE')].slice(0, steps)) {
      this.acknowledge(otherThan(parts[by]), this.act(parts[by], type, body));
    }
    return this;
  }

  /** Everything so far under one checkpoint, in a log where others' entries stand between those of the case. */
  bundle(signers: readonly NoteSigner[] = [this.log, this.logSm2]): EvidenceBundle {
    return this.#bundle(this.#prover(rfc6962, ORIGIN, signers, this.witness), () => undefined);
  }

  /** The same with proofs in the SM3 tree. */
  sm3Bundle(signers: readonly NoteSigner[] = [this.logSm3], cosigner = this.sm3Witness): EvidenceBundle {
    const proofOf = this.#prover(rfc6962, ORIGIN, [this.log, this.logSm2], this.witness);
    return this.#bundle(proofOf, this.#prover(sm3Tree, sm3Origin(ORIGIN), signers, cosigner));
  }

  #prover(
    hasher: TreeHasher,
    origin: string,
    signers: readonly NoteSigner[],
    cosigner: Witness,
  ): (index: number) => TlogProof {
    const edge = this.#edge(this.#events.length, hasher);
    const view = edge.view();
    const text = formatCheckpoint({ origin, size: edge.size, root: view.root() });
    const checkpoint = signNote(text, signers) + cosigner.cosign(text, AT / 1000);
    return (index) => ({ index, path: view.inclusionPath(index), checkpoint });
  }

  #bundle(
    proofOf: (index: number) => TlogProof,
    sm3Of: (index: number) => TlogProof | undefined,
  ): EvidenceBundle {
    const events = this.#events.map((event, i): EvidencedEvent => {
      const index = this.#before.length + 2 * i + 1;
      return { ...event, proof: proofOf(index), sm3: sm3Of(index) };
    });
    const proven = (index = 0): ProvenLeaf => ({
      leaf: this.#before[index] ?? new Uint8Array(0),
      proof: proofOf(index),
      sm3: sm3Of(index),
    });
    const uses = this.#uses.map(({ told: { certificateSalt, ...told }, at }): EvidencedUse => {
      const { consent, presentation } = at;
      return {
        ...told,
        use: proven(at.use),
        outcomes: [proven(at.outcome)],
        consent: consent === undefined ? undefined : proven(consent),
        presentation: presentation === undefined ? undefined : { ...proven(presentation), certificateSalt },
      };
    });
    const refusals = this.#refusals.map(({ told, at }) => ({ ...proven(at), ...told }));
    return {
      caseNo: CASE_NO,
      hub: HUB,
      events,
      uses,
      refusals,
      unlistedRefusals: 0,
      erasure: undefined,
      keys: this.#keys(proofOf),
      timeStamps: [],
      revocation: NO_REVOCATION,
      growth: [],
    };
  }

  /** The first events under the checkpoint of their time, the others under the last one, which continues it. */
  grown(count: number): EvidenceBundle {
    const later = this.bundle();
    const { events } = later;
    const smaller = this.#edge(count);
    const larger = this.#edge(events.length);
    const view = smaller.view();
    const text = formatCheckpoint({ origin: ORIGIN, size: smaller.size, root: view.root() });
    const checkpoint = signNote(text, [this.log, this.logSm2]) + this.witness.cosign(text, AT / 1000);
    const early = events.slice(0, count).map((event): EvidencedEvent => {
      const index = event.proof?.index ?? 0;
      return { ...event, proof: { index, path: view.inclusionPath(index), checkpoint } };
    });
    const proof = larger.view().consistencyPath(smaller.size);
    return {
      ...later,
      events: [...early, ...events.slice(count)],
      growth: [{ oldSize: smaller.size, newSize: larger.size, proof }],
    };
  }

  /** The log after so many events of the case. */
  #edge(count: number, hasher: TreeHasher = rfc6962): TreeEdge {
    const edge = TreeEdge.empty(hasher);
    for (const leaf of this.#before) edge.append(hasher.leaf(leaf));
    for (const event of this.#events.slice(0, count)) {
      edge.append(hasher.leaf(utf8(`somebody else's, before ${event.seq}`)));
      edge.append(hasher.leaf(event.leaf));
    }
    if (count === this.#events.length) for (const leaf of this.#after) edge.append(hasher.leaf(leaf));
    return edge;
  }

  /** What the auditor of the province believes: the log, its SM2 line, the witness, both platforms' keys. */
  trust(): TrustFiles & { readonly gm: string } {
    return {
      policy: `log ${this.log.vkey}\nwitness W ${this.witness.vkey}\nquorum W\n`,
      gm: this.logSm2.vkey,
      platforms: platformsFile([
        { platform: 'guangdong', key: this.keys.guangdong },
        { platform: 'henan', key: this.keys.henan },
      ]),
    };
  }
}

/** What he believes who will have nothing of SHA-256 and Ed25519. */
export function sm3Trust(maker: EvidenceMaker): TrustFiles {
  const { logSm2, logSm3, sm3Witness } = maker;
  const lines = [`log ${logSm2.vkey}`, `log ${logSm3.vkey}`, `witness W ${sm3Witness.vkey}`, 'quorum W'];
  return { ...maker.trust(), gm: `${lines.join('\n')}\n` };
}

export interface TrustedKey {
  readonly platform: string;
  readonly key: MessageKey;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly revokedAt?: string;
}

export function platformsFile(keys: readonly TrustedKey[]): Uint8Array {
  const rows = keys.map(({ key, ...row }) => ({
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2027-01-01T00:00:00Z',
    ...row,
    publicKey: base64(key.key.publicKey.spki),
  }));
  return utf8(JSON.stringify({ keys: rows }));
}

/** The files of a bundle, its manifest made anew: whoever can alter a bundle can do that too. */
export function filesOf(bundle: EvidenceBundle): Map<string, Uint8Array> {
  return new Map(writeBundle(bundle, 'how to check'));
}

/** The same files with a manifest that fits them. */
export function manifestAnew(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const { format } = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString()) as {
    format: string;
  };
  const listed = [...files]
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, bytes]) => ({ path, size: bytes.length, sha256: hex(sha256(bytes)), sm3: hex(sm3(bytes)) }));
  return new Map([...files, ['manifest.json', utf8(JSON.stringify({ format, files: listed }))]]);
}

export interface Verdicts {
  readonly exitCode: number;
  /** Questions in their order that were not answered with PASS. */
  readonly not: Partial<Record<Question, Verdict>>;
}

export function verdictsOn(files: ReadonlyMap<string, Uint8Array>, trust: TrustFiles): Verdicts {
  const { exitCode, answers } = new CaseVerifier(readTrust(trust)).verify(files);
  const rest = answers.filter(({ verdict }) => verdict !== 'PASS');
  return { exitCode, not: Object.fromEntries(rest.map(({ question, verdict }) => [question, verdict])) };
}

export const EVERYTHING_PASSES: Verdicts = { exitCode: 0, not: { TIME: 'NOT_CHECKED' } };

/** What is expected when these questions, and no others, are answered with FAIL. */
export function failing(...questions: readonly string[]): Verdicts {
  return { exitCode: 1, not: { TIME: 'NOT_CHECKED', ...answered(questions, 'FAIL') } };
}

/** The same when nothing is false, but these have no answer. */
export function incomplete(...questions: readonly string[]): Verdicts {
  return { exitCode: 3, not: { TIME: 'NOT_CHECKED', ...answered(questions, 'NOT_CHECKED') } };
}

function answered(questions: readonly string[], verdict: Verdict): Record<string, Verdict> {
  return Object.fromEntries(questions.map((question) => [question, verdict]));
}

function groupsOf(message: SignedParts, salt: Uint8Array): Commitment {
  return commitmentText(fieldsDigests(salt, contentsOf(message)));
}

/** Nothing, of a message that is none. */
function contentsOf(message: SignedParts): Uint8Array {
  try {
    const read = readActMessage(message);
    return read === undefined ? new Uint8Array(0) : fieldContents(read);
  } catch (error) {
    if (error instanceof HubError) return new Uint8Array(0);
    throw error;
  }
}

export function idOf(n: number): string {
  return `019339f0-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

function otherThan(platform: Platform): Platform {
  return platform === 'guangdong' ? 'henan' : 'guangdong';
}
