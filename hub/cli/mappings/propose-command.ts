import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readJson, validate } from '#proto/schema';
import { AS_JSON, type JsonOption } from '../arguments.js';
import type { CommandContext } from '../tongban.js';
import { FAULTY, severalNotes } from './inspection.js';
import { printFaults, printNotes } from './print.js';

export function registerPropose(command: Command, context: CommandContext): void {
  command
    .command('propose')
    .description(
      '以一省连接器的身份提交映射；有误的不签名（退出码 2） · propose a mapping, with the key of a connector; a faulty one is not signed (exit 2)',
    )
    .argument('<config>', '连接器配置（JSON） · the connector’s configuration')
    .argument('<document>', '映射文件（JSON） · the mapping document')
    .option('--note <text>', '说明 · what changed and why')
    .option('--json', AS_JSON)
    .action(async (file: string, document: string, { note, json }: JsonOption & { note?: string }) => {
      // What speaks to a hub is as much again to load as all else here.
      const { ConnectorConfigSchema, MappingFaultsError, proposeMapping } = await import('#connectors/kit');
      const config = validate(ConnectorConfigSchema, readJson(await readFile(file)), `${file} is not valid`);
      const speech = context.speech();
      try {
        const { mapping, proposed } = await proposeMapping(config, await readFile(document), note);
        const { platform, version } = mapping;
        const notes = severalNotes(proposed);
        if (json) return speech.sayJson({ outcome: 'proposed', platform, version, notes, faults: [] });
        printNotes(notes, speech);
        speech.say({
          zh: `已提交 ${platform} ${version}，待枢纽审核。`,
          en: `${platform} ${version} is proposed and waits for review.`,
        });
      } catch (error) {
        if (!(error instanceof MappingFaultsError)) throw error;
        process.exitCode = FAULTY;
        if (json) return speech.sayJson({ outcome: 'refused', faults: error.faults });
        printFaults(error.faults, speech);
        speech.say({ zh: '✗ 有误，没有提交。', en: '✗ It has faults and is not proposed.' });
      }
    });
}
