import { z } from 'zod';
import type { Desk, DeskAct, DeskApplicant, DeskCase, DeskField, DeskMaterial } from './desk.js';
import {
  applicantOf,
  decisionWord,
  documentOf,
  fieldOf,
  type Json,
  type LinkTo,
  materialOf,
  modeWord,
} from './hunan-format.js';

/**
 * Things (一件事) on the desk: filed once, with one form and one set of materials, for several items. Each member is a case of
 * the desk with a number `<thing>/<item>`; a plain item is a thing of one member without a code. What a thing's members need,
 * and how far it is, the connector says.
 */

const Person = z.strictObject({ name: z.string(), idNumber: z.string(), phone: z.string().optional() });

export const ThingFilingSchema = z.strictObject({
  thingCode: z.string(),
  intake: z.string().optional(),
  lead: z.string().optional(),
  applicant: Person.extend({ kind: z.enum(['person', 'company']) }),
  agent: Person.optional(),
  form: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  materials: z.array(
    z.strictObject({
      name: z.string(),
      source: z.enum(['upload', 'original', 'certificate', 'shared']),
      fileId: z.string().optional(),
    }),
  ),
  members: z.array(
    z.strictObject({ item: z.string(), division: z.string(), mode: z.enum(['remote', 'online', 'joint']) }),
  ),
});

type FileAct = Extract<DeskAct, { kind: 'file' }>;

export interface Filing extends Pick<FileAct, 'intake' | 'lead' | 'applicant' | 'form' | 'materials'> {
  readonly thingCode: string;
  readonly agent?: Omit<DeskApplicant, 'kind'>;
  readonly members: readonly Pick<FileAct, 'item' | 'division' | 'mode'>[];
}

interface Member {
  readonly item: string;
  readonly division: string;
  readonly mode: FileAct['mode'];
  /** Its case on the desk. */
  readonly ref: string;
  /** What the exchange has told of it. */
  readonly trace: Json[];
}

interface Thing {
  readonly thingNo: string;
  readonly thingCode: string | undefined;
  readonly applyTime: number;
  readonly intake?: FileAct['intake'];
  readonly lead?: FileAct['lead'];
  readonly applicant: DeskApplicant;
  readonly agent: Filing['agent'] | undefined;
  readonly form: readonly DeskField[];
  readonly materials: readonly DeskMaterial[];
  readonly members: readonly Member[];
  revision: number;
  withdrawal: { readonly at: number; readonly reason: string } | undefined;
  /** How far it is, as the connector said of this revision. */
  shown: { readonly revision: number; readonly state: string; readonly members: ReadonlyMap<string, string> };
}

export class ThingStore {
  readonly #desk: Desk;
  readonly #byNo = new Map<string, Thing>();
  readonly #byRef = new Map<string, { readonly thing: Thing; readonly member: Member }>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Files a thing: one case on the desk for each member. */
  file(thingNo: string, filing: Filing, at: number): Thing {
    const { applicant, form, materials } = filing;
    const opened = this.#open({
      ...filing,
      thingNo,
      applyTime: at,
      agent: filing.agent,
      members: filing.members.map((each) => ({ ...each, ref: `${thingNo}/${each.item}`, trace: [] })),
    });
    for (const { item, division, mode, ref } of opened.members)
      this.#desk.file({ kind: 'file', item, division, mode, applicant, form, materials }, ref);
    return opened;
  }

  /** A plain item that was filed here, or came from elsewhere. */
  addPlain(ref: string, act: FileAct, at: number): Thing {
    const { item, division, mode } = act;
    const member = { item, division, mode, ref, trace: [] };
    return this.#open({
      ...act,
      thingNo: ref,
      thingCode: undefined,
      applyTime: at,
      agent: undefined,
      members: [member],
    });
  }

  /** @throws RangeError for a thing that is not here. */
  get(thingNo: string): Thing {
    const thing = this.#byNo.get(thingNo);
    if (thing === undefined) throw new RangeError(`no thing ${thingNo}`);
    return thing;
  }

  /** The thing that a case of the desk is a member of. */
  of(ref: string): Thing | undefined {
    return this.#byRef.get(ref)?.thing;
  }

  /** The exchange has told something of a case. @returns the thing that has changed. */
  note(ref: string, eventType: string, act?: DeskAct): Thing | undefined {
    const found = this.#byRef.get(ref);
    if (found === undefined) return undefined;
    const decision = act?.kind === 'decide' ? { decision: decisionWord(act.granted) } : {};
    found.member.trace.push({ eventType, ...decision });
    found.thing.revision += 1;
    return found.thing;
  }

  withdraw(thingNo: string, reason: string, at: number): Thing {
    const thing = this.get(thingNo);
    thing.withdrawal = { at, reason };
    thing.revision += 1;
    return thing;
  }

  /** What the connector says of a thing; of an older revision than it said last, nothing. */
  show(body: Json): void {
    const thing = this.get(String(body.thingNo));
    const revision = Number(body.revision);
    if (revision < thing.shown.revision) return;
    const members = (body.members ?? []) as Json[]; // the connector's
    thing.shown = {
      revision,
      state: String(body.thingState),
      members: new Map(members.map(({ itemCode, memberState }) => [String(itemCode), String(memberState)])),
    };
  }

  #open(filed: Omit<Thing, 'revision' | 'withdrawal' | 'shown'>): Thing {
    const shown = { revision: -1, state: 'HANDLING', members: new Map() };
    const thing: Thing = { ...filed, revision: 0, withdrawal: undefined, shown };
    this.#byNo.set(thing.thingNo, thing);
    for (const member of thing.members) this.#byRef.set(member.ref, { thing, member });
    return thing;
  }
}

export function isOpen({ shown }: Thing): boolean {
  return shown.state === 'HANDLING';
}

/** A thing as the connector reads it. */
export function thingDocument(thing: Thing, desk: Desk, linkTo: LinkTo): Json {
  const { thingNo, thingCode, revision, applyTime, applicant, agent, form, materials, withdrawal } = thing;
  return {
    thingNo,
    thingCode,
    revision,
    applyTime,
    intakeDivisionCode: thing.intake,
    leadHubCaseNo: thing.lead,
    applicant: applicantOf(applicant),
    agent: agent && { ...agent, idType: 'SFZ' },
    formFields: form.map(fieldOf),
    materials: materials.map((each) => materialOf(each, linkTo)),
    withdrawal: withdrawal && { withdrawTime: withdrawal.at, reason: withdrawal.reason },
    members: thing.members.map(({ item, division, mode, ref, trace }) => {
      const { hubNo, documents } = desk.get(ref);
      return {
        itemCode: item,
        divisionCode: division,
        handleMode: modeWord(mode),
        hubCaseNo: hubNo,
        trace,
        results: documents.map((each) => documentOf(each, linkTo)),
      };
    }),
  };
}

/** A thing as a clerk sees it: one progress. */
export function thingView({ thingNo, thingCode, shown, members }: Thing, desk: Desk): Json {
  return {
    thingNo,
    thingCode: thingCode ?? null,
    state: shown.state,
    members: members.map(({ item, ref }) => {
      const { hubNo, status, documents }: DeskCase = desk.get(ref);
      return { item, ref, hubNo: hubNo ?? null, state: shown.members.get(item) ?? null, status, documents };
    }),
  };
}
