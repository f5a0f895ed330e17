import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '#config';
import { eventually } from './eventually.js';
import { startTestHub, type TestHub, type TestHubOptions } from './hub.js';
import type { TestPeer } from './peer.js';
import { writePlainCalendar } from './plain-calendar.js';

const DAY_MS = 86_400_000;

/** A hub whose time a test sets on, with weekends and no holidays, where every item has the limits that permits have by law. */
export interface LimitedHub extends TestHub {
  /** Lets days go by, for the hub and its peers. */
  passDays(days: number): void;
  /** Stops the time of both at a moment. @param moment RFC 3339. */
  stopAt(moment: string): void;
  /** Unix milliseconds. */
  now(): number;
}

export interface RuleRow {
  readonly kind: string;
  readonly region?: string;
  readonly limit?: { readonly amount: number; readonly unit: string };
  itemTypes?: readonly string[];
}

export interface LimitedHubOptions extends TestHubOptions {
  /** Its time is that of this one. */
  readonly beside?: LimitedHub;
  /** Limits that places have of their own: like the rule of their kind, but for region and limit. */
  readonly regional?: readonly Required<Pick<RuleRow, 'kind' | 'region' | 'limit'>>[];
  /** The moment, RFC 3339, at which its time stands at first. */
  readonly at?: string;
}

export async function startLimitedHub(options: LimitedHubOptions = {}): Promise<LimitedHub> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-limits-'));
  let stoppedAt = options.at === undefined ? undefined : Date.parse(options.at);
  const settings = [
    `timeLimits.calendars=${writePlainCalendar(join(folder, 'calendar'), stoppedAt)}`,
    `timeLimits.rules=${writeRules(join(folder, 'time-limits.json'), options.regional)}`,
    'dueActs.everyMs=50',
    ...(options.settings ?? []),
  ];
  let passed = 0;
  const now = options.beside?.now ?? (() => (stoppedAt ?? Date.now()) + passed * DAY_MS);
  const hub = await startTestHub({ ...options, settings, runtime: { ...options.runtime, now } });
  if (options.at !== undefined) await standSince(hub, '2000-01-01');
  return {
    ...hub,
    now,
    passDays: (days) => {
      passed += days;
    },
    stopAt: (moment) => {
      stoppedAt = Date.parse(moment);
      passed = 0;
    },
    peer: async (peerId): Promise<TestPeer> => {
      const peer = await hub.peer(peerId);
      peer.now = now;
      return peer;
    },
    close: async () => {
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Keys and certificates are as old as this run: for a hub that lives in another year they are good since then. */
async function standSince({ database, running }: TestHub, date: string): Promise<void> {
  for (const table of ['peer_key', 'peer_certificate', 'peer_right']) {
    await database.query(`update ${table} set valid_from = $1`, [date]);
  }
  await database.query(`select pg_notify('tongban_directory', '')`);
  const { rules } = running.services;
  await eventually(() => {
    const [key] = rules.current().directory.keysOf('guangdong');
    if (key === undefined || key.validFrom > Date.parse(date)) throw new Error('not heard of yet');
  });
}

/** The rules of the product, for items of every type. */
function writeRules(path: string, regional: LimitedHubOptions['regional'] = []): string {
  const product = readFileSync(join(packageRoot, 'config', 'calendar', 'time-limits.json'), 'utf8');
  const rules: { rules: RuleRow[] } = JSON.parse(product);
  const seen = new Set<string>();
  const first = rules.rules.filter(({ kind }) => !seen.has(kind) && seen.add(kind));
  for (const rule of first) delete rule.itemTypes;
  const more = regional.map((own) => {
    const like = first.find(({ kind }) => kind === own.kind);
    return { ...like, ...own, id: `${own.kind}-${own.region}` };
  });
  writeFileSync(path, JSON.stringify({ ...rules, rules: [...first, ...more] }));
  return path;
}
