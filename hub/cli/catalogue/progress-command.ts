import type { Command } from 'commander';
import { dayOf } from '#domain/rules';
import { catalogueProgress } from '#hub/store';
import { AS_JSON, readDay } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import { pad, type Speech } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { type OfficialCounts, readOfficialCounts } from './rule-files.js';

/** A batch beside what was officially said of it; `official` is absent where nothing was. */
interface BatchProgress extends catalogueProgress.BatchState {
  readonly official: number | undefined;
  /** Rows with at least one entry, by province (first two digits of the division code). */
  readonly provinces: Readonly<Record<string, number>>;
}

export function registerProgress(catalog: Command, context: CommandContext, withDb: OperatorDatabase): void {
  catalog
    .command('progress')
    .description('各批次事项落地进度，对照官方数量 · progress by batch, beside the official numbers')
    .option('--as-of <date>', '截至哪一天，缺省为今天 · on which day; today if absent', readDay)
    .option('--json', AS_JSON)
    .action(async ({ asOf, json }: { asOf?: string; json?: boolean }) => {
      const day = asOf ?? dayOf(context.runtime.now());
      const [states, coverage] = await withDb((db) =>
        Promise.all([catalogueProgress.readBatches(db, day), catalogueProgress.readCoverage(db, day)]),
      );
      const counts = readOfficialCounts();
      const batches = states.map((state) => progressOf(state, coverage, counts));
      const speech = context.speech();
      if (json) speech.sayJson({ asOf: day, batches, official: counts });
      else print(batches, counts, day, speech);
    });
}

function progressOf(
  state: catalogueProgress.BatchState,
  coverage: readonly catalogueProgress.ProvinceCoverage[],
  { documents }: OfficialCounts,
): BatchProgress {
  const batch = documents
    .find(({ document }) => document === state.document)
    ?.batches.find((each) => each.batch === state.batch);
  const provinces = coverage.filter((each) => each.batch === state.batch && each.document === state.document);
  return {
    ...state,
    official: batch?.effective ?? batch?.count,
    provinces: Object.fromEntries(provinces.map(({ province, covered }) => [province, covered])),
  };
}

const SHOWN_MISSING = 12;

function print(batches: readonly BatchProgress[], counts: OfficialCounts, day: string, speech: Speech): void {
  speech.say({ zh: `截至 ${day}`, en: `On ${day}` });
  for (const batch of batches) {
    const official = batch.official === undefined ? '' : ` / ${batch.official}`;
    const provinces = Object.entries(batch.provinces).map(([province, covered]) => `${province}: ${covered}`);
    speech.say({
      zh: `  ${pad(batch.document, 22)}${pad(batch.batch, 14)}有效 ${batch.inForce}${official === '' ? '' : `（官方${official}）`}  已取消 ${batch.cancelled}  无任何实施 ${batch.missing.length}`,
      en: `  ${pad(batch.document, 22)}${pad(batch.batch, 14)}in force ${batch.inForce}${official === '' ? '' : ` (official${official})`}  cancelled ${batch.cancelled}  with no entry ${batch.missing.length}`,
    });
    if (provinces.length > 0)
      speech.say({
        zh: `      各省已实施 ${provinces.join('  ')}`,
        en: `      with entries, by province ${provinces.join('  ')}`,
      });
    if (batch.missing.length > 0) {
      const more = batch.missing.length > SHOWN_MISSING ? ' …' : '';
      const missing = batch.missing.slice(0, SHOWN_MISSING).join(' ') + more;
      speech.say({ zh: `      尚无实施 ${missing}`, en: `      without any entry ${missing}` });
    }
  }
  for (const { document, total, effective, source } of counts.documents)
    speech.say({
      zh: `官方数量 ${document}：${total} 项，现行 ${effective} 项（${source}）`,
      en: `Official numbers of ${document}: ${total}, effective ${effective} (${source})`,
    });
}
