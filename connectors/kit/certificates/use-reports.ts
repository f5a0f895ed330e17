import { mkdir, open, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { tongban } from '#proto/codec';
import type { Clock } from '../clock.js';
import { syncFolder } from '../durable-file.js';
import type { HubClient } from '../hub-client.js';

const { CertificateOutcome, CertificateUse, CertificateUseView } = tongban.v1;
type Use = tongban.v1.CertificateUse;

export interface UseReportsParts {
  /** `certificate-uses` of the connector's data folder. */
  readonly folder: string;
  readonly client: Pick<HubClient, 'certificateUses'>;
  readonly clock: Clock;
}

const LINES = '.jsonl';

/** Of the hub's ledger at once. */
const PAGE = 500;

/** A use may come into the ledger this much later than one that was decided after it, by another process of the hub. */
const OVERLAP_MS = 5 * 60_000;

/**
 * 用证回传: every use of the platform's certificates, refusals too, on the province's own disk, a line of JSON each and a file for
 * each month, from the month on in which the folder was made: what is older the hub still lists. Nothing is kept twice, and nothing
 * is left out when the connector was away or crashed: what is told is known from the files alone (proved by test/integration/certificate-showing.test.ts).
 */
export class UseReports {
  readonly #parts: UseReportsParts;
  /** Uses that are in the files and that the next round meets again: when each was decided. */
  readonly #told = new Map<string, number>();
  /** Everything that was decided before this moment is in the files. */
  #horizon: number;

  private constructor(parts: UseReportsParts, month: string) {
    this.#parts = parts;
    this.#horizon = Date.parse(`${month}-01T00:00:00Z`);
  }

  static async open(parts: UseReportsParts): Promise<UseReports> {
    const { folder, clock } = parts;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => name.endsWith(LINES)).sort();
    const month = names.at(-1)?.slice(0, -LINES.length) ?? monthOf(new Date(clock()).toISOString());
    if (names.length === 0) await appendLines(folder, month, []);
    const reports = new UseReports(parts, month);
    for (const name of names.slice(-2)) reports.#remember(await readLines(join(folder, name)));
    return reports;
  }

  /** @throws HubCallError when the hub is away: the next round goes on from the same place. */
  async round(): Promise<void> {
    const fresh = await this.#fresh();
    const asked = fresh.findIndex(({ outcome }) => outcome === CertificateOutcome.ASKED);
    const settled = asked === -1 ? fresh : fresh.slice(0, asked); // later ones wait, so that none is passed over
    for (const month of new Set(settled.map(({ decidedAt }) => monthOf(decidedAt)))) {
      const uses = settled.filter(({ decidedAt }) => monthOf(decidedAt) === month);
      await appendLines(this.#parts.folder, month, uses.map(lineOf));
      this.#remember(uses);
    }
  }

  /** In the order in which they were decided. */
  async #fresh(): Promise<Use[]> {
    const { client } = this.#parts;
    const fresh: Use[] = [];
    let before: string | undefined;
    for (;;) {
      const from = before === undefined ? {} : { before };
      const page = await client.certificateUses({
        view: CertificateUseView.OF_MY_CERTIFICATES,
        limit: PAGE,
        ...from,
      });
      const young = page.filter(({ decidedAt }) => Date.parse(decidedAt) >= this.#horizon);
      fresh.push(...young.filter(({ useId }) => !this.#told.has(useId)));
      if (young.length < PAGE) return fresh.reverse();
      before = young.at(-1)?.useId;
    }
  }

  #remember(uses: readonly Pick<Use, 'useId' | 'decidedAt'>[]): void {
    for (const { useId, decidedAt } of uses) {
      const at = Date.parse(decidedAt);
      this.#told.set(useId, at);
      this.#horizon = Math.max(this.#horizon, at - OVERLAP_MS);
    }
    for (const [useId, at] of this.#told) if (at < this.#horizon) this.#told.delete(useId);
  }
}

function monthOf(moment: string): string {
  return moment.slice(0, 7);
}

function lineOf(use: Use): string {
  return `${JSON.stringify(CertificateUse.toObject(use, { enums: String }))}\n`;
}

/** What a crash left of a line is cut off. */
async function readLines(path: string): Promise<Use[]> {
  const text = await readFile(path);
  const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(path, whole.length);
  const lines = whole.toString().split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Use); // written below alone
}

/** Once this resolves the lines are on disk; when it fails, none of them is. */
async function appendLines(folder: string, month: string, lines: readonly string[]): Promise<void> {
  const file = await open(join(folder, `${month}${LINES}`), 'a', 0o600);
  const { size } = await file.stat();
  try {
    await file.appendFile(lines.join(''));
    await file.datasync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}
