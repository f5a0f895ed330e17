import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { OutgoingAct } from '#connectors/kit';
import type { Exchange, WireTap } from '../../kit/wire-tap.js';

/** One request and its answer, as text: what was recorded is all UTF-8. */
export interface Spoken {
  readonly method: string;
  readonly target: string;
  readonly body: string;
  readonly status: number;
  readonly contentType: string;
  readonly answer: string;
}

/**
 * What a platform and its connector once said to each other, byte for byte but for random names, which are numbered. A change
 * of format shows against it; UPDATE_RECORDED=1 records anew, and the difference is to be looked at.
 */
export interface Recording {
  /** What the platform pushed, if it does. */
  readonly pushed: readonly Spoken[];
  /** What the connector made of what the platform did. */
  readonly taken: readonly OutgoingAct[];
  /** What the connector asked and said. */
  readonly asked: readonly Spoken[];
}

/** Each exchange once, as it was first heard. */
export function heard(exchanges: readonly Exchange[]): Spoken[] {
  const all = exchanges.map(({ method, target, body, answer }) => ({
    ...{ method, target, body: body.toString(), status: answer.status },
    ...{ contentType: answer.contentType ?? '', answer: answer.body.toString() },
  }));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** The recording of this name; `live` is what was said just now. */
export function recorded(name: string, live?: Recording): Recording {
  const file = new URL(`./recordings/${name}.json`, import.meta.url);
  if (process.env.UPDATE_RECORDED === '1' && live !== undefined)
    writeFileSync(file, `${JSON.stringify(live, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8')) as Recording; // as it was written
}

/** Random names by the order in which they are first heard. */
export function withoutChance(recording: Recording): Recording {
  const names = new Map<string, string>();
  const text = JSON.stringify(recording).replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
    if (id.startsWith(MESSAGE_IDS)) return id;
    if (!names.has(id)) names.set(id, `id-${names.size + 1}`);
    return names.get(id) ?? '';
  });
  return JSON.parse(text) as Recording; // only names have changed
}

const MESSAGE_IDS = '019aa000';

/** A message id that is not random. */
export function messageIdAt(index: number): string {
  return `${MESSAGE_IDS}-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

/**
 * The platform's side of a recording, without the platform: a request is answered as it was then, and one that was never made
 * is cut off. @returns what has not been asked for yet.
 */
export function replay(tap: WireTap, asked: readonly Spoken[]): () => string[] {
  const open = new Set(asked);
  tap.meddle(({ method, target, body }) => {
    const isSame = (each: Spoken) =>
      each.method === method && each.target === target && each.body === body.toString();
    const found = asked.find((each) => isSame(each) && open.has(each)) ?? asked.findLast(isSame);
    if (found === undefined) expect.soft(`${method} ${target} ${body}`).toBe('a request of the recording');
    else open.delete(found);
    return Promise.resolve(
      found && { status: found.status, contentType: found.contentType, body: found.answer },
    );
  });
  return () => [...open].map(({ method, target, body }) => `${method} ${target} ${body}`);
}
