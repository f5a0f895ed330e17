import { randomUUID } from 'node:crypto';
import { type Opening, openingOf } from './general-filing.js';

/**
 * The heart of a simulated provincial platform: cases at a window and at an office, files, and what is to be sent. It knows
 * nothing of the hub or of national codes; each province's platform puts it into its own format.
 */

/** 异地代收代办, 全程网办, 多地联办. */
export type DeskMode = 'remote' | 'online' | 'joint';

export interface DeskApplicant {
  readonly kind: 'person' | 'company';
  readonly name: string;
  /** Resident identity card number, or USCC. */
  readonly idNumber: string;
  readonly phone?: string;
}

export interface DeskField {
  readonly name: string;
  readonly value: string;
}

export interface DeskMaterial {
  readonly name: string;
  readonly source: 'upload' | 'original' | 'certificate' | 'shared';
  readonly fileId?: string;
  /** 免提交: the certificate that stands for it, and the use by which it was looked at. */
  readonly certificate?: { readonly id: string; readonly use: string };
}

export interface DeskDocument {
  readonly name: string;
  readonly number?: string;
  readonly fileId?: string;
}

/** A member of an act that the desk has no words of its own for, by its path in the act. */
export interface DeskActField {
  readonly path: string;
  readonly label?: string;
  readonly value?: string;
  /** The file that stands there instead of a value. */
  readonly fileId?: string;
}

/** What happened to a case, in the words every desk knows. */
export type DeskAct =
  | {
      readonly kind: 'file';
      readonly item: string;
      readonly division: string;
      /** Where the applicant stands, when it matters. */
      readonly intake?: string;
      /** The exchange's number of the joint case that this one is part of. */
      readonly lead?: string;
      readonly mode: DeskMode;
      readonly applicant: DeskApplicant;
      readonly form: readonly DeskField[];
      readonly materials: readonly DeskMaterial[];
    }
  | { readonly kind: 'intake'; readonly window: string; readonly originals: readonly string[] }
  | {
      readonly kind: 'notice';
      readonly noticeNo: string;
      readonly missing: readonly string[];
      readonly faulty: readonly { readonly material: string; readonly reason: string }[];
      /** YYYY-MM-DD. */
      readonly deadline: string;
    }
  | { readonly kind: 'correct'; readonly noticeNo: string; readonly materials: readonly DeskMaterial[] }
  | {
      readonly kind: 'accept';
      readonly number: string;
      readonly documentNo: string;
      readonly promised: string;
    }
  | { readonly kind: 'reject'; readonly code: string; readonly reason: string }
  | { readonly kind: 'review' }
  | {
      readonly kind: 'decide';
      readonly granted: boolean;
      readonly documentNo: string;
      readonly grounds?: string;
    }
  | { readonly kind: 'conclude' }
  | { readonly kind: 'transfer'; readonly documents: readonly DeskDocument[]; readonly waybill?: string }
  | { readonly kind: 'deliver'; readonly how: 'window' | 'courier' | 'electronic'; readonly waybill?: string }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'suspend'; readonly procedure: string; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'terminate'; readonly code: string; readonly reason: string }
  /** Anything else that the exchange knows, by its own name for it. */
  | {
      readonly kind: 'other';
      readonly type: string;
      readonly name?: string;
      readonly fields: readonly DeskActField[];
    };

export type DeskActKind = DeskAct['kind'];

/** The files that an act names. */
export function fileIdsOf(act: DeskAct): string[] {
  return [...new Set(namingFiles(act).flatMap(({ fileId }) => fileId ?? []))];
}

function namingFiles(act: DeskAct): readonly { readonly fileId?: string }[] {
  if (act.kind === 'other') return act.fields;
  if ('materials' in act) return act.materials;
  return 'documents' in act ? act.documents : [];
}

export interface DeskEvent {
  readonly id: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly ref: string;
  readonly act: DeskAct;
}

export interface DeskCase {
  /** This platform's own number. */
  readonly ref: string;
  /** The hub's number, once known. */
  hubNo: string | undefined;
  item: string;
  mode: DeskMode;
  /** The exchange's number of the joint case that this one is part of. */
  readonly lead: string | undefined;
  status: DeskActKind;
  applicant: DeskApplicant | undefined;
  form: readonly DeskField[];
  materials: readonly DeskMaterial[];
  documents: readonly DeskDocument[];
  openNotice: string | undefined;
  readonly history: {
    at: number;
    by: 'us' | 'them';
    /** Of an act of theirs: who they are. */
    from?: string;
    kind: DeskActKind | 'refused';
    note: string;
    act?: DeskAct;
  }[];
}

export interface DeskFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export class Desk {
  readonly #cases = new Map<string, DeskCase>();
  readonly #files = new Map<string, DeskFile>();
  readonly #outbox: DeskEvent[] = [];
  readonly #received = new Set<string>();
  readonly #newRef: (item: string) => string;
  readonly #now: () => number;
  /** Called when the outbox has grown. */
  onEvent: () => void = () => {};

  /** @param newRef makes this platform's case numbers. */
  constructor(newRef: (item: string) => string, now: () => number) {
    this.#newRef = newRef;
    this.#now = now;
  }

