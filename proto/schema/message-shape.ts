import { z } from 'zod';
import { type BlobRef, CASE_MESSAGES, type CaseMessage, type MessageType } from './case-messages.js';

/** What a message is made of, told by its schema: for whoever walks messages of any kind without knowing them. */
export type Shape = RecordShape | ListShape | ValueShape | { readonly kind: 'file' };

export interface RecordShape {
  readonly kind: 'record';
  /** In the order in which the schema names them. */
  readonly members: ReadonlyMap<string, Shape>;
}

export interface ListShape {
  readonly kind: 'list';
  readonly element: Shape;
}

export interface ValueShape {
  readonly kind: 'value';
  /** A moment, a code and a 64-bit number are texts. */
  readonly of: 'text' | 'number' | 'flag';
}

type Schema = z.core.JSONSchema._JSONSchema;
type Definitions = Readonly<Record<string, Schema>>;

const FILE = '#/$defs/BlobRef';
const SHAPES = new Map<MessageType, RecordShape>();
const FILE_PLACES = new Map<MessageType, readonly (readonly string[])[]>();
/** Stands in the place of a file for the number of an element. */
const EACH = '*';

/** @throws TypeError for a schema that has something in it which is neither record, list, file nor single value. */
export function shapeOf(type: MessageType): RecordShape {
  const known = SHAPES.get(type);
  if (known !== undefined) return known;
  const schema = z.toJSONSchema(CASE_MESSAGES[type], { io: 'input' });
  const shape = shapeIn(schema, schema.$defs ?? {}, type);
  if (shape.kind !== 'record') throw new TypeError(`${type} is not a record`);
  SHAPES.set(type, shape);
  return shape;
}

/** Files that a message names, wherever in it. Costs no more than a look at the places where its kind may have some. */
export function blobsOf({ type, body }: CaseMessage): BlobRef[] {
  let places = FILE_PLACES.get(type);
  if (places === undefined) {
    places = filePlaces(shapeOf(type));
    FILE_PLACES.set(type, places);
  }
  return places.flatMap((place) => filesAt(body, place, 0));
}

function filesAt(value: unknown, place: readonly string[], depth: number): BlobRef[] {
  if (value === undefined) return [];
  const step = place[depth];
  if (step === undefined) return [value as BlobRef]; // the message's schema has it there
  if (step === EACH) return (value as readonly unknown[]).flatMap((each) => filesAt(each, place, depth + 1)); // as above
  return filesAt((value as Readonly<Record<string, unknown>>)[step], place, depth + 1); // as above
}

function filePlaces(shape: Shape): string[][] {
  switch (shape.kind) {
    case 'file':
      return [[]];
    case 'value':
      return [];
    case 'list':
      return filePlaces(shape.element).map((rest) => [EACH, ...rest]);
    case 'record':
      return [...shape.members].flatMap(([name, member]) =>
        filePlaces(member).map((rest) => [name, ...rest]),
      );
  }
}

function shapeIn(schema: Schema | undefined, definitions: Definitions, path: string): Shape {
  if (typeof schema !== 'object') throw new TypeError(`${path} may be anything`);
  const { $ref: ref, type, properties, items, anyOf } = schema;
  if (ref === FILE) return { kind: 'file' };
  if (ref !== undefined) return shapeIn(definitions[ref.slice('#/$defs/'.length)], definitions, path);
  if (type === 'object' && properties !== undefined) {
    const members = Object.entries(properties).map(
      ([name, member]) => [name, shapeIn(member, definitions, `${path}.${name}`)] as const,
    );
    return { kind: 'record', members: new Map(members) };
  }
  if (type === 'array' && !Array.isArray(items))
    return { kind: 'list', element: shapeIn(items, definitions, `${path}.${EACH}`) };
  if (type === 'boolean') return { kind: 'value', of: 'flag' };
  if (type === 'integer' || type === 'number') return { kind: 'value', of: 'number' };
  const isText = (each: Schema) => typeof each === 'object' && each.type === 'string';
  if (isText(schema) || anyOf?.some(isText)) return { kind: 'value', of: 'text' };
  throw new TypeError(`${path} is neither record, list, file nor single value`);
}
