import { ValidationError, type Violation } from '#proto/errors';
import {
  type BlobRef,
  CASE_MESSAGES,
  type CaseMessage,
  type Draft,
  isMessageType,
  type RecordShape,
  type Shape,
  shapeOf,
  type ValueShape,
  validate,
} from '#proto/schema';
import { actName, labelOf } from './act-labels.js';
import { isFormed } from './formed-acts.js';

/**
 * The form that an act has in every province that has none of its own for all that it says: its type, and what it says as a flat list. So a new
 * kind of act crosses without a change to any connector (proved by test/unit/connectors/other-acts.test.ts).
 */
export interface OtherAct {
  /** As in `cty`: AcceptedByLapse. */
  readonly type: string;
  /** For people: 视为受理. */
  readonly name: string;
  readonly fields: readonly ActField[];
}

/** A member of an act. The number of its case is not among them: every platform has its own place for that. */
export interface ActField {
  /** Where it stands in the message: `sheets.0.name`. */
  readonly path: string;
  /** For people: 材料1·名称. */
  readonly label: string;
  /** Empty where a record or a file stands. */
  readonly value: string;
  /** The file that stands there instead of a value. */
  readonly blob?: BlobRef;
}

/** A member as a platform gives it. */
export interface GivenField {
  readonly path: string;
  /** None is as good as an empty one. */
  readonly value?: string | undefined;
  readonly blob?: BlobRef | undefined;
}

export interface GivenAct {
  readonly type: string;
  readonly caseNo: string;
  readonly fields: readonly GivenField[];
}

const CASE_NO = 'caseNo';
const FLAGS = { true: '是', false: '否' } as const;
/** Around a value whose ends a format might take for padding, and around one that has such marks itself. */
const EDGES = { left: '⟦', right: '⟧' } as const;

/** An act as a list, in the order of its schema. */
export function toOtherAct(message: CaseMessage): OtherAct {
  return { type: message.type, name: actName(message.type), fields: toFields(message) };
}

export function toFields({ type, body }: CaseMessage): ActField[] {
  return fieldsIn(saidBy(type), body, { path: '', label: '' });
}

/**
 * What a platform sends in this form.
 * @throws ValidationError with everything that is wrong with it; for an act that its own form holds whole, too: there its codes
 * would be looked up, and here they would not.
 */
export function readOtherAct(act: GivenAct): Draft {
  const { draft, message } = read(act);
  if (isFormed(message)) throw refused([{ pointer: '/type', message: `${act.type} has a form of its own` }]);
  return draft;
}

/** A list as a message of that type. @throws ValidationError with every violation. */
export function fromFields(act: GivenAct): Draft {
  return read(act).draft;
}

/** As it was given, and as the hub will read it: with its defaults. */
function read({ type, caseNo, fields }: GivenAct): { readonly draft: Draft; readonly message: CaseMessage } {
  if (!isMessageType(type))
    throw new ValidationError('UNKNOWN_MESSAGE_TYPE', `${type} is not a message of this hub`);
  const violations: Violation[] = [];
  const given = fields.map((field) => ({ field, steps: field.path === '' ? [] : field.path.split('.') }));
  const said = recordOf(saidBy(type), given, '', violations);
  if (violations.length > 0) throw refused(violations);
  const body = shapeOf(type).members.has(CASE_NO) ? { caseNo, ...said } : said;
  const whole: unknown = validate(CASE_MESSAGES[type], body, 'the fields do not make a message');
  return { draft: { type, body } as Draft, message: { type, body: whole } as CaseMessage }; // the schema that was applied is the one of this type
}

function refused(violations: readonly Violation[]): ValidationError {
  return new ValidationError('MALFORMED', 'the fields do not make a message', { violations });
}

function saidBy(type: CaseMessage['type']): RecordShape {
  const members = new Map(shapeOf(type).members);
  members.delete(CASE_NO);
  return { kind: 'record', members };
}

interface Place {
  readonly path: string;
  readonly label: string;
}

