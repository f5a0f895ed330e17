import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rfc6962 } from '#crypto/tlog';
import { leavesFor, STATIC_TRUST, staticLog } from '../kit/exported-log.js';
import { runTimed } from './timed-program.js';

/** The offline check of a whole log, as an auditor runs it: `tongban-verify log` in a process of its own. */

export interface FsckFigures {
  readonly entries: number;
  readonly seconds: number;
  readonly peakMb: number;
  /** Two hashes for each entry and nothing else, on one core: the least that anybody can do. */
  readonly bareSeconds: number;
}

const VERIFIER = fileURLToPath(new URL('../../crypto/cli/tongban-verify.js', import.meta.url));
export async function measureFsck(folder: string, entries: number): Promise<FsckFigures> {
  const log = join(folder, 'log');
  for (const [path, bytes] of staticLog(leavesFor(entries))) {
    mkdirSync(dirname(join(log, path)), { recursive: true });
    writeFileSync(join(log, path), bytes);
  }
  const policy = join(folder, 'policy.txt');
  writeFileSync(policy, STATIC_TRUST.policy);
  const { timed } = await runTimed(VERIFIER, ['log', log, '--policy', policy]);
  rmSync(log, { recursive: true });
  return { entries, ...timed, bareSeconds: bareHashing(entries) };
}

/** Seconds. */
function bareHashing(entries: number): number {
  const [leaf = new Uint8Array(0)] = leavesFor(1);
  const sample = Math.min(entries, 200_000);
  const started = performance.now();
  for (let i = 0; i < sample; i++) {
    const hash = rfc6962.leaf(leaf);
    rfc6962.node(hash, hash);
  }
  return ((performance.now() - started) / 1000) * (entries / sample);
}
