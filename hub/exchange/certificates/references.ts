import { hex } from '#crypto/primitives';
import { type Holder, type MaterialAnswer, materialsNeeded, type Standing } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import { type cases, certificates, certificateUses, events, type Tx } from '#hub/store';
import { RuleError, type Violation } from '#proto/errors';
import {
  type CertificateReference,
  type HandingIn,
  handsIn,
  mayStandForPaper,
  type PersonalBody,
} from '#proto/schema';
import type { VerifiedAct } from '../act.js';
import type { Rules } from '../rules.js';
import { readCaseMessage } from '../stored-message.js';
import { stateAt } from './directory-state.js';
import type { HolderTags } from './holder-tags.js';
import { levelOf } from './level.js';
import type { CertificateRules } from './rules.js';

/** 免提交: a material for which its sender names a certificate, and where it stands in the message. */
interface NamedMaterial {
  readonly at: number;
  readonly name: string;
  readonly certificate: CertificateReference;
}

/** What the references of a batch of acts are judged against, read in the transaction that will write. */
export interface ReferenceContext {
  readonly uses: ReadonlyMap<string, certificateUses.NamedUse>;
  readonly certificates: ReadonlyMap<string, certificates.CertificateRow>;
  /** "holder certificate" pairs. */
  readonly held: ReadonlySet<string>;
  /** Of corrections that say nothing of persons: what the submission said. By case. */
  readonly persons: ReadonlyMap<string, PersonalBody>;
}

interface Fault extends Violation {
  readonly code:
    | 'CERTIFICATE_UNKNOWN'
    | 'CERTIFICATE_NOT_VALID'
    | 'CERTIFICATE_SUPERSEDED'
    | 'CERTIFICATE_NOT_RECOGNISED';
}

/** Judges whether certificates stand for the materials that name them. */
export class MaterialReferences {
  readonly #rules: CertificateRules;
  readonly #tags: HolderTags;

  constructor(rules: CertificateRules, tags: HolderTags) {
    this.#rules = rules;
    this.#tags = tags;
  }

