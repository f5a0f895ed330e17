import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { BundleError, readZip } from '#crypto/evidence';
import { CaseVerifier, readTrust, TrustError, type TrustFiles } from '#crypto/verify';
import type { EvidenceMaker } from './evidence.js';
import { run, TONGBAN_VERIFY } from './program.js';

/** The page with the verifier, as the build makes it. */
export const PAGE_FILE = fileURLToPath(new URL('../../dist/crypto/page/verify.html', import.meta.url));

const OFFLINE = ['--import', fileURLToPath(new URL('./offline.mjs', import.meta.url))];

/** What is handed in: to the page, or to the command line. */
export interface ToHandIn {
  readonly bundle: Uint8Array;
  readonly policy: string;
  readonly platforms: Uint8Array;
  readonly gm?: string;
  readonly timeStamps?: Omit<NonNullable<TrustFiles['timeStamps']>, 'asOf'> | undefined;
  readonly mayBeWithheld?: boolean;
  /** Whether the evidence is that of a period. */
  readonly isPeriod?: boolean;
}

type Role = 'bundle' | 'policy' | 'platforms' | 'gm' | 'tsa' | 'tsaCrl';

const OPTIONS: Readonly<Record<Exclude<Role, 'bundle'>, string>> = {
  policy: '--policy',
  platforms: '--keys',
  gm: '--gm',
  tsa: '--tsa',
  tsaCrl: '--tsa-crl',
};

/** How either ends: a report with its exit code, or 2 with the reason. */
export interface Ended {
  readonly code: number;
  readonly report?: unknown;
  readonly reason?: string | undefined;
}

/** What an auditor has on his disk. */
export class AuditorsFolder {
  readonly #path = mkdtempSync(join(tmpdir(), 'tongban-page-'));

  file(name: string, content: Uint8Array | string): string {
    const path = join(this.#path, name);
    writeFileSync(path, content);
    return path;
  }

  /** By role. */
  files(handed: ToHandIn): Record<Role, readonly string[]> {
    const { gm, timeStamps } = handed;
    return {
      bundle: [this.file('case.evidence.zip', handed.bundle)],
      policy: [this.file('policy.txt', handed.policy)],
      platforms: [this.file('platforms.json', handed.platforms)],
      gm: gm === undefined ? [] : [this.file('policy.gm', gm)],
      tsa: (timeStamps?.authorities ?? []).map((pem, i) => this.file(`tsa-${i}.pem`, pem)),
      tsaCrl: (timeStamps?.revocationLists ?? []).map((list, i) => this.file(`tsa-${i}.crl`, list)),
    };
  }

  /** As `tongban-verify bundle --json` ends, or `period`. @param program another build of it. */
  async byCommand(handed: ToHandIn, program: string = TONGBAN_VERIFY): Promise<Ended> {
    const { bundle, ...trust } = this.files(handed);
    const options = Object.entries(trust).flatMap(([role, paths]) =>
      paths.length === 0 ? [] : [OPTIONS[role as keyof typeof OPTIONS], ...paths],
    );
    const withheld = handed.mayBeWithheld ? ['--allow-withheld'] : [];
    const args = [handed.isPeriod ? 'period' : 'bundle', ...bundle, ...options, ...withheld, '--json'];
    const { code, stdout, stderr } = await run(program, args, { node: OFFLINE });
    if (code !== 2) return { code, report: JSON.parse(stdout) };
    return { code, reason: stderr.replace('tongban-verify: 无法读取 · cannot be read: ', '').trim() };
  }

  /** As the same code ends under Node.js, without the cost of a program. */
  async byCode(handed: ToHandIn): Promise<Ended> {
    try {
      const { mayBeWithheld = false } = handed;
      const files = await readZip(handed.bundle);
      const { timeStamps: given, ...others } = handed;
      const timeStamps = given && { ...given, asOf: Date.now() };
      const report = new CaseVerifier(readTrust({ ...others, timeStamps })).verify(files, { mayBeWithheld });
      return { code: report.exitCode, report: JSON.parse(JSON.stringify(report)) };
    } catch (error) {
      if (error instanceof BundleError || error instanceof TrustError)
        return { code: 2, reason: error.message };
      throw error;
    }
  }

  /** As the page ends, its files chosen one by one. */
  async byPage(page: Page, handed: ToHandIn): Promise<Ended> {
    const files = this.files(handed);
    await page.locator('#withheld').setChecked(handed.mayBeWithheld ?? false);
    for (const [role, paths] of Object.entries(files)) {
      const before = page.locator(`#remove-${role}`);
      if (await before.isVisible()) await before.click();
      if (paths.length === 0) continue;
      await page.locator(`#file-${role}`).setInputFiles([...paths]);
      await before.waitFor();
    }
    return endOf(page);
  }

  remove(): void {
    rmSync(this.#path, { recursive: true });
  }
}

/** Starts the page's thread as the page does, and asks it; the next question finds it running. */
const ASK = `async ({ policy, platforms, bundle, gm, tsa, tsaCrl, mayBeWithheld }) => {
  const script = document.querySelector('script').textContent;
  const thread = (window.askedThread ??= new Worker(URL.createObjectURL(new Blob([script]))));
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const answer = new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
  });
  thread.postMessage({
    ...{ policy: bytes(policy), platforms: bytes(platforms), bundle: new Blob([bytes(bundle)]) },
    ...{ gm: gm && bytes(gm), tsa: tsa.map(bytes), tsaCrl: tsaCrl.map(bytes), mayBeWithheld },
  });
  return JSON.stringify(await answer);
}`;

/** As the page's script ends in its thread, without the cost of choosing files and of a thread for each. */
export async function byThread(page: Page, handed: ToHandIn): Promise<Ended> {
  const { policy, platforms, bundle, gm, timeStamps, mayBeWithheld = false } = handed;
  const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
  const asked = {
    ...{ policy: base64(policy), platforms: base64(platforms), bundle: base64(bundle) },
    ...(gm === undefined ? {} : { gm: base64(gm) }),
    tsa: (timeStamps?.authorities ?? []).map(base64),
    tsaCrl: (timeStamps?.revocationLists ?? []).map(base64),
    mayBeWithheld,
  };
  const told = String(await page.evaluate(`(${ASK})(${JSON.stringify(asked)})`));
  const { report, reason } = JSON.parse(told) as { report?: { exitCode: number }; reason?: string }; // as the page's script says
  return report === undefined ? { code: 2, reason } : { code: report.exitCode, report };
}

/** Presses the button and waits for the end. */
async function endOf(page: Page): Promise<Ended> {
  await page.evaluate("document.querySelector('#outcome').replaceChildren()");
  await page.locator('#verify').click();
  const conclusion = page.locator('#outcome .conclusion');
  await conclusion.waitFor();
  const code = Number(await conclusion.getAttribute('data-exit-code'));
  if (code === 2) return { code, reason: (await page.locator('#reason').textContent()) ?? '' };
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  return { code, report: JSON.parse(readFileSync(await download.path(), 'utf8')) };
}

export function handedBy(maker: EvidenceMaker, bundle: Uint8Array): ToHandIn {
  const { policy, platforms, gm } = maker.trust();
  return { bundle, policy, platforms, gm };
}
