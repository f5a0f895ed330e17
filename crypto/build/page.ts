import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64, sha256, utf8 } from '#crypto/primitives';
import { bundle, ROOT } from './bundle.js';

/** The verifier as one HTML file that asks nobody for anything, whether it comes from a hub or from a disk. */

const SOURCE = join(ROOT, 'crypto', 'page');
const FOLDER = join(ROOT, 'dist', 'crypto', 'page');

/** No schema is compiled by `eval`, which the policy forbids: zod would try, and the browser would complain. */
const WITHOUT_EVAL = 'globalThis.__zod_globalConfig={jitless:true};';

const browser = { platform: 'browser', target: 'es2022' } as const;
const [script, style] = await Promise.all([
  bundle({ entryPoints: ['crypto/page/main.ts'], ...browser, format: 'iife', banner: { js: WITHOUT_EVAL } }),
  bundle({ entryPoints: ['crypto/page/page.css'], ...browser }),
]);

const source = (text: string) => `'sha256-${base64(sha256(utf8(text)))}'`;

/** Nothing but this script and this style, and threads made of it; no request to anywhere. */
const csp = [
  "default-src 'none'",
  `script-src ${source(script.text)}`,
  `style-src ${source(style.text)}`,
  'worker-src blob:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Each stands once and empty in the source. */
const holes: readonly (readonly [string, string, string])[] = [
  ['Content-Security-Policy" content="', csp, '"'],
  ['<style>', style.text, '</style>'],
  ['<script>', script.text, '</script>'],
  ['<pre>', escaped(script.licences), '</pre>'],
];
const page = holes.reduce(
  (text, [before, content, after]) => {
    const [head, tail, ...more] = text.split(before + after);
    if (tail === undefined || more.length > 0) throw new Error(`page.html has no place ${before}${after}`);
    return head + before + content + after + tail;
  },
  readFileSync(join(SOURCE, 'page.html'), 'utf8'),
);

mkdirSync(FOLDER, { recursive: true });
// Under its name at once: a hub that runs may be reading it.
const half = join(FOLDER, `verify.html.half-${process.pid}`);
writeFileSync(half, page);
renameSync(half, join(FOLDER, 'verify.html'));
