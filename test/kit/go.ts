import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { missing } from './foreign.js';
import { runCommand } from './program.js';

/** Debian keeps Go libraries here: golang-golang-x-mod-dev. */
const LIBRARIES = '/usr/share/gocode';
const OFFLINE = { GO111MODULE: 'off', GOPATH: LIBRARIES, GOFLAGS: '', CGO_ENABLED: '0' };

/** Why programs on Go's own log code cannot be built here; undefined when they can. */
export const noGo =
  missing('Go', 'go', ['version']) ??
  (existsSync(join(LIBRARIES, 'src/golang.org/x/mod/sumdb/tlog'))
    ? undefined
    : 'golang.org/x/mod is not installed');

/** Builds test/interop/go/<name>.go into a folder. @returns the program. */
export async function buildGo(name: string, folder: string): Promise<string> {
  const program = join(folder, name);
  const source = join(import.meta.dirname, '../interop/go', `${name}.go`);
  const built = await runCommand('go', ['build', '-o', program, source], OFFLINE);
  if (built.code !== 0) throw new Error(built.stderr);
  return program;
}
