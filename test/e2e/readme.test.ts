import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { packageRoot } from '#config';
import { holdDurability } from '../kit/durability.js';
import { fencesOf, readPaper } from '../kit/papers.js';

/** The commands of the README. The long ones have tests of their own, which run the same scripts. */

const { scripts, bin } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  bin: Record<string, string>;
};

const given = fencesOf(readPaper('README.md'))
  .filter(({ info }) => info === 'sh')
  .flatMap(({ body }) => body.split('\n'))
  .flatMap((line) => line.split('&&'))
  .map((command) => command.trim());

async function run(command: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const [program = '', ...args] = command.split(' ');
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(program, args, { cwd: packageRoot, env });
  return stdout;
}

const PAGE = 'npx tongban-verify page --to verify.html';

describe('the README', () => {
  it('gives the commands that a newcomer needs, and every script exists', () => {
    expect(new Set(given)).toEqual(
      new Set([
        ...['npm ci', 'npm start', 'npm run demo', 'npm test', 'npm run bench'],
        given.find((command) => command.startsWith('npx tongban-verify bundle ')),
        given.find((command) => command.startsWith('npx tongban-verify log ')),
        given.find((command) => command.startsWith('npx tongban-verify compare ')),
        PAGE,
      ]),
    );
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(['start', 'demo', 'test', 'bench', 'build', 'lint', 'format', 'generate']),
    );
    expect(Object.keys(bin)).toEqual(['tongban', 'tongban-verify']);
  });

  it('can be followed with the lock file as it is', async () => {
    // Before anything else `npm ci` compares it with package.json, for every system that a dependency knows.
    await run('npm ci --dry-run --offline');
  });

  it('names a verifier that answers', async () => {
    expect(await run('npx --no-install tongban-verify bundle --help')).toContain('--policy <file>');
  });

  it('names a verifier that writes its page', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongban-readme-'));
    try {
      await run(PAGE.replace('npx', 'npx --no-install').replace('verify.html', join(folder, 'verify.html')));
      expect(readFileSync(join(folder, 'verify.html'), 'utf8')).toMatch(/^<!doctype html>/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names a doctor, in its papers, who finds this machine well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongban-readme-'));
    const release = await holdDurability(inject('serverUrl'), 'on');
    try {
      const findings = JSON.parse(
        await run('npx --no-install tongban --set listen.open.port=0 doctor --json', {
          TONGBAN_DATA_DIR: folder,
          DATABASE_URL: inject('serverUrl'),
        }),
      ) as { name: string; status: string }[];
      expect(findings.filter(({ status }) => status === 'problem')).toEqual([]);
    } finally {
      await release();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ['start', 'test/e2e/start.test.ts'],
    ['demo', 'test/e2e/demo.long.test.ts'],
  ])('leaves `%s` to %s, which runs it', (script, test) => {
    expect(scripts[script]).toMatch(new RegExp(`tongban\\.js ${script}$`));
    expect(readFileSync(join(packageRoot, test), 'utf8')).toMatch(new RegExp(`npm[^]*\\b${script}\\b`));
  });
});
