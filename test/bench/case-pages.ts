import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import {
  applicantOf,
  caseNoOf,
  caseRefOf,
  competentRefOf,
  type FilledCases,
  WHOLE_OF,
} from './case-copies.js';
import { materialOf, type Site, type Target } from './measure.js';
import { cpuOf, cpuOfTree } from './process-cpu.js';

/** How soon a page of a case, or of a search, is there: over REST, as a platform asks for it, two questions at any time. */

export interface PageFigures {
  readonly page: string;
  readonly asked: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Cases on the pages of a search, on the average. */
  readonly found?: number;
  readonly cpuUs: { readonly hub: number; readonly postgres: number };
}

interface Page {
  readonly page: string;
  /** @returns how many cases are on the page, of a search. */
  ask(rest: Rest, chosen: Chosen): Promise<number | undefined>;
}

const AT_ONCE = 2;
const DURATION_MS = 5_000;
const WARM_UP = 40;
const DAY_MS = 86_400_000;

/** A case that was chosen at random. */
interface Chosen {
  readonly i: number;
  readonly caseNo: string;
  /** Unix milliseconds. */
  readonly openedAt: number;
}

const get =
  (path: string): Page['ask'] =>
  async (rest, { caseNo }) => {
    await rest.get(`/v1/cases/${caseNo}${path}`);
    return undefined;
  };

const search =
  (query: (chosen: Chosen) => object): Page['ask'] =>
  async (rest, chosen) =>
    (await rest.search(query(chosen))).length;

const PAGES: readonly Page[] = [
  {
    page: 'nothing (the ceiling): the checkpoint',
    ask: async (rest) => void (await rest.get('/v1/log/checkpoint')),
  },
  { page: 'case', ask: get('') },
  { page: 'its events', ask: get('/events') },
  { page: 'its progress', ask: get('/progress') },
  { page: 'its ratings', ask: get('/feedback') },
  { page: 'search: the newest', ask: search(() => ({})) },
  { page: 'search: number of the hub', ask: search(({ caseNo }) => ({ number: caseNo })) },
  { page: 'search: number of the submitter', ask: search(({ i }) => ({ number: caseRefOf(i) })) },
  { page: 'search: number of the authority', ask: search(({ i }) => ({ number: competentRefOf(i) })) },
  { page: 'search: number of nothing', ask: search(({ i }) => ({ number: `NONE-${i}` })) },
  { page: 'search: applicant', ask: search(({ i }) => ({ applicant: applicantOf(i) })) },
  { page: 'search: item', ask: search(() => ({ itemCode: '002090012000' })) },
  {
    page: 'search: item, place, day, 200 cases',
    ask: search(({ openedAt }) => ({
      itemCode: '002090012000',
      divisionCode: '440000',
      openedBefore: new Date(openedAt + DAY_MS).toISOString(),
      openedFrom: new Date(openedAt).toISOString(),
      limit: 200,
    })),
  },
  {
    page: 'search: a state that one in eleven has',
    ask: search(() => ({ states: ['CORRECTION_REQUESTED'] })),
  },
  { page: 'search: a state that no case has', ask: search(() => ({ states: ['SUSPENDED'] })) },
  { page: 'search: due by the day of tomorrow', ask: search(() => ({ dueBy: dayOf(Date.now() + DAY_MS) })) },
  {
    page: 'search: due and asked by another place',
    ask: search(() => ({ dueBy: dayOf(Date.now() + DAY_MS), divisionCode: '430000' })),
  },
];

export async function measurePages(
  site: Site,
  target: Target,
  filled: FilledCases,
  note: (text: string) => void,
): Promise<PageFigures[]> {
  const rest = new Rest(site, target);
  const figures: PageFigures[] = [];
  try {
    for (const page of PAGES) {
      note(page.page);
      figures.push(await measurePage(page, rest, site, target, filled));
    }
    return figures;
  } finally {
    rest.close();
  }
}

async function measurePage(
  { page, ask }: Page,
  rest: Rest,
  { postmaster }: Site,
  { pid }: Target,
  filled: FilledCases,
): Promise<PageFigures> {
  for (let i = 0; i < WARM_UP; i++) await ask(rest, choose(filled));
  const spent = () => [cpuOf(pid), cpuOfTree(postmaster)] as const;
  const [started, [hub, postgres]] = [performance.now(), spent()];
  const times: number[] = [];
  let found: number | undefined;
  const asker = async () => {
    while (performance.now() - started < DURATION_MS) {
      const asked = performance.now();
      const cases = await ask(rest, choose(filled));
      times.push(performance.now() - asked);
      if (cases !== undefined) found = (found ?? 0) + cases;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asker));
  const [hubAfter, postgresAfter] = spent();
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1));
  const each = (us: number) => Math.round(us / times.length);
  return {
    page,
    asked: times.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    ...(found === undefined ? {} : { found: Number((found / times.length).toFixed(1)) }),
    cpuUs: { hub: each(hubAfter - hub), postgres: each(postgresAfter - postgres) },
  };
}

/** One whose events have their contents. */
function choose(filled: FilledCases): Chosen {
  const i = Math.floor((Math.random() * filled.count) / WHOLE_OF) * WHOLE_OF;
  const caseNo = caseNoOf(i, filled);
  const openedAt = Date.parse(
    `${caseNo.slice(2, 6)}-${caseNo.slice(6, 8)}-${caseNo.slice(8, 10)}T00:00:00+08:00`,
  );
  return { i, caseNo, openedAt };
}

/** YYYY-MM-DD in China. */
function dayOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The submitting platform of all of the cases. */
class Rest {
  readonly #agent: Agent;
  readonly #port: number;

  constructor(site: Site, { restPort }: Target) {
    const read = (file: string) => readFileSync(join(materialOf(site, 'ED25519'), file));
    this.#port = restPort;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: AT_ONCE,
      ca: read('authority.crt'),
      cert: read('client.crt'),
      key: read('client.key'),
    });
  }

  get(path: string): Promise<string> {
    return this.#ask('GET', path);
  }

  async search(query: object): Promise<readonly unknown[]> {
    const { cases = [] } = JSON.parse(await this.#ask('POST', '/v1/cases/search', JSON.stringify(query)));
    return cases;
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(method: string, path: string, body = ''): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers =
        body === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const options = { host: 'localhost', port: this.#port, path, method, agent: this.#agent, headers };
      const asked = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(text)
            : reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`)),
        );
      });
      asked.on('error', reject).end(body);
    });
  }
}
