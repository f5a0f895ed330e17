import { uuidv7 } from 'uuidv7';
import { commitmentDigests } from '#crypto/evidence/commitment';
import { type MessageHeader, readHeader, type SignedParts, signingInput } from '#crypto/jose';
import { sha256, utf8 } from '#crypto/primitives';
import type { PeerRight } from '#domain/directory';
import { CertificateTypes, type DutyEntry, IssuerRegistry, Recognition, Replacements } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import { Directory } from '#hub/access';
import { type CertificateRules, HolderTags, PresentationCodes, type RulesSource } from '#hub/exchange';
import type { Database } from '#hub/store';
import { HubError } from '#proto/errors';
import { CERTIFICATE_MESSAGES, type CertificateMessage, validate } from '#proto/schema';
import type {
  AllowedUse,
  CertificateAct,
  CertificateActType,
  RecordedCertificateAct,
} from '../../hub/exchange/certificates/act.js';
import { loadCertificateContext } from '../../hub/exchange/certificates/context.js';
import { judgeUse } from '../../hub/exchange/certificates/judge-use.js';
import { CertificateRecorder } from '../../hub/exchange/certificates/recorder.js';
import { CertificateWrites } from '../../hub/exchange/certificates/writes.js';
import {
  ASKERS,
  type BASES,
  type Combination,
  type RECOGNITIONS,
  type STATES,
} from './certificate-oracle.js';
import { ISSUER, newCertificateId, REASON, REQUESTING_ORG } from './electronic-certificates.js';
import type { TestHub } from './hub.js';
import type { TestPeer } from './peer.js';

/**
 * What the combinations of the oracle are made of, as acts that the hub's recorder has recorded: certificates in every state,
 * consents right and wrong in one point, duties, and platforms with and without the right.
 */

type Basis = keyof typeof BASES;
type Asker = keyof typeof ASKERS;
type Kind = keyof typeof RECOGNITIONS;
type State = keyof typeof STATES;

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const ITEM = '002090012000';
const OTHER_ITEM = '002090009000';
const CASE = 'GD-1';
const HOLDER = { codeType: '111', code: '441803199001019018' };
const OTHER_HOLDER = { codeType: '111', code: '110101199003070009' };
const OTHER_ORG = '11410000MBY900027Q';
const IDENTIFIER = 'identifier';

const PEERS: Readonly<Record<Asker, string>> = {
  'with the right': 'guangdong',
  'with the right for another item': 'hunan',
  'whose right has ended': 'shanxi',
  'without a right': 'qingxin',
  'that issued it': 'henan',
};

const TYPES: Readonly<Record<Kind, string>> = {
  yes: '11100000MB0143028R001',
  conditional: '11100000MB0143028R002',
  no: '11100000MB0143028R003',
  'not listed': '11100000MB0143028R004',
};
const OTHER_TYPE = '11100000MB0143028R005';

const always = { validFrom: '2019-01-01', validTo: undefined, source: 'test' };
const anywhere = { issuedIn: undefined, usedIn: undefined, basicCodePrefix: '', level: undefined };

const asDay = (unixMs: number) => dayOf(unixMs);
const asMoment = (unixMs: number) => new Date(unixMs).toISOString();

/** The moment of every use; the day has no other end than it. */
const NOW = Date.parse(`${asDay(Date.now())}T10:00:00+08:00`);
const [YESTERDAY, TODAY, TOMORROW] = [NOW - DAY_MS, NOW, NOW + DAY_MS].map(asDay) as [string, string, string]; // as many as moments

/** Of each platform that asks. */
function duty(basis: Basis, over: Partial<DutyEntry> = {}): DutyEntry[] {
  return Object.values(PEERS).map((platform) => ({
    ...always,
    id: `${basis}, ${platform}`,
    organisation: REQUESTING_ORG,
    platform,
    typeCodes: Object.values(TYPES),
    basicCodePrefix: '00209001',
    basis: '某法第一条',
    revokedAt: undefined,
    ...over,
  }));
}