  /** A clerk files a new case. @throws RangeError for a file that is not here. */
  file(act: Extract<DeskAct, { kind: 'file' }>, ref = this.#newRef(act.item)): DeskCase {
    this.#checkFiles(act);
    const found = this.#open(ref, act);
    this.#emit(found, act);
    return found;
  }

  /** A clerk or officer does something to a case. @throws RangeError for a case or a file that is not here. */
  act(ref: string, act: Exclude<DeskAct, { kind: 'file' }>): DeskCase {
    const found = this.get(ref);
    this.#checkFiles(act);
    this.#apply(found, act);
    this.#emit(found, act);
    return found;
  }

  /** Something of ours that the exchange knows already: shown, not sent. */
  note(ref: string, act: Exclude<DeskAct, { kind: 'file' }>): void {
    const found = this.get(ref);
    this.#apply(found, act);
    found.history.push({ at: this.#now(), by: 'us', kind: act.kind, note: noteOf(act), act });
  }

  /** Something another platform did, or the exchange itself. The same message twice changes nothing. */
  receive(messageId: string, hubNo: string, act: DeskAct, from: string): DeskCase {
    const known = [...this.#cases.values()].find((each) => each.hubNo === hubNo);
    if (this.#received.has(messageId) && known !== undefined) return known;
    const opening = openingOf(act);
    const found = opening === undefined ? known : this.#open(this.#newRef(opening.item), opening);
    if (found === undefined) throw new RangeError(`no case with hub number ${hubNo}`);
    found.hubNo = hubNo;
    if (act.kind !== 'file' && opening === undefined) this.#apply(found, act);
    found.history.push({ at: this.#now(), by: 'them', from, kind: act.kind, note: noteOf(act), act });
    this.#received.add(messageId);
    return found;
  }

  get(ref: string): DeskCase {
    const found = this.#cases.get(ref);
    if (found === undefined) throw new RangeError(`no case ${ref}`);
    return found;
  }

  findByHubNo(hubNo: string): DeskCase | undefined {
    return [...this.#cases.values()].find((each) => each.hubNo === hubNo);
  }

  all(): DeskCase[] {
    return [...this.#cases.values()];
  }

  putFile(file: DeskFile): string {
    const id = randomUUID();
    this.#files.set(id, file);
    return id;
  }

  getFile(id: string): DeskFile {
    const file = this.#files.get(id);
    if (file === undefined) throw new RangeError(`no file ${id}`);
    return file;
  }

  /** What waits to be sent, oldest first. */
  pending(max: number): DeskEvent[] {
    return this.#outbox.slice(0, max);
  }

  /** The exchange has answered for an event. */
  settle(eventId: string, outcome: { readonly hubNo?: string; readonly refusal?: string }): void {
    const at = this.#outbox.findIndex((event) => event.id === eventId);
    const [event] = at < 0 ? [] : this.#outbox.splice(at, 1);
    if (event === undefined) return;
    const found = this.get(event.ref);
    if (outcome.hubNo !== undefined) found.hubNo = outcome.hubNo;
    if (outcome.refusal !== undefined) {
      found.history.push({ at: this.#now(), by: 'us', kind: 'refused', note: outcome.refusal });
    }
  }

  #checkFiles(act: DeskAct): void {
    for (const fileId of fileIdsOf(act)) this.getFile(fileId);
  }

  #open(ref: string, act: Opening): DeskCase {
    const opened: DeskCase = {
      ref,
      hubNo: undefined,
      item: act.item,
      mode: act.mode,
      lead: act.lead,
      status: 'file',
      applicant: act.applicant,
      form: act.form,
      materials: act.materials,
      documents: [],
      openNotice: undefined,
      history: [],
    };
    this.#cases.set(ref, opened);
    return opened;
  }

  #apply(found: DeskCase, act: Exclude<DeskAct, { kind: 'file' }>): void {
    if (act.kind !== 'other') found.status = act.kind; // what it changes, the desk has no word for
    if (act.kind === 'notice') found.openNotice = act.noticeNo;
    if (act.kind === 'correct') {
      found.openNotice = undefined;
      found.materials = [...found.materials, ...act.materials];
    }
    if (act.kind === 'transfer') found.documents = act.documents;
  }

  #emit(found: DeskCase, act: DeskAct): void {
    const at = this.#now();
    found.history.push({ at, by: 'us', kind: act.kind, note: noteOf(act), act });
    this.#outbox.push({ id: randomUUID(), at, ref: found.ref, act });
    this.onEvent();
  }
}

/** What a clerk would want to see of an act beside its kind. */
function noteOf(act: DeskAct): string {
  switch (act.kind) {
    case 'notice':
      return `${act.noticeNo}, ${act.deadline}`;
    case 'accept':
      return `${act.number}, ${act.documentNo}, ${act.promised}`;
    case 'decide':
      return `${act.granted ? '准予' : '不予'}, ${act.documentNo}`;
    case 'deliver':
      return act.waybill ?? act.how;
    case 'reject':
    case 'terminate':
      return `${act.code}, ${act.reason}`;
    case 'withdraw':
    case 'suspend':
      return act.reason;
    case 'other':
      return act.name ?? act.type;
    default:
      return '';
  }
}
