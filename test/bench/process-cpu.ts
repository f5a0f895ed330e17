import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU time and memory of other processes, from /proc. Linux only, like the benchmark. */

/** Clock ticks of /proc are hundredths of a second. */
const TICK_US = 10_000;

/** Microseconds of CPU that the process has used. */
export function cpuOf(pid: number): number {
  const fields = statFields(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) * TICK_US;
}

/** Microseconds of CPU that a process and its living children have used. */
export function cpuOfTree(root: number): number {
  let total = cpuOf(root);
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && Number(statFields(Number(name))?.[1]) === root) total += cpuOf(Number(name));
  }
  return total;
}

/** The process of the embedded server that stands in this data folder. */
export function postmasterIn(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Resident memory now and at its highest, in MB. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (key: string) => Number(new RegExp(`${key}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1000;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** The fields after the command, which may itself hold spaces; the first is the state, the second the parent. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // it has ended
  }
}
