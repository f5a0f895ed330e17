import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CONFORMANCE_ACTS, Interrupted, ManualDriver } from '#hub/cli';

/** A person who gives these answers, one for each question. */
function person(...answers: string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const told: string[] = [];
  output.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('> ')) input.write(`${answers.shift() ?? ''}\n`);
  });
  const controller = new AbortController();
  const driver = new ManualDriver(
    { input, output },
    controller.signal,
    ({ zh }) => told.push(zh),
    '学历公证',
  );
  return { driver, told, controller };
}

const intake = CONFORMANCE_ACTS.find(({ kind }) => kind === 'intake');
const filed = CONFORMANCE_ACTS.find(({ kind }) => kind === 'file');

describe('a person at the desk', () => {
  it('is told what to file, and asked for its number until there is one', async () => {
    const { driver, told } = person('', ' 粤-1 ');
    if (filed?.kind !== 'file') throw new Error('no submission among the samples');
    expect(await driver.file(filed)).toBe('粤-1');
    expect(told.join('\n')).toContain('学历公证');
    expect(told.join('\n')).not.toContain('"item"');
    expect(told.join('\n')).toContain('遗失声明.pdf'); // files by the names that they have in the folder of samples
    driver.close();
  });

  it.each([
    [['y', 'y', 'y', 'R-1'], { ref: 'R-1', cases: 1, times: 1, differences: [] }],
    [['y', 'n', 'what?', 'n', 'R-1'], { times: 2, differences: ['intake'] }],
  ])('says what the platform shows: %j', async (answers, shown) => {
    const { driver } = person(...answers);
    if (intake === undefined) throw new Error('no intake among the samples');
    expect(await driver.received('TB1', intake)).toMatchObject(shown);
    driver.close();
  });

  it('may say that nothing has come', async () => {
    const { driver } = person('n');
    if (intake === undefined) throw new Error('no intake among the samples');
    await expect(driver.received('TB1', intake)).rejects.toThrow('the platform does not show the intake');
    driver.close();
  });

  it('may leave', async () => {
    const { driver, controller } = person();
    const asked = driver.hasCase('TB1');
    controller.abort();
    await expect(asked).rejects.toThrow(Interrupted);
    driver.close();
  });
});