const RULES: CertificateRules = {
  types: new CertificateTypes(
    [...Object.values(TYPES), OTHER_TYPE].map((code) => ({
      ...always,
      code,
      name: code,
      holderCodeTypes: ['111'],
    })),
  ),
  issuers: new IssuerRegistry(
    Object.values(TYPES).map((typeCode) => ({ ...always, issuer: ISSUER, typeCode, divisionCode: '410000' })),
    [],
  ),
  recognition: new Recognition([
    { ...always, ...anywhere, id: 'yes', typeCode: TYPES.yes, verdict: { kind: 'RECOGNISED' } },
    {
      ...always,
      ...anywhere,
      id: 'conditional',
      typeCode: TYPES.conditional,
      verdict: { kind: 'CONDITIONAL', conditions: ['DATA_COMPARED', 'HOLDER_PRESENT'] },
    },
    {
      ...always,
      ...anywhere,
      id: 'no',
      typeCode: TYPES.no,
      verdict: { kind: 'NOT_RECOGNISED', reason: '须交回原件' },
    },
  ]),
  replacements: new Replacements([]),
  duties: [
    duty('duty that fits'),
    duty('duty on its last day', { validTo: TODAY }),
    duty('duty on its first day', { validFrom: TODAY }),
    duty('duty for no case'),
    duty('duty for another item', { basicCodePrefix: OTHER_ITEM }),
    duty('duty for another type', { typeCodes: [OTHER_TYPE] }),
    duty('duty of another organisation', { organisation: OTHER_ORG }),
    duty('duty of another platform', { platform: 'shaanxi' }),
    duty('duty from tomorrow', { validFrom: TOMORROW }),
    duty('duty until yesterday', { validTo: YESTERDAY }),
    duty('duty that was revoked', { revokedAt: NOW - HOUR_MS }),
  ].flat(),
};

function right(peerId: string, operation: PeerRight['operation'], over: Partial<PeerRight> = {}): PeerRight {
  return { peerId, operation, itemPrefix: '', validFrom: '2019-01-01', validTo: null, ...over };
}

const DIRECTORY = new Directory({
  peers: [...Object.values(PEERS), IDENTIFIER].map((peerId) => ({
    peerId,
    name: peerId,
    uscc: '',
    divisionCode: peerId === 'henan' ? '410000' : '440000',
  })),
  keys: [],
  certificates: [],
  rights: [
    right(IDENTIFIER, 'GRANT_CONSENT'),
    right('henan', 'ISSUE_CERTIFICATE'),
    right('henan', 'USE_CERTIFICATE'),
    right('guangdong', 'USE_CERTIFICATE', { itemPrefix: ITEM, validTo: TODAY }),
    right('hunan', 'USE_CERTIFICATE', { itemPrefix: OTHER_ITEM }),
    right('shanxi', 'USE_CERTIFICATE', { validTo: YESTERDAY }),
  ],
});

/** How a consent differs from the one that fits. */
const CONSENTS: Readonly<Partial<Record<Basis, (fitting: ConsentBody) => Partial<ConsentBody>>>> = {
  'consent that fits': () => ({}),
  'consent for several types': ({ typeCodes }) => ({ typeCodes: [OTHER_TYPE, ...typeCodes] }),
  'consent with a last use': () => ({ uses: 1 }),
  'consent for another case': () => ({ caseRef: 'GD-2' }),
  'consent for another item': () => ({ basicCode: OTHER_ITEM }),
  'consent for another type': () => ({ typeCodes: [OTHER_TYPE] }),
  'consent for another reason': () => ({ reason: '市场调研' }),
  'consent of another holder': () => ({ holder: OTHER_HOLDER }),
  'consent to another requester': () => ({ requester: 'shaanxi' }),
  'consent to another organisation': () => ({ organisation: OTHER_ORG }),
  'consent to another, transferred': () => ({ requester: 'shaanxi', organisation: OTHER_ORG }),
  'consent not yet given': () => ({ expiresAt: asMoment(NOW + 2 * HOUR_MS) }),
  'consent that ends at this moment': () => ({ expiresAt: asMoment(NOW) }),
  'consent that was revoked': () => ({}),
  'consent that is used up': () => ({ uses: 1 }),
};

interface ConsentBody {
  readonly holder: typeof HOLDER;
  readonly requester: string;
  readonly organisation: string;
  readonly caseRef: string;
  readonly basicCode: string;
  readonly typeCodes: readonly string[];
  readonly expiresAt: string;
  readonly reason: string;
  readonly uses: number;
}

/** What each operation asks for. */
const WANTED: Readonly<Partial<Record<Combination['operation'], object>>> = {
  DATA: { fields: ['名称'] },
  FILE: { format: 'OFD' },
  VERIFY: { seen: [{ name: '名称', value: '某某公司' }] },
};

/** Of a consent that many combinations share. */
const SHARED_USES = 1_000;
const TAGS = new HolderTags(Buffer.alloc(32, 7));
const CODES = new PresentationCodes(Buffer.alloc(32, 8));

export class CertificateWorld {
  readonly #db: Database;
  readonly #rules: RulesSource;
  readonly #recorder: CertificateRecorder;
  readonly #parts: SignedParts;
  readonly #header: MessageHeader;
  readonly #digest: Uint8Array;
  readonly #certificates = new Map<string, string>();
  readonly #consents = new Map<string, string>();
  /** By consent: how many are left when the world is furnished. */
  readonly #uses = new Map<string, number>();
  /** By type. */
  readonly #held = new Map<string, string[]>();

