import { describe, expect, it } from 'vitest';
import { Batcher, type BatcherOptions } from '../../../../hub/exchange/batcher.js';

interface Running {
  readonly batch: readonly string[];
  /** Answers the batch, or fails it. */
  readonly answer: (error?: Error) => void;
  /** Lets the following batch begin. */
  readonly next: () => void;
}

/** A batcher whose work waits for the test. */
function stage(options: Partial<BatcherOptions<string, string>> = {}) {
  const running: Running[] = [];
  const batcher = new Batcher<string, string>({
    run: (batch, next) =>
      new Promise((resolve, reject) => {
        const answer = (error?: Error) =>
          error === undefined ? resolve(batch.map((item) => `${item}!`)) : reject(error);
        running.push({ batch, answer, next });
      }),
    mayDivide: () => false,
    maxSize: 3,
    minGapMs: 0,
    elapsed: () => 0,
    ...options,
  });
  const started = () => running.map(({ batch }) => batch.join(''));
  const at = (i: number) => running[i] ?? expect.fail(`batch ${i} was not begun`);
  return { batcher, started, at };
}

/** Lets everything happen that waits for nothing but its turn. */
const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('the batcher', () => {
  it('begins with what came in one turn, and gathers what comes meanwhile', async () => {
    const { batcher, started, at } = stage();
    const first = [batcher.add('a'), batcher.add('b')];
    await turns();
    const later = ['c', 'd', 'e', 'f'].map((item) => batcher.add(item));
    await turns();
    expect(started()).toEqual(['ab']);
    at(0).answer();
    await turns();
    expect(started()).toEqual(['ab', 'cde']);
    at(1).answer();
    await turns();
    at(2).answer();
    expect(await Promise.all([...first, ...later])).toEqual(['a!', 'b!', 'c!', 'd!', 'e!', 'f!']);
  });

  it('begins the next batch as soon as it may, with never more than two under way', async () => {
    const { batcher, started, at } = stage({ maxSize: 1 });
    const answers = ['a', 'b', 'c'].map((item) => batcher.add(item));
    await turns();
    expect(started()).toEqual(['a']);
    at(0).next();
    await turns();
    expect(started()).toEqual(['a', 'b']);
    at(1).next();
    await turns();
    expect(started()).toEqual(['a', 'b']);
    at(1).answer();
    await turns();
    expect(started()).toEqual(['a', 'b', 'c']);
    at(0).answer();
    at(2).answer();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!']);
  });

  it('runs a failed batch again one by one, so that one bad item takes no other with it', async () => {
    const ran: string[] = [];
    const { batcher } = stage({
      run: async (batch) => {
        ran.push(batch.join(''));
        if (batch.includes('b')) throw new Error('bad item');
        return batch.map((item) => `${item}!`);
      },
      mayDivide: (error) => error instanceof Error && error.message === 'bad item',
    });
    const settled = await Promise.allSettled(['a', 'b', 'c'].map((item) => batcher.add(item)));
    expect(ran).toEqual(['abc', 'a', 'b', 'c']);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails a batch as a whole when dividing it makes no sense, and goes on with the next', async () => {
    const { batcher, at } = stage();
    const lost = [batcher.add('a'), batcher.add('b')];
    await turns();
    at(0).answer(new Error('database gone'));
    for (const answer of lost) await expect(answer).rejects.toThrow('database gone');
    const next = batcher.add('c');
    await turns();
    at(1).answer();
    expect(await next).toBe('c!');
  });

  it('is idle when everything that was added has been answered', async () => {
    const { batcher, at } = stage({ maxSize: 1, minGapMs: 1 });
    await batcher.idle();
    const answers = [batcher.add('a'), batcher.add('b')];
    let isIdle = false;
    const idle = batcher.idle().then(() => {
      isIdle = true;
    });
    await turns();
    at(0).answer();
    await turns();
    expect(isIdle).toBe(false);
    at(1).answer();
    await idle;
    expect(await Promise.all(answers)).toEqual(['a!', 'b!']);
  });
});
