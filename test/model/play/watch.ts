import { isDeepStrictEqual } from 'node:util';
import { tongban } from '#proto/codec';
import { eventually } from '../../kit/eventually.js';
import type { TestPeer } from '../../kit/peer.js';
import type { Case } from '../model/case.js';
import { ITEMS } from '../model/limits.js';
import type { Run } from '../model/run.js';
import { PEERS } from '../model/words.js';
import {
  foretoldCase,
  foretoldConsultations,
  foretoldFeedback,
  toldCase,
  toldConsultations,
  toldFeedback,
} from './facts.js';
import type { Names } from './names.js';
import type { Stand } from './stand.js';

const { CaseCount, HandlingMode } = tongban.v1;

type Counted = Readonly<Record<string, number>>;

/** Compares what the hub tells with what the model says, story by story: what was there before does not count. */
export class Watch {
  readonly #stand: Stand;
  readonly #logSize: number;
  readonly #counts: Counted;

  private constructor(stand: Stand, logSize: number, counts: Counted) {
    this.#stand = stand;
    this.#logSize = logSize;
    this.#counts = counts;
  }

  static async begin(stand: Stand): Promise<Watch> {
    return new Watch(stand, await sizeOfLog(stand), await countsOf(stand));
  }

  /** @throws Error naming the first thing that differs. */
  async compare(run: Run, names: Names): Promise<void> {
    for (const of of run.model.cases) await this.#compareCase(of, names);
    await this.#compareInboxes(run, names);
    await this.#compareCounts(run);
    await eventually(async () => {
      same('leaves of the log', (await sizeOfLog(this.#stand)) - this.#logSize, run.model.leaves);
    });
  }

  async #compareCase(of: Case, names: Names): Promise<void> {
    const caseNo = names.number(of.name);
    for (const reader of new Set([of.submitter, of.competent])) {
      const peer = this.#stand.peer(reader);
      same(`case ${of.name}`, toldCase(await got(peer, `/v1/cases/${caseNo}`)), foretoldCase(of, names));
    }
    const peer = this.#stand.peer(of.competent);
    await this.#compareHistory(peer, of, caseNo);
    const feedback = toldFeedback(await got(peer, `/v1/cases/${caseNo}/feedback`));
    same(`the ratings of ${of.name}`, feedback, foretoldFeedback(of));
    const consultations = toldConsultations(await got(peer, `/v1/consultations?caseNo=${caseNo}`));
    same(`the consultations of ${of.name}`, consultations, foretoldConsultations(of));
    const [stranger] = PEERS.filter((each) => !of.takesPart(each));
    if (stranger === undefined) return;
    const { status } = await this.#stand.peer(stranger).rest('GET', `/v1/cases/${caseNo}`);
    same(`case ${of.name} to ${stranger}`, status, 404);
  }

  async #compareHistory(peer: TestPeer, of: Case, caseNo: string): Promise<void> {
    const told = of.history.map(({ type, actor, state, at }) =>
      [type, actor === 'hub' ? 'tongban-dev' : actor, state, at].join(' '),
    );
    const { events } = await got<{ events: readonly Told[] }>(peer, `/v1/cases/${caseNo}/events`);
    same(`the history of ${of.name}`, events.map(toldText), told);
    const { progress } = await got<{ progress: Progress }>(peer, `/v1/cases/${caseNo}/progress`);
    same(`the progress of ${of.name}`, progress.state, of.state);
    same(
      `the timeline of ${of.name}`,
      progress.timeline.map(({ event }) => toldText(event)),
      told,
    );
  }

  async #compareInboxes(run: Run, names: Names): Promise<void> {
    const rows = await this.#stand.hub.database.query<InboxRow>(
      `select recipient, case_no, seq, attempts, dead_at is not null as is_dead, lease_token is not null as is_leased
       from inbox order by recipient, case_no, seq`,
    );
    const told = rows.map((row) =>
      [row.recipient, names.name(row.case_no), row.seq, row.attempts, row.is_dead, row.is_leased].join(' '),
    );
    const foretold = [...run.model.inboxes].flatMap(([recipient, { waiting }]) =>
      waiting.map(({ caseName, seq, attempts, isDead, lease }) =>
        [recipient, caseName, seq, attempts, isDead, lease !== undefined].join(' '),
      ),
    );
    same('the inboxes', told.sort(), foretold.sort());
  }

  async #compareCounts(run: Run): Promise<void> {
    const now = await countsOf(this.#stand);
    const added = Object.entries(now)
      .map(([key, count]) => [key, count - (this.#counts[key] ?? 0)] as const)
      .filter(([, count]) => count !== 0);
    same('the statistics', Object.fromEntries(added), run.model.counts.all());
  }
}

interface Told {
  readonly type: string;
  readonly actor: string;
  readonly state: string;
  readonly receivedAt: string;
}

interface Progress {
  readonly state: string;
  readonly timeline: readonly { readonly event: Told }[];
}

interface InboxRow {
  readonly recipient: string;
  readonly case_no: string;
  readonly seq: number;
  readonly attempts: number;
  readonly is_dead: boolean;
  readonly is_leased: boolean;
}

const ITEM_OF = new Map(Object.entries(ITEMS).map(([name, { code }]) => [code, name]));

/** Each platform sees the counts of its own cases; together they see all. */
async function countsOf(stand: Stand): Promise<Counted> {
  const all: Record<string, number> = {};
  for (const peer of PEERS) {
    const asked = { fromMonth: '2020-01', toMonth: '2040-01', limit: 1000 };
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page = await stand.peer(peer).grpc.caseCounts({ ...asked, after });
      for (const { month, submitter, competent, basicCode, mode, measure, count } of page.counts) {
        const names = [HandlingMode[mode], CaseCount.Measure[measure]];
        all[[month, submitter, competent, ITEM_OF.get(basicCode), ...names].join(' ')] = Number(count);
      }
      after = page.next || undefined;
    }
  }
  return all;
}

async function sizeOfLog({ hub }: Stand): Promise<number> {
  return (await hub.running.services.log.reader.state()).size;
}

async function got<T>(peer: TestPeer, path: string): Promise<T> {
  const answer = await peer.rest('GET', path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.body.toString()}`);
  return answer.json<T>();
}

function toldText({ type, actor, state, receivedAt }: Told): string {
  return [type, actor, state, Date.parse(receivedAt)].join(' ');
}

function same(what: string, told: unknown, foretold: unknown): void {
  if (isDeepStrictEqual(told, foretold)) return;
  throw new Error(`${what}: the hub says\n    ${text(told)}\n  the model\n    ${text(foretold)}`);
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('\n    ') : JSON.stringify(value);
}
