import { spawnSync } from 'node:child_process';

/** Why a foreign tool cannot be used here; undefined when it can. Its test says so in its name and is skipped. */
export function missing(tool: string, command: string, args: readonly string[]): string | undefined {
  const { status, error } = spawnSync(command, args, { stdio: 'ignore' });
  if (error !== undefined) return `${tool} is not installed`;
  return status === 0 ? undefined : `${tool} is not usable here`;
}

/** The name of a suite of tests, with the reason if it is skipped. */
export function named(name: string, reason: string | undefined): string {
  return reason === undefined ? name : `${name} (skipped: ${reason})`;
}
