import { events } from '#hub/store';
import { type Check, type Evidence, fail } from '../check.js';
import { plainSubmission } from '../samples.js';
import type { World } from '../world.js';
import { expectArrived, expectSettled, expectShown } from './exchange.js';

const REMEDY = {
  zh: '并行处理不同办件；maxInFlight 按平台能力设置；检查平台与连接器日志中的超时与限流',
  en: 'work on different cases side by side; set maxInFlight to what the platform can bear; look for timeouts and limits in the logs',
};

/** Calls under way at once towards a desk or the hub. */
const WIDTH = 8;

export const LOAD: readonly Check[] = [
  {
    id: 'load.inbox',
    title: { zh: '同时收多个办件', en: 'many cases at once, incoming' },
    proves: {
      zh: '同时到来的办件全部进入平台并签收，不丢不重；给出速率与耗时',
      en: 'cases that come at once all reach the platform and are acknowledged, none lost, none doubled; with rate and time taken',
    },
    remedy: REMEDY,
    needs: ['inbox.delivered'],
    isForProgramsOnly: true,
    run: async (world, evidence) => {
      const act = plainSubmission(world.peer.divisionCode);
      const caseNos = await inParallel(world.settings.load, async () => {
        const caseNo = await world.counterpart.submit(act);
        evidence.about(caseNo);
        return caseNo;
      });
      await inParallel(caseNos.length, async (i) => {
        await expectShown(world, caseNos[i] ?? '', act);
        await expectSettled(world, evidence, caseNos[i] ?? '');
      });
      const timed = await inParallel(caseNos.length, async (i) => {
        const list = await events.listEvents(world.db, caseNos[i] ?? '');
        return { from: list[0]?.receivedAt ?? 0, to: list.at(-1)?.receivedAt ?? 0 };
      });
      report(world, evidence, timed);
    },
  },
  {
    id: 'load.outbox',
    title: { zh: '同时报多个办件', en: 'many cases at once, outgoing' },
    proves: {
      zh: '同时申报的办件全部取得编号并到达对方，不丢不重；给出速率与耗时',
      en: 'cases that are filed at once all get their number and reach the other side, none lost, none doubled; with rate and time taken',
    },
    remedy: REMEDY,
    needs: ['signing.submission'],
    isForProgramsOnly: true,
    run: async (world, evidence) => {
      const { driver, runtime, counterpart, settings } = world;
      const act = plainSubmission(counterpart.divisionCode);
      const filed = await inParallel(settings.load, async () => {
        const from = runtime.now();
        return { from, ref: await driver.file(act) };
      });
      const timed = await inParallel(filed.length, async (i) => {
        const { ref = '', from = 0 } = filed[i] ?? {};
        const caseNo = await driver.numbered(ref);
        evidence.about(caseNo);
        await expectArrived(world, caseNo, act);
        await expectSettled(world, evidence, caseNo);
        const [first] = await events.listEvents(world.db, caseNo);
        return { caseNo, from, to: first?.receivedAt ?? 0 };
      });
      const different = new Set(timed.map(({ caseNo }) => caseNo)).size;
      if (different !== filed.length)
        fail(
          `${filed.length} 次申报得到 ${different} 个编号`,
          `${filed.length} submissions got ${different} numbers`,
        );
      report(world, evidence, timed);
    },
  },
];

/** Unix milliseconds. */
interface Timed {
  readonly from: number;
  readonly to: number;
}

function report({ settings }: World, evidence: Evidence, timed: readonly Timed[]): void {
  const took = timed.map(({ from, to }) => to - from).sort((one, other) => one - other);
  const wholeMs = Math.max(...timed.map(({ to }) => to)) - Math.min(...timed.map(({ from }) => from));
  const rate = timed.length / (Math.max(wholeMs, 1) / 1000);
  const [p50, p99] = [percentile(took, 0.5), percentile(took, 0.99)];
  evidence.note(
    `${timed.length} 件，每秒 ${rate.toFixed(1)} 件，p50 ${p50} 毫秒，p99 ${p99} 毫秒`,
    `${timed.length} cases, ${rate.toFixed(1)} a second, p50 ${p50} ms, p99 ${p99} ms`,
  );
  if (rate < settings.minRate)
    fail(
      `每秒 ${rate.toFixed(1)} 件，低于要求的 ${settings.minRate}`,
      `${rate.toFixed(1)} a second, below the ${settings.minRate} asked for`,
    );
}

/** @param sorted smallest first. */
function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Does it so many times, some at once. @returns the results in order. */
async function inParallel<T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const i = next++;
      results[i] = await work(i);
    }
  };
  await Promise.all(Array.from({ length: Math.min(WIDTH, count) }, worker));
  return results;
}
