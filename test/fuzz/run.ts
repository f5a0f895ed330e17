import { mutate } from './mutations.js';
import { Seeded } from './seeded.js';
import type { Target } from './target.js';
import { TARGETS } from './targets.js';

/** An input on which a parser did something else than to read it or to refuse it. */
export interface Fault {
  readonly target: string;
  readonly seed: number;
  readonly input: Buffer;
  readonly why: string;
}

export interface FuzzRun {
  readonly seed: number;
  readonly inputs: number;
  /** Only targets whose names contain it. */
  readonly only: string;
  /** Milliseconds of one input that are a fault; without it time is not looked at. */
  readonly slowMs: number | undefined;
  readonly onInputs: (done: number) => void;
}

/** Every input is made from the seed, its target and its number alone. */
export async function fuzz({ seed, inputs, only, slowMs, onInputs }: FuzzRun): Promise<Fault[]> {
  const targets = TARGETS.filter(({ name }) => name.includes(only));
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  const faults: Fault[] = [];
  let done = 0;
  for (const [number, target] of targets.entries()) {
    const due = number === targets.length - 1 ? inputs - done : Math.floor((inputs * target.share) / shares);
    for (let i = 0; i < due; i++) {
      const input = mutate(target.samples, new Seeded(seedOf(seed, target.name, i)));
      const why = await faultOf(target, input, slowMs);
      if (why !== undefined) faults.push({ target: target.name, seed, input, why });
      if (faults.length >= 20) return faults;
      onInputs(++done);
    }
  }
  return faults;
}

/** @returns undefined when the input is read or refused. */
export async function faultOf(target: Target, input: Buffer, slowMs?: number): Promise<string | undefined> {
  const started = performance.now();
  try {
    await target.run(input);
  } catch (error) {
    if (!target.refusals.some((each) => error instanceof each)) return String(error);
  }
  const took = performance.now() - started;
  return slowMs !== undefined && took > slowMs ? `took ${Math.round(took)} ms` : undefined;
}

function seedOf(seed: number, name: string, i: number): number {
  let mixed = seed ^ Math.imul(i + 1, 0x9e3779b1);
  for (const character of name) mixed = Math.imul(mixed ^ character.charCodeAt(0), 0x01000193);
  return mixed >>> 0;
}
