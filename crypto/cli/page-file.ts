import { readFileSync } from 'node:fs';

/** The page with the same verifier, made by the build; in the verifier that is one file, it is in that file. */
export function readPage(): string {
  return readFileSync(new URL('../page/verify.html', import.meta.url), 'utf8');
}
