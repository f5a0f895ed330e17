import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#config';

/** The sources of the product, as text and syntax tree, for the tests of its architecture. */
export interface Source {
  /** From the root of the checkout. */
  readonly path: string;
  readonly text: string;
  /** Everything it imports or exports from, types too, as written. */
  readonly imports: readonly string[];
}

const PRODUCT = ['proto', 'crypto', 'config', 'hub', 'connectors'];

/** Every TypeScript file that ships; generated code apart. */
export function productSources(): Source[] {
  return PRODUCT.flatMap(filesIn)
    .filter((path) => path.endsWith('.ts') && !path.startsWith('proto/gen/'))
    .map((path) => {
      const text = readFileSync(join(packageRoot, path), 'utf8');
      const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      return { path, text, imports };
    });
}

/** All files under a folder, from the root of the checkout. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(packageRoot.length + 1));
}

/** Calls with every node of a source's syntax tree. */
export function forEachNode(source: Source, look: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    look(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(source.path, source.text, ts.ScriptTarget.ES2022, true));
}
