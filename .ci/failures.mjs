// node failures.mjs <report of vitest, in JSON> <output of the run>
// Says what failed in one run: each test by its full name, with the first line of its error; each file that broke outside
// of its tests; and the end of the output for what no report knows: what nobody caught, the build, the linter, the time limit.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const [report, output] = process.argv.slice(2);
const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
const written = stripVTControlCharacters(readFileSync(output, 'utf8')).trim();

const firstLine = (text) => stripVTControlCharacters(text).trim().split('\n')[0];

function failuresOf({ name, message, assertionResults }) {
  const path = name.replace(/^.*\/test\//, 'test/');
  const tests = assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => [`${path} > ${fullName}`, failureMessages.join('\n')]);
  if (message === '' && tests.length > 0) return tests;
  return [[`${path}, outside of its tests`, message || 'its output says why'], ...tests]; // a hook, an import
}

const failures = files.filter(({ status }) => status === 'failed').flatMap(failuresOf);
const say = (what, why) => process.stdout.write(`FAILED ${what}\n${why}\n`);
for (const [what, why] of failures) say(what, `       ${firstLine(why)}`);

const elsewhere = 'outside of any test';
const uncaught = written.lastIndexOf('Unhandled Error');
if (uncaught >= 0) say(elsewhere, written.slice(uncaught));
else if (failures.length === 0)
  say(elsewhere, [...unfinished(), ...written.split('\n').slice(-30)].join('\n'));

/** The files of tests that a run cut short has no line of: one of them may be what it waited for. */
function unfinished() {
  if (existsSync(report) || !written.includes('vitest run')) return [];
  const isLong = written.includes('TONGBAN_TESTS=long');
  return readdirSync('test', { recursive: true })
    .filter(
      (path) =>
        path.endsWith('.test.ts') &&
        path.endsWith('.long.test.ts') === isLong &&
        !written.includes(` ${path} (`),
    )
    .map((path) => `       no result: ${path}`);
}