  /** @param peer whose signature stands for everybody's: acts come here as they are after their verification. */
  constructor(hub: TestHub, peer: TestPeer) {
    this.#parts = peer.sign('UseCertificate', {});
    this.#header = readHeader(this.#parts.protected);
    this.#digest = sha256(signingInput(this.#parts));
    const { rules, log, runtime } = hub.running.services;
    this.#db = hub.faults;
    const current = () => ({ ...rules.current(), directory: DIRECTORY });
    this.#rules = { ...rules, current, within: async () => current() };
    this.#recorder = new CertificateRecorder(
      { db: this.#db, rules: this.#rules, certificateRules: RULES, tags: TAGS, codes: CODES, log, runtime },
      { hubId: 'tongban-dev', clockWindowMs: 60_000, overdueMs: 24 * HOUR_MS, presentationLifeMs: 60_000 },
    );
  }

  /** Reports every certificate and grants every consent. @throws when the hub takes one of them not. */
  async furnish(offered: readonly Combination[]): Promise<void> {
    const acts = Object.keys(TYPES).flatMap((kind) => this.#reports(kind as Kind)); // the keys of a constant
    const before: CertificateAct[] = [];
    const after: CertificateAct[] = [];
    for (const combination of offered) {
      const grant = this.#grant(combination);
      if (grant === undefined) continue;
      acts.push(grant);
      const { basis, asker } = combination;
      if (basis === 'consent that was revoked') {
        before.push(this.#act(IDENTIFIER, 'ConsentRevoked', { consentId: grant.header.jti }, NOW - 1));
      }
      if (basis === 'consent that is used up' && ASKERS[asker])
        after.push(this.#firstUse(combination, grant));
    }
    for (const batch of [acts, before, after]) await this.#record(batch);
  }

  async #record(batch: readonly CertificateAct[]): Promise<void> {
    for (const each of await this.record(batch)) if (each.kind === 'refused') throw each.error;
  }

  /** As one batch of the hub: in one transaction. */
  record(batch: readonly CertificateAct[]): Promise<RecordedCertificateAct[]> {
    return this.#recorder.record(batch, () => {});
  }

  /** What the judge says of each over what is stored, and nothing is written. */
  judge(batch: readonly CertificateAct<'UseCertificate'>[]): Promise<(AllowedUse | HubError)[]> {
    return this.#db.transaction('test.judge', async (tx) => {
      const context = await loadCertificateContext(tx, batch, TAGS, false);
      const rules = this.#rules.current();
      const judging = {
        context,
        writes: new CertificateWrites(),
        rules,
        certificateRules: RULES,
        tags: TAGS,
        codes: CODES,
      };
      return batch.map((act) => {
        try {
          return judgeUse(act, judging, undefined);
        } catch (error) {
          if (error instanceof HubError) return error;
          throw error;
        }
      });
    });
  }

  use(combination: Combination): CertificateAct<'UseCertificate'> {
    const { operation, basis, purpose, recognition, state, asker } = combination;
    const named = operation === 'FIND' ? { holder: HOLDER, typeCode: TYPES[recognition] } : {};
    const certificateId = operation === 'FIND' ? undefined : this.#certificateOf(recognition, state);
    const caseRef = basis === 'duty for no case' ? {} : { caseRef: CASE };
    const body = {
      operation,
      ...named,
      ...(certificateId === undefined ? {} : { certificateId }),
      ...(purpose === 'present' ? { purpose: { basicCode: ITEM, ...caseRef, reason: REASON } } : {}),
      ...this.#basisOf(combination),
      organisation: REQUESTING_ORG,
      clerk: '窗口03',
      ...WANTED[operation],
    };
    return this.#act(PEERS[asker], 'UseCertificate', body, NOW);
  }

  usesOf(consentId: string): number | undefined {
    return this.#uses.get(consentId);
  }

  /** The certificates of the type that its holder has. */
  heldOf({ recognition }: Combination): readonly string[] {
    return this.#held.get(TYPES[recognition]) ?? [];
  }

  #basisOf(combination: Combination): { consentId: string } | { duty: string } | object {
    const { basis, asker } = combination;
    if (basis === 'none') return {};
    if (basis.startsWith('duty')) return { duty: `${basis}, ${PEERS[asker]}` };
    return { consentId: this.#consents.get(consentName(combination)) ?? uuidv7() };
  }

