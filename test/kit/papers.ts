import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '#config';

/** The project's papers: its Markdown files, which tests hold against the code. */

export interface Paper {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

export interface Fence {
  /** What follows the opening backticks: `sh`, or `json example=leaf`. */
  readonly info: string;
  readonly body: string;
}

const ELSEWHERE = new Set(['node_modules', 'dist', 'coverage', 'gen']);

/** Paths of all files of the project whose name ends so. */
export function projectFiles(ending: RegExp, folder = packageRoot): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || ELSEWHERE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return projectFiles(ending, path);
    return ending.test(entry.name) ? [relative(packageRoot, path)] : [];
  });
}

export function readPaper(path: string): Paper {
  return { path, text: readFileSync(join(packageRoot, path), 'utf8') };
}

export function allPapers(): Paper[] {
  return projectFiles(/\.md$/).map(readPaper);
}

export function fencesOf({ text }: Paper): Fence[] {
  return [...text.matchAll(/^```([^\n]*)\n(.*?)\n```$/gms)].map(([, info = '', body = '']) => ({
    info,
    body,
  }));
}

/** Text in single backticks, outside fences. */
export function codeSpansOf({ text }: Paper): string[] {
  const prose = text.replaceAll(/^```.*?\n```$/gms, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** Targets of links and pictures. */
export function linksOf({ text }: Paper): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/**
 * A part of a paper that the code knows better, between `<!-- generated: name -->` and `<!-- end -->`. Must be what the code
 * gives; with UPDATE_PAPERS=1 it is written.
 */
export function expectGenerated(path: string, name: string, expected: string): void {
  const { text } = readPaper(path);
  const begin = `<!-- generated: ${name} -->\n`;
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf('<!-- end -->', from);
  expect(from, `${path} has no part ${name}`).toBeGreaterThanOrEqual(begin.length);
  if (process.env.UPDATE_PAPERS === '1') {
    writeFileSync(join(packageRoot, path), `${text.slice(0, from)}${expected}${text.slice(to)}`);
  } else {
    expect(text.slice(from, to), `${path}, ${name}: UPDATE_PAPERS=1 writes it anew`).toBe(expected);
  }
}

/** A table in Markdown. */
export function table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
  return `${line(titles)}|${'---|'.repeat(titles.length)}\n${rows.map(line).join('')}`;
}
