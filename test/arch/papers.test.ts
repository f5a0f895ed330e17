import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigSchema, packageRoot } from '#config';
import { allPapers, codeSpansOf, fencesOf, linksOf, type Paper, projectFiles } from '../kit/papers.js';

/** Papers go stale in silence: a name is changed, and the page that tells of it is not. */

const papers = allPapers().map((paper) => [paper.path, paper] as const);

/** Everything that is not a paper, and what is not generated. */
const code = projectFiles(/\.(ts|proto|sql|json|ya?ml|xml|txt)$/)
  .filter((path) => path !== 'package-lock.json' && path !== 'test/arch/papers.test.ts')
  .map((path) => `${path}\n${readFileSync(join(packageRoot, path), 'utf8')}`)
  .join('\n');

const words: ReadonlySet<string> = new Set(code.match(/\w+/g));

const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const commands = new Set([...code.matchAll(/\.command\('([\w-]+)'/g)].map(([, name = '']) => name));

/** Words of other people's programs, and examples that stand for any value. */
const ELSEWHERE = new Set([
  ...['full_page_writes', 'synchronous_standby_names', 'Accept-Language', '--help'],
  ...['process_', 'nodejs_', 'entry-0', 'entry-1'],
]);

describe.each(papers)('%s', (_path, paper) => {
  it('links to what is there', () => {
    expect(linksOf(paper).filter((target) => !isThere(paper, target))).toEqual([]);
  });

  it('names only what the code knows', () => {
    expect(codeSpansOf(paper).filter((span) => !isKnown(span))).toEqual([]);
  });

  it('gives only commands that exist', () => {
    const lines = fencesOf(paper)
      .filter(({ info }) => info === 'sh')
      .flatMap(({ body }) => body.split('\n'));
    expect(lines.filter((line) => !isCommand(line))).toEqual([]);
  });

  it('names only metrics that are counted', () => {
    const names = [...paper.text.matchAll(/\btongban_[a-z_]+/g)].map(([name]) => name);
    expect(names.filter((name) => !occurs(name))).toEqual([]);
  });
});

/** A file or folder of the project, and the heading in it. */
function isThere(paper: Paper, target: string): boolean {
  if (/^https?:/.test(target)) return true;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? paper.path : join(dirname(paper.path), path);
  if (!existsSync(join(packageRoot, file))) return false;
  return anchor === undefined || anchorsOf(readFileSync(join(packageRoot, file), 'utf8')).includes(anchor);
}

/** As web sites that show Markdown make them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isKnown(span: string): boolean {
  if (/^(?:npm|npx|tongban|tongban-verify) /.test(span)) return isCommand(span);
  if (/^https?:|^\w[\w-]*(?:\.[\w-]+)+\//.test(span)) return true; // an address elsewhere
  if (/^(?:GET|POST|PATCH) /.test(span)) return occurs(span.replace(/^\w+ /, '').replace(/\?.*$/, ''));
  const name = span.replace(/\.?\*$/, '').replace(/\{.*$/, '');
  if (isSetting(name)) return resolves(name);
  if (/^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(name) && name.includes('/')) return isPath(name);
  if (/^[\w.+-]+$/.test(name)) return ELSEWHERE.has(name) || occurs(name) || name.split('.').every(occurs);
  return true; // a formula, a sentence, a pattern with holes
}

function isSetting(name: string): boolean {
  const [section = ''] = name.split('.');
  if (!/^\w+(?:\.\w+)+$/.test(name) || !(section in ConfigSchema.parse({}))) return false;
  return !existsSync(join(packageRoot, 'config', name)) && !occurs(`transaction('${name}'`);
}

function resolves(setting: string): boolean {
  let node: unknown = ConfigSchema.parse({});
  for (const step of setting.split('.')) node = (node as Record<string, unknown> | undefined)?.[step];
  return node !== undefined;
}

/** A path of the project, or one that the code makes. */
function isPath(path: string): boolean {
  const [top = ''] = path.split('/');
  const steps = path.split('/').filter((step) => step !== '');
  if (existsSync(join(packageRoot, top)) && steps.length > 1) return existsSync(join(packageRoot, path));
  return steps.every(occurs);
}

function isCommand(line: string): boolean {
  return line
    .replace(/#.*$/, '')
    .split('&&')
    .map((part) => part.trim())
    .every((part) => {
      const [program = '', first = '', second = ''] = part.replace(/^npx /, '').split(/\s+/);
      if (program === 'npm') return first === 'ci' || (first === 'run' ? second : first) in scripts;
      if (program === 'tongban') return first === '' || first.startsWith('-') || commands.has(first);
      if (program === 'tongban-verify') return first === '' || commands.has(first);
      return true; // somebody else's program
    });
}

function occurs(name: string): boolean {
  if (/^\w+$/.test(name)) return words.has(name);
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w])${escaped}(?![\\w])`).test(code);
}
