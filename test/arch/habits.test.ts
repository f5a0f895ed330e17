import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { filesIn, forEachNode, productSources } from '../kit/sources.js';
import { AMBIENT } from './layout.js';

const sources = productSources();

/** `path:line what` for every node that is wrong, so that a failure names them all. */
function found(what: (node: ts.Node) => string | undefined): string[] {
  const lines: string[] = [];
  for (const source of sources) {
    forEachNode(source, (node) => {
      const name = what(node);
      if (name === undefined) return;
      const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
      lines.push(`${source.path}:${line + 1} ${name}`);
    });
  }
  return lines;
}

/** What a node takes from around the program, by its name in AMBIENT. */
function ambientOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
    return 'new Date()';
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const name = `${node.expression.getText().replace(/^globalThis\./, '')}.${node.name.text}`;
  return name in AMBIENT ? name : undefined;
}

describe('the sources', () => {
  it('take time, chance and environment from where they are let in, and nowhere else', () => {
    const taken = found(ambientOf).map((line) => line.replace(/:\d+/, ''));
    const allowed = Object.entries(AMBIENT).flatMap(([name, paths]) =>
      paths.map((path) => `${path} ${name}`),
    );
    expect([...new Set(taken)].sort()).toEqual(allowed.sort());
  });

  it('have neither `any` nor default exports', () => {
    const wrong = found((node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
      if (ts.isExportAssignment(node)) return 'export default';
      const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
      return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
        ? 'export default'
        : undefined;
    });
    expect(wrong).toEqual([]);
  });

  it('switch no check off', () => {
    const wrong = sources.filter(({ text }) => /biome-ignore|@ts-(?:ignore|nocheck|expect-error)/.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('are doors of re-exports alone in every index', () => {
    const wrong = sources.filter(({ path, text }) => {
      if (!path.endsWith('/index.ts') || path.endsWith('sm2-portable/index.ts')) return false;
      const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
      return !statements.every(
        (statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement),
      );
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('name tests that are there', () => {
    const named = ['proto', 'crypto', 'config', 'hub', 'connectors'].flatMap(filesIn).flatMap((path) => {
      if (path.startsWith('proto/gen/') || !/\.(?:ts|sql|proto|md|yaml)$/.test(path)) return [];
      const text = ts.sys.readFile(join(packageRoot, path)) ?? '';
      return [...text.matchAll(/\btest\/[\w./-]+/g)].map(([name]) => ({
        path,
        name: name.replace(/[.,]+$/, ''),
      }));
    });
    const missing = named.filter(({ name }) => !existsSync(join(packageRoot, name)));
    expect(named.length).toBeGreaterThan(5);
    expect(missing.map(({ path, name }) => `${path} names ${name}`)).toEqual([]);
  });
});