function fieldsIn(shape: Shape, value: unknown, place: Place): ActField[] {
  switch (shape.kind) {
    case 'value':
      return [{ ...place, value: textOf(value) }];
    case 'file':
      return [{ ...place, value: '', blob: value as BlobRef }]; // the message's schema has it there
    case 'list': {
      const list = value as readonly unknown[]; // as above
      return list.flatMap((each, i) =>
        fieldsIn(shape.element, each, { path: `${place.path}.${i}`, label: `${place.label}${i + 1}` }),
      );
    }
    case 'record': {
      const held = value as Readonly<Record<string, unknown>>; // as above
      const fields = [...shape.members].flatMap(([name, member]) =>
        held[name] === undefined ? [] : fieldsIn(member, held[name], inside(place, name)),
      );
      return fields.length > 0 || place.path === '' ? fields : [{ ...place, value: '' }];
    }
  }
}

function inside({ path, label }: Place, name: string): Place {
  if (path === '') return { path: name, label: labelOf(name) };
  return { path: `${path}.${name}`, label: `${label}·${labelOf(name)}` };
}

interface Given {
  readonly field: GivenField;
  /** What is left of its path. */
  readonly steps: readonly string[];
}

function built(shape: Shape, given: readonly Given[], pointer: string, violations: Violation[]): unknown {
  const fault = (message: string) => void violations.push({ pointer, message });
  const [first] = given;
  const stands = given.filter(({ steps }) => steps.length === 0);
  if (stands.length > 0 && given.length > 1) return fault('is there twice');
  const { value = '', blob } = first?.field ?? {};
  switch (shape.kind) {
    case 'value':
      return stands.length === 0 ? fault('has no members') : readValue(shape, value);
    case 'file':
      return stands.length === 0 || blob === undefined ? fault('names no file') : blob;
    case 'list':
      return stands.length === 0 ? listOf(shape.element, given, pointer, violations) : fault('is a list');
    case 'record':
      if (stands.length > 0) return value === '' ? {} : fault('has members');
      return recordOf(shape, given, pointer, violations);
  }
}

function recordOf(
  shape: RecordShape,
  given: readonly Given[],
  pointer: string,
  violations: Violation[],
): Readonly<Record<string, unknown>> {
  const members = [...stepped(given)].flatMap(([name, rest]) => {
    const at = `${pointer}/${name}`;
    const member = shape.members.get(name);
    if (member !== undefined) return [[name, built(member, rest, at, violations)] as const];
    violations.push({ pointer: at, message: 'unknown field' });
    return [];
  });
  return Object.fromEntries(members);
}

/** The elements in the order of their numbers, none left out: whoever lost one must not send the rest for the whole. */
function listOf(element: Shape, given: readonly Given[], pointer: string, violations: Violation[]) {
  const byNumber = stepped(given);
  return Array.from({ length: byNumber.size }, (_, i) => {
    const rest = byNumber.get(String(i));
    if (rest !== undefined) return built(element, rest, `${pointer}/${i}`, violations);
    violations.push({ pointer: `${pointer}/${i}`, message: 'is missing' });
    return undefined;
  });
}

/** By the next step of their paths. */
function stepped(given: readonly Given[]): Map<string, Given[]> {
  const groups = new Map<string, Given[]>();
  for (const { field, steps } of given) {
    const [step = '', ...rest] = steps;
    const group = groups.get(step);
    if (group === undefined) groups.set(step, [{ field, steps: rest }]);
    else group.push({ field, steps: rest });
  }
  return groups;
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? FLAGS.true : FLAGS.false;
  const text = String(value);
  const isMarked = text.startsWith(EDGES.left) && text.endsWith(EDGES.right);
  return isMarked || text.trim() !== text ? `${EDGES.left}${text}${EDGES.right}` : text;
}

/** What is no such value stays a text, and the schema refuses it. */
function readValue({ of }: ValueShape, text: string): unknown {
  if (of === 'number') return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : text;
  if (of === 'flag') return text === FLAGS.true || (text === FLAGS.false ? false : text);
  const isMarked = text.length > 1 && text.startsWith(EDGES.left) && text.endsWith(EDGES.right);
  return isMarked ? text.slice(1, -1) : text;
}
