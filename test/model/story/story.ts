import fc from 'fast-check';
import { dayNumber, startOf } from '../model/calendar.js';
import { type Command, type Story, storyText } from '../model/commands.js';
import type { InboxTerms } from '../model/inbox.js';
import { type Expected, Run } from '../model/run.js';
import { Chance } from './chance.js';
import { nextCommand } from './steps.js';
import type { Theme } from './themes.js';

/** Days on which stories may begin: around working days, weekends, holidays and the end of a year. */
const FIRST = dayNumber('2027-01-04');
const LAST = dayNumber('2028-04-30');
const HOUR_MS = 3_600_000;

export interface StoryTerms {
  readonly inbox: InboxTerms;
  readonly steps: number;
  readonly theme: Theme;
}

/**
 * Stories, told by walking along with the model: at each step mostly something that is possible, and often enough something that is
 * not. A story that fails is made shorter by leaving steps out, which leaves a story.
 */
export class Stories extends fc.Arbitrary<Story> {
  readonly #terms: StoryTerms;

  constructor(terms: StoryTerms) {
    super();
    this.#terms = terms;
  }

  generate(random: fc.Random): fc.Value<Story> {
    return told(this.#tell(new Chance(random)));
  }

  canShrinkWithoutContext(_value: unknown): _value is Story {
    return false;
  }

  shrink({ start, commands }: Story): fc.Stream<fc.Value<Story>> {
    return fc.stream(shorter(commands)).map((left) => told({ start, commands: left }));
  }

  #tell(chance: Chance): Story {
    const start = startOf(chance.int(FIRST, LAST)) + chance.int(0, 23) * HOUR_MS;
    const run = new Run(this.#terms.inbox, start);
    const commands: Command[] = [];
    const { steps, theme } = this.#terms;
    for (let number = 1; number <= steps; number++) {
      const command = nextCommand(run, { chance, number, theme });
      commands.push(command);
      tell(run, command);
    }
    return { start, commands };
  }
}

/** A step with all that the hub of the model owes meanwhile. */
export function tell(run: Run, command: Command): Expected {
  const until = run.now + run.durationOf(command);
  for (let next = run.nextMoment(until); next !== undefined; next = run.nextMoment(until)) {
    run.now = next;
    settle(run);
  }
  run.now = until;
  const expected = run.step(command);
  settle(run);
  return expected;
}

function settle(run: Run): void {
  for (let [owed] = run.model.awaits(run.now); owed !== undefined; [owed] = run.model.awaits(run.now)) {
    run.model.takeHubs(owed, run.now);
  }
}

/** Without a half, a quarter … a single step, from the front on. */
function* shorter(commands: readonly Command[]): Generator<Command[]> {
  for (let size = Math.ceil(commands.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < commands.length; at += size) {
      yield [...commands.slice(0, at), ...commands.slice(at + size)];
    }
  }
}

function told(story: Story): fc.Value<Story> {
  const shown = { ...story, [fc.toStringMethod]: () => storyText(story) };
  return new fc.Value(shown, undefined);
}
