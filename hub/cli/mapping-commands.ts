import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { ConnectorConfigSchema, proposeMapping } from '#connectors/kit';
import { FileBlobFolder, mappings } from '#hub/store';
import { readJson, validate } from '#proto/schema';
import type { OperatorDatabase } from './operator-database.js';
import { pad } from './speech.js';
import type { CommandContext } from './tongban.js';

interface ReviewOptions {
  readonly note: string;
  readonly reviewer: string;
}

/** The mappings of the provinces: proposed by whoever holds a province's key, reviewed by the operators of the hub. */
export function registerMappings(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program
    .command('mappings')
    .description('各平台编码映射的版本与审核 · versions of the platforms’ mappings, and their review');

  command
    .command('list', { isDefault: true })
    .option('--platform <id>', '只看一个平台 · of one platform')
    .option('--json')
    .action(async ({ platform, json }: { platform?: string; json?: boolean }) => {
      const found = await withDb((db) =>
        mappings.listMappings(db, platform === undefined ? {} : { platform }),
      );
      const speech = context.speech();
      if (json) return speech.say(JSON.stringify(found, undefined, 2));
      if (found.length === 0) return speech.say({ zh: '（无）', en: '(none)' });
      for (const each of found) speech.say(lineOf(each));
    });

  command
    .command('show')
    .description('打印映射文件 · print a version’s document')
    .argument('<platform>')
    .argument('<version>')
    .action(async (platform: string, version: string) => {
      const { document } = await findVersion(withDb, platform, version);
      const folder = new FileBlobFolder(join(context.config().dataDir, 'files'));
      context.speech().say(await text(await folder.read(document, 0)));
    });

  for (const verdict of VERDICTS) {
    command
      .command(verdict.name)
      .description(verdict.description)
      .argument('<platform>')
      .argument('<version>')
      .requiredOption('--note <text>', '理由 · why')
      .option('--reviewer <name>', '审核人 · who says so', userInfo().username)
      .action(async (platform: string, version: string, { note, reviewer }: ReviewOptions) => {
        await findVersion(withDb, platform, version);
        const { isApproved } = verdict;
        const reviewedAt = context.runtime.now();
        const review = { platform, version, isApproved, reviewer, note, reviewedAt };
        const isNew = await withDb((db) => mappings.insertReview(db, review));
        if (!isNew) throw new Error('该版本已审核 · the version has been reviewed already');
        context.speech().say(verdict.done);
      });
  }

  command
    .command('propose')
    .description('以一省连接器的身份提交映射 · propose a mapping, with the key of a connector')
    .argument('<config>', '连接器配置（JSON） · the connector’s configuration')
    .argument('<document>', '映射文件（JSON） · the mapping document')
    .option('--note <text>', '说明 · what changed and why')
    .action(async (file: string, document: string, { note }: { note?: string }) => {
      const config = validate(ConnectorConfigSchema, readJson(await readFile(file)), `${file} is not valid`);
      const stored = await proposeMapping(config, await readFile(document), note);
      context.speech().say({
        zh: `已提交 ${stored.platform} ${stored.version}，待枢纽审核。`,
        en: `${stored.platform} ${stored.version} is proposed and waits for review.`,
      });
    });
}

const VERDICTS = [
  {
    name: 'approve',
    isApproved: true,
    description: '批准，自其生效日起施行 · approve: it holds from its first day on',
    done: { zh: '已批准。', en: 'It is approved.' },
  },
  {
    name: 'reject',
    isApproved: false,
    description: '驳回 · reject',
    done: { zh: '已驳回。', en: 'It is rejected.' },
  },
];

async function findVersion(
  withDb: OperatorDatabase,
  platform: string,
  version: string,
): Promise<mappings.MappingVersion> {
  const [found] = await withDb((db) => mappings.listMappings(db, { platform, version }));
  if (found === undefined) throw new Error(`没有这个版本 · no version ${version} of ${platform}`);
  return found;
}

function lineOf({ platform, version, validFrom, document, review }: mappings.MappingVersion): string {
  const state =
    review === undefined ? '待审核 proposed' : review.isApproved ? '已批准 approved' : '已驳回 rejected';
  const by = review === undefined ? '' : `${review.reviewer}：${review.note}`;
  return `${pad(platform, 14)}${pad(version, 16)}${pad(validFrom, 12)}${pad(state, 20)}${pad(document.sha256.slice(0, 12), 14)}${by}`;
}
