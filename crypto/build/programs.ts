import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT, withZodByName } from './bundle.js';

/**
 * Both programs as they are started: few files instead of some five hundred, which took longer to find and open than most
 * commands take for their work. Packages stay where `npm` has put them. Made only where the code is newer: a folder that is
 * replaced is missed by what runs from it.
 */

const DIST = join(ROOT, 'dist');
const BIN = join(DIST, 'bin');

const PROGRAMS = ['hub/cli/tongban.js', 'crypto/cli/tongban-verify.js'];

/** What they start in threads and processes of their own, by its name beside the code that starts it. */
const STARTED = [
  'hub/access/signatures/verify-thread.js',
  'crypto/cli/examiner-thread.js',
  'connectors/kit/expressions/child.js',
];

/** Of many small files each, and used by every command. */
const PACKAGES_INSIDE = /^(?:zod|fast-xml-parser|jose)$/;

/** All stand in one folder: what was named from where its source stood is named from there. */
const FROM_ONE_FOLDER: Plugin = {
  name: 'from one folder',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/dist\/.*\.js$/ }, ({ path }) => {
      const contents = withZodByName(readFileSync(path, 'utf8')).replace(
        /new URL\((["'])([^"']+)\1, import\.meta\.url\)/g,
        (_, __, target: string) => `new URL('${fromBin(join(dirname(path), target))}', import.meta.url)`,
      );
      return { contents, loader: 'js' };
    });
  },
};

function fromBin(path: string): string {
  const isHere = [...PROGRAMS, ...STARTED].some((entry) => join(DIST, entry) === path);
  return isHere ? `./${basename(path)}` : relative(BIN, path);
}

/** By the clock of the disk. */
function isNewer(): boolean {
  const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const madeAt = changedAt(join(BIN, 'tongban.js'));
  const compiled = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.js') && !name.startsWith('bin'),
  );
  const others = ['package-lock.json', join('proto', 'gen', 'tongban.js')].map((name) => join(ROOT, name));
  return [...others, ...compiled.map((name) => join(DIST, name))].some((path) => changedAt(path) > madeAt);
}

async function makePrograms(): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const half = `${BIN}.half-${process.pid}`;
  const { warnings } = await build({
    ...{ absWorkingDir: ROOT, outdir: half, entryNames: '[name]', bundle: true, splitting: true },
    entryPoints: [...PROGRAMS, ...STARTED].map((entry) => `dist/${entry}`),
    external: Object.keys(dependencies).filter((name) => !PACKAGES_INSIDE.test(name)),
    ...{ platform: 'node', format: 'esm', target: 'node20', sourcemap: true },
    ...{ legalComments: 'none', charset: 'utf8', logLevel: 'warning' },
    plugins: [FROM_ONE_FOLDER],
  });
  if (warnings.length > 0) throw new Error('the programs were not made cleanly');
  for (const program of PROGRAMS) chmodSync(join(half, basename(program)), 0o755);
  // At once, so that what is started meanwhile finds all of the old or all of the new.
  rmSync(BIN, { recursive: true, force: true });
  renameSync(half, BIN);
}

if (isNewer()) await makePrograms();
