import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { bundle, ROOT } from './bundle.js';

/**
 * `tongban-verify` as one file that needs nothing but Node.js; prints its digest, which everybody's build must have (proved by
 * test/e2e/verify-single-file.test.ts).
 */

const [, , file = join(ROOT, 'dist', 'tongban-verify.mjs')] = process.argv;

/** Some packages in it are CommonJS and ask for parts of Node.js by `require`. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** The page goes into the file, where the command that writes it out finds it. */
const WITH_PAGE: Plugin = {
  name: 'with the page',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/dist\/crypto\/cli\/page-file\.js$/ }, () => {
      const page = readFileSync(join(ROOT, 'dist', 'crypto', 'page', 'verify.html'), 'utf8');
      return { contents: `export const readPage = () => ${JSON.stringify(page)};`, loader: 'js' };
    });
  },
};

const { text, licences } = await bundle({
  entryPoints: ['dist/crypto/cli/tongban-verify.js'],
  plugins: [WITH_PAGE],
  ...{ platform: 'node', format: 'esm', target: 'node20', banner: { js: REQUIRE } },
});
const note = `\n/*\nIn this file, with their licences · 本文件包含下列软件包：\n\n${licences.replaceAll('*/', '* /')}*/\n`;
writeFileSync(file, text + note);
chmodSync(file, 0o755);
process.stdout.write(`${hex(sha256(utf8(text + note)))}  ${file}\n`);