  #certificateOf(kind: Kind, state: State): string {
    const id = this.#certificates.get(`${kind} ${state}`);
    if (id === undefined) throw new Error(`no certificate ${kind}, ${state}`);
    return id;
  }

  /** Once for each of another name. */
  #grant(combination: Combination): CertificateAct<'ConsentGranted'> | undefined {
    const { basis, asker, recognition } = combination;
    const over = CONSENTS[basis];
    const name = consentName(combination);
    if (over === undefined || this.#consents.has(name)) return undefined;
    const fitting: ConsentBody = {
      holder: HOLDER,
      requester: PEERS[asker],
      organisation: REQUESTING_ORG,
      caseRef: CASE,
      basicCode: ITEM,
      typeCodes: [TYPES[recognition]],
      expiresAt: asMoment(NOW + HOUR_MS),
      reason: REASON,
      uses: SHARED_USES,
    };
    const at = basis === 'consent not yet given' ? NOW + 1 : NOW - HOUR_MS;
    const act = this.#act(IDENTIFIER, 'ConsentGranted', { ...fitting, ...over(fitting) }, at);
    this.#consents.set(name, act.header.jti);
    this.#uses.set(act.header.jti, act.message.body.uses);
    return act;
  }

  /** By a platform with the right: a consent that nobody could use is not used up. */
  #firstUse(combination: Combination, grant: CertificateAct<'ConsentGranted'>): CertificateAct {
    const { operation: _, ...rest } = combination;
    this.#uses.set(grant.header.jti, 0);
    const body = this.use({ ...rest, operation: 'FIND', purpose: 'present' }).message.body;
    return this.#act(grant.message.body.requester, 'UseCertificate', body, NOW);
  }

  /** The certificates of one type, in every state. */
  #reports(kind: Kind): CertificateAct[] {
    const found: string[] = [];
    const acts: CertificateAct[] = [];
    const issue = (state: State, over: object = {}): string => {
      const certificateId = newCertificateId({ typeCode: TYPES[kind] });
      const days = { validFrom: '2024-01-01', validTo: '2034-12-31' };
      const body = {
        certificateId,
        issuer: ISSUER,
        divisionCode: '410000',
        holders: [HOLDER],
        ...days,
        ...over,
      };
      acts.push(this.#act('henan', 'CertificateIssued', body, NOW - HOUR_MS));
      this.#certificates.set(`${kind} ${state}`, certificateId);
      found.push(certificateId);
      return certificateId;
    };
    const change = (certificateId: string, state: string): void => {
      const since = asMoment(NOW - 1_000);
      acts.push(this.#act('henan', 'CertificateStateChanged', { certificateId, state, since }, NOW - 1_000));
    };
    this.#certificates.set(`${kind} nobody has reported`, newCertificateId({ typeCode: TYPES[kind] }));
    issue('VALID');
    issue('VALID on its first day', { validFrom: TODAY });
    issue('VALID on its last day', { validTo: TODAY });
    issue('from tomorrow', { validFrom: TOMORROW });
    issue('until yesterday', { validTo: YESTERDAY });
    for (const state of [
      'SUSPENDED',
      'EXPIRED',
      'CANCELLED',
      'REVOKED',
      'RESCINDED',
      'VOIDED',
      'OTHER',
    ] as const)
      change(issue(state), state);
    const again = issue('VALID again');
    change(again, 'SUSPENDED');
    change(again, 'VALID');
    const supersedes = issue('SUPERSEDED');
    const [serial = ''] = supersedes.split('.').slice(7);
    const later = newCertificateId({ typeCode: TYPES[kind], serial, version: '002' });
    const days = { validFrom: '2024-01-01', validTo: '2034-12-31' };
    const body = { certificateId: later, issuer: ISSUER, divisionCode: '410000', holders: [HOLDER], ...days };
    acts.push(this.#act('henan', 'CertificateChanged', { ...body, supersedes }, NOW - 1_000));
    this.#certificates.set(`${kind} VALID, of a later version`, later);
    this.#held.set(TYPES[kind], [...found, later]);
    return acts;
  }

  /** As it is after its verification. */
  #act<T extends CertificateActType>(
    peer: string,
    type: T,
    body: object,
    receivedAt: number,
  ): CertificateAct<T> {
    const content = validate(CERTIFICATE_MESSAGES[type], body, 'the test’s data');
    const salt = SALT;
    return {
      peer,
      header: { ...this.#header, iss: peer, jti: uuidv7(), iat: receivedAt },
      message: { type, body: content } as CertificateMessage<T>, // the schema that was applied is the one of this type
      parts: this.#parts,
      digest: this.#digest,
      salt,
      commitment: COMMITMENT,
      receivedAt,
      leafId: uuidv7(),
    };
  }
}

const SALT = Buffer.alloc(32, 1);
const COMMITMENT = commitmentDigests('message', SALT, utf8('a message'));

/** A consent with one use is of one combination; any other is shared. */
function consentName(combination: Combination): string {
  const { basis, asker, recognition } = combination;
  if (basis === 'consent with a last use') return JSON.stringify(combination);
  return `${basis}, ${recognition}, ${asker}`;
}
