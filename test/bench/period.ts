import { createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runningDigest } from '#crypto/primitives';
import { openHub } from './hub-process.js';
import { measure, type Site } from './measure.js';
import type { Scenario } from './scenarios.js';
import { runTimed, type Timed } from './timed-program.js';

/** The evidence of a period: exported by the operator's program and checked by the auditor's, each in a process of its own. */

export interface PeriodFigures {
  /** Each of a case of its own: as many files as there can be. */
  readonly acts: number;
  readonly entries: number;
  readonly megabytes: number;
  /** Beside it the digest of the same bytes and nothing else, on one core. */
  readonly export: Timed & { readonly bareSeconds: number };
  /** Beside it that digest and one signature for each act: the least that anybody can do. */
  readonly check: Timed & { readonly bareSeconds: number };
}

const SUBMITTING: Scenario = {
  ...{ scenario: 'closed loop', work: 'SUBMIT', transport: 'stream', suite: 'ED25519' },
  ...{ inFlight: 192, measureMs: 6_000 },
};

const TONGBAN = fileURLToPath(new URL('../../bin/tongban.js', import.meta.url));
const VERIFIER = fileURLToPath(new URL('../../bin/tongban-verify.js', import.meta.url));

/** Nobody takes the cases, so that nothing is acknowledged, and the evidence is not all there. */
const INCOMPLETE = 3;

/** @param acts at least so many. */
export async function measurePeriod(
  site: Site,
  acts: number,
  note: (text: string) => void,
): Promise<PeriodFigures> {
  await submit(site, acts, note);
  const environment = { DATABASE_URL: site.databaseUrl, TONGBAN_DATA_DIR: site.dataDir };
  const at = (name: string) => join(site.dataDir, name);
  const file = at('period.zip');
  note('export');
  const days = ['--from', dayAt(-1), '--to', dayAt(1)];
  const asked = ['audit', 'export', ...days, '--out', file, '--json'];
  const written = await runTimed(TONGBAN, asked, { environment });
  const { cases, entries } = Exported.parse(JSON.parse(written.stdout));
  await runTimed(TONGBAN, ['trust', at('trust')], { environment });
  note('check');
  const trust = ['--policy', at('trust/policy.txt'), '--keys', at('trust/platforms.json')];
  const checking = ['period', file, ...trust, '--gm', at('trust/policy.gm')];
  const checked = await runTimed(VERIFIER, checking, { expectedCode: INCOMPLETE });
  const hashing = await bareHashing(file);
  const megabytes = statSync(file).size / 1e6;
  rmSync(file);
  return {
    ...{ acts: cases, entries, megabytes },
    export: { ...written.timed, bareSeconds: hashing },
    check: { ...checked.timed, bareSeconds: hashing + cases / site.verifyPerSecond.ED25519 },
  };
}

const Exported = z.object({ cases: z.int(), entries: z.int() });

/** Through a hub of its own, as platforms do. */
async function submit(site: Site, acts: number, note: (text: string) => void): Promise<void> {
  const hub = await openHub(site);
  try {
    for (let accepted = 0; accepted < acts; ) {
      note(`${accepted} of ${acts} acts`);
      const { load } = await measure(SUBMITTING, hub.target, site, { certificates: 0, firstConsent: 0 });
      accepted += load.answered;
    }
  } finally {
    await hub.stop();
  }
}

function dayAt(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Seconds. */
async function bareHashing(file: string): Promise<number> {
  const digest = runningDigest('sha256');
  const started = performance.now();
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  digest.digest();
  return (performance.now() - started) / 1000;
}
