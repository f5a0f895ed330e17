import { ExpressionError, type ExpressionPool, type ExpressionValue } from '#connectors/kit/expressions';
import type { MappingDirection } from '#proto/schema';
import { byName, type CaseFacts, type FormField, visible } from './facts.js';
import type { FieldRule, FieldRules } from './fields.js';
import { MappingGapError } from './gap.js';
import { FIELDS, type Mapping } from './mapping.js';
import type { MappingReading, NotedGap } from './reading.js';

interface FieldTask {
  readonly mapping: Mapping;
  readonly reading: MappingReading;
  readonly direction: MappingDirection;
  readonly facts: CaseFacts;
  readonly tools: { readonly expressions: ExpressionPool; note(gap: NotedGap): void };
}

/** A field of the other side, whose value may have to be worked out yet. */
interface Slot {
  readonly name: string;
  value: string;
  /** Set while an expression is to give the value. */
  readonly rule?: FieldRule;
}

/** Fields in the order of the form; one that an expression leaves empty is left out. */
export async function mapFields(task: FieldTask, fields: readonly FormField[]): Promise<FormField[]> {
  const rules = task.mapping.fields(task.direction);
  const slots: Slot[] = [];
  const gaps: unknown[] = [];
  for (const field of fields) {
    for (const rule of rules.from(field.name) ?? [undefined]) {
      try {
        const slot = rule === undefined ? unmapped(task, rules, field) : begin(task, rule, field);
        slots.push(slot instanceof Promise ? await slot : slot); // most fields wait for nothing
      } catch (error) {
        gaps.push(error); // the others are looked at all the same, so that an operator sees all gaps at once
      }
    }
  }
  if (gaps.length > 0) throw gaps[0];
  await workOut(task, rules, slots);
  return slots.filter(({ value }) => value !== '').map(({ name, value }) => ({ name, value }));
}

/** Kept as it is, unless its name means something else on the other side. */
function unmapped(task: FieldTask, rules: FieldRules, field: FormField): Slot {
  if (!task.mapping.keepsUnmappedFields) throw gap(task, 'MISSING', field.name);
  if (rules.writes(field.name)) throw gap(task, 'AMBIGUOUS', field.name, [field.name]);
  return field;
}

function begin(
  { reading, direction, facts }: FieldTask,
  rule: FieldRule,
  field: FormField,
): Slot | Promise<Slot> {
  const { to: name, table, expression } = rule;
  if (expression !== undefined) return { name, value: field.value, rule };
  if (table === undefined) return { name, value: field.value };
  const value = reading.table(table).counterpart(direction, field.value, facts);
  return typeof value === 'string' ? { name, value } : value.then((found) => ({ name, value: found }));
}

interface Open extends Slot {
  readonly rule: FieldRule;
}

/** All expressions of the form in one message, those that others read first. */
async function workOut(task: FieldTask, rules: FieldRules, slots: readonly Slot[]): Promise<void> {
  const open = slots.filter(isOpen).sort((a, b) => rules.inOrder(a.rule, b.rule));
  if (open.length === 0) return;
  const read = new Set(open.flatMap(({ rule }) => rule.reads));
  const known = slots.filter((slot) => !isOpen(slot) && read.has(slot.name));
  const steps = open.map(({ name, value, rule }) => ({
    source: rule.expression ?? '',
    own: { value },
    ...(read.has(name) ? { into: name } : {}),
  }));
  try {
    const job = { facts: visible(task.facts), mapped: byName(known), steps };
    const values = await task.tools.expressions.evaluate(job);
    for (const [i, slot] of open.entries()) slot.value = textOf(values[i], slot.rule);
  } catch (error) {
    if (error instanceof ExpressionError) noteFailure(task, open, error);
    throw error;
  }
}

function isOpen(slot: Slot): slot is Open {
  return slot.rule?.expression !== undefined;
}

/** Nothing is refused: whoever wants a field left out says so with an empty text. */
function textOf(value: ExpressionValue | undefined, { expression }: FieldRule): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const message = 'a field is a text or a number, or an empty text to leave it out';
  throw new ExpressionError({ code: 'EXPRESSION_FAILED', message }, expression);
}

/** Under the names of the fields that it may have been. */
function noteFailure(task: FieldTask, open: readonly Open[], { code, expression }: ExpressionError): void {
  const guilty = open.filter(({ rule }) => expression === undefined || rule.expression === expression);
  for (const { rule } of guilty) note(task, code, rule.from, [rule.to]);
}

function gap(task: FieldTask, kind: MappingGapError['kind'], code: string, candidates: string[] = []) {
  const { direction } = task;
  note(task, kind, code, candidates);
  return new MappingGapError(titleOf(task), code, { kind, direction, candidates });
}

function note(task: FieldTask, kind: NotedGap['kind'], code: string, candidates: string[]): void {
  task.tools.note({ kind, table: titleOf(task), code, direction: task.direction, candidates });
}

function titleOf({ mapping }: FieldTask): string {
  return `${mapping.platform} ${FIELDS}`;
}
