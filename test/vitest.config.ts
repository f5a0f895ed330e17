import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** `TONGBAN_TESTS=long` chooses the long tests, in place of all others: kill matrices, flows between all platforms, whole conformance runs, minutes by themselves. */
const isLong = process.env.TONGBAN_TESTS === 'long';

/** Imported by what runs programs or a browser, or opens whole provinces. */
const LONGEST = /kit\/(?:browser|program|provinces)\.js'|node:child_process/;

/** What starts whole programs goes first: one that takes half a minute and comes last keeps a core idle. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isProgram = ({ moduleId }: TestSpecification) => LONGEST.test(readFileSync(moduleId, 'utf8'));
    return [...sorted.filter(isProgram), ...sorted.filter((each) => !isProgram(each))];
  }
}

export default defineConfig({
  cacheDir: '../node_modules/.vite',
  test: {
    root: import.meta.dirname,
    include: [isLong ? '**/*.long.test.ts' : '**/!(*.long).test.ts'],
    globalSetup: ['kit/setup.ts'],
    // Tests run what ships: `#…` imports resolve to dist/, which Node.js loads itself.
    server: { deps: { external: [/\/dist\//, /\/proto\/gen\//] } },
    // No module keeps state between two tests, so the files of one worker share what they have loaded: loading took as long as testing.
    isolate: false,
    // By default one core would be left idle, and two is what there always is. Long tests start whole networks: one at a time.
    maxWorkers: isLong ? 1 : 2,
    sequence: { sequencer: ProgramsFirst },
    // More than `eventually` waits, so that what did not come is named. No measure: a busy machine takes its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