  /** Reads nothing for acts without references. */
  async load(tx: Tx, acts: readonly VerifiedAct[]): Promise<ReferenceContext> {
    const naming = acts.filter((act) => materialsOf(act).length > 0);
    const named = naming.flatMap((act) => materialsOf(act).map(({ certificate }) => certificate));
    const persons = await earlierPersons(tx, naming);
    const holders = naming.flatMap((act) => this.#holdersOf(act, persons));
    const [uses, rows, held] = await Promise.all([
      certificateUses.findNamedUses(tx, [...new Set(named.map(({ useId }) => useId))]),
      certificates.shareCertificates(tx, [...new Set(named.map(({ certificateId }) => certificateId))]),
      certificates.findHolders(tx, holders),
    ]);
    return {
      uses: new Map(uses.map((use) => [use.useId, use])),
      certificates: new Map(rows.map((row) => [row.certificateId, row])),
      held: new Set(held.map(heldName)),
      persons,
    };
  }

  /**
   * The case as it stands after the act. Everything that is wrong is told at once, each with its place in the message.
   * @throws RuleError (proved by test/integration/material-references.test.ts).
   */
  check(act: VerifiedAct, row: cases.CaseRow, context: ReferenceContext, rules: Rules): void {
    const faults = materialsOf(act).flatMap((material): Fault[] => {
      const fault =
        useFault(act, row, material, context) ?? this.#materialFault(act, row, material, context, rules);
      return fault === undefined ? [] : [{ ...fault, pointer: `/materials/${material.at}/certificate` }];
    });
    const [first] = faults;
    if (first === undefined) return;
    throw new RuleError(first.code, `a certificate does not stand for its material: ${first.message}`, {
      violations: faults.map(({ pointer, message }) => ({ pointer, message })),
    });
  }

  #materialFault(
    act: VerifiedAct,
    { basicCode, implementationCode, competent }: cases.CaseRow,
    { name, certificate: { certificateId } }: NamedMaterial,
    { certificates: known, held, persons }: ReferenceContext,
    { catalogue, directory }: Rules,
  ): Omit<Fault, 'pointer'> | undefined {
    const row = known.get(certificateId);
    if (row === undefined) return { code: 'CERTIFICATE_UNKNOWN', message: `no certificate ${certificateId}` };
    const date = dayOf(act.receivedAt);
    const [entry] = catalogue.byImplementation(implementationCode, date);
    const divisionCode = entry?.divisionCode ?? directory.peer(competent)?.divisionCode ?? '';
    const item = {
      basicCode,
      divisionCode,
      level: levelOf(implementationCode),
      materials: [{ name, isRequired: true }],
    };
    const [somebody = NOBODY, ...others] = personsOf(act, persons);
    const isHeld = [somebody, ...others].some((holder) =>
      held.has(heldName({ holderTag: this.#tags.of(holder), certificateId })),
    );
    const offered = {
      id: certificateId,
      issuedIn: row.divisionCode,
      holders: isHeld ? [somebody] : [],
      standing: standingOf(row, act.receivedAt),
    };
    const offer = { applicant: somebody, certificates: [offered], date };
    const [answer] = materialsNeeded(item, offer, this.#rules);
    return answer?.kind === 'PAPER' ? objectionTo(answer, row) : undefined;
  }

  #holdersOf(act: VerifiedAct, earlier: ReferenceContext['persons']): certificates.HolderRow[] {
    const tags = personsOf(act, earlier).map((holder) => this.#tags.of(holder));
    return materialsOf(act).flatMap(({ certificate: { certificateId } }) =>
      tags.map((holderTag) => ({ holderTag, certificateId })),
    );
  }
}

const NOBODY: Holder = { codeType: '', code: '' };

function materialsOf({ message }: VerifiedAct): NamedMaterial[] {
  if (!handsIn(message)) return [];
  return message.body.materials.flatMap(({ name, certificate }, at) =>
    certificate === undefined ? [] : [{ at, name, certificate }],
  );
}

/** The use is of this platform and certificate, for this case and item, and was answered; others' do not exist. */
function useFault(
  { peer }: VerifiedAct,
  { submitterCaseRef, basicCode }: cases.CaseRow,
  { certificate: { certificateId, useId } }: NamedMaterial,
  { uses }: ReferenceContext,
): Omit<Fault, 'pointer'> | undefined {
  const use = uses.get(useId);
  const message =
    use === undefined || use.requester !== peer || use.certificateId !== certificateId
      ? `${peer} has made no use ${useId} of ${certificateId}`
      : use.caseRef !== submitterCaseRef || use.basicCode !== basicCode
        ? `use ${useId} is not for case ${submitterCaseRef} and item ${basicCode}`
        : use.refusalCode !== null || !mayStandForPaper(use.operation, use.isReleased)
          ? `use ${useId} was not answered, or did not show the certificate`
          : undefined;
  return message === undefined ? undefined : { code: 'CERTIFICATE_UNKNOWN', message };
}

/** As the rules word it, in the hub's own codes. */
function objectionTo(
  { material: { name }, typeCodes, objections: [objection] }: MaterialAnswer & { readonly kind: 'PAPER' },
  row: certificates.CertificateRow,
): Omit<Fault, 'pointer'> {
  if (objection === undefined) {
    const others = typeCodes.length === 0 ? 'no certificate does' : `these do: ${typeCodes.join(', ')}`;
    const message = `a certificate of type ${row.typeCode} does not stand for ${name}; ${others}`;
    return { code: 'CERTIFICATE_NOT_RECOGNISED', message };
  }
  const { code, detail } = objection;
  if (code !== 'NOT_CURRENT') return { code: 'CERTIFICATE_NOT_RECOGNISED', message: detail };
  if (row.state !== 'SUPERSEDED') return { code: 'CERTIFICATE_NOT_VALID', message: `it is ${detail}` };
  return { code: 'CERTIFICATE_SUPERSEDED', message: `${row.supersededBy} has taken its place` };
}

function standingOf(row: certificates.CertificateRow, now: number): Standing {
  const { state, since } = stateAt(row, now);
  if (state === 'SUPERSEDED')
    return { kind: 'NOT_LATEST', latest: row.supersededBy === null ? [] : [row.supersededBy] };
  if (state !== 'VALID') return { kind: 'NOT_VALID', state, since };
  return dayOf(now) < row.validFrom ? { kind: 'NOT_YET_VALID' } : { kind: 'CURRENT' };
}

/** The applicant, and whoever acts for them. */
function personsOf({ message }: VerifiedAct, earlier: ReferenceContext['persons']): Holder[] {
  if (!handsIn(message)) return [];
  const caseNo = message.type === 'SubmitCase' ? '' : message.body.caseNo;
  const personal = ownPersons(message) ?? earlier.get(caseNo);
  return [personal?.applicant ?? [], personal?.agent ?? []]
    .flat()
    .map(({ idType, idNumber }) => ({ codeType: idType, code: idNumber }));
}

function ownPersons({ body }: HandingIn): PersonalBody | undefined {
  return 'personal' in body ? body.personal?.open : undefined;
}

async function earlierPersons(tx: Tx, naming: readonly VerifiedAct[]): Promise<Map<string, PersonalBody>> {
  const silent = naming.flatMap(({ message }) =>
    handsIn(message) && message.type !== 'SubmitCase' && ownPersons(message) === undefined
      ? message.body.caseNo
      : [],
  );
  const rows = await events.getEvents(
    tx,
    [...new Set(silent)].map((caseNo) => ({ caseNo, seq: 1 })),
  );
  const found = new Map<string, PersonalBody>();
  for (const row of rows) {
    const message = readCaseMessage(row);
    if (message.type === 'SubmitCase') found.set(row.caseNo, message.body.personal.open);
  }
  return found;
}

function heldName({ holderTag, certificateId }: certificates.HolderRow): string {
  return `${hex(holderTag)} ${certificateId}`;
}
