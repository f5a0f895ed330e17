import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { INTAKE_POWERS, type IntakePower } from '#domain/intake';
import { intakeGrants } from '#hub/store';
import { readJson, validate } from '#proto/schema';
import { AS_JSON, type JsonOption } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import { pad } from '../speech.js';
import type { CommandContext } from '../tongban.js';

/** 收件授权: given and withdrawn by whoever holds the key of the platform that decides, read by the operators of the hub. */
export function registerGrants(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program
    .command('grants')
    .description('收件授权 · what platforms let each other take in, check and hand out');
  registerList(command, context, withDb);
  registerShow(command, context, withDb);
  registerGive(command, context);
  registerWithdraw(command, context);
}

interface ListOptions extends JsonOption {
  readonly given?: boolean;
  readonly item?: string;
  readonly on?: string;
}

const PAGE = 1_000;

function registerList(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('list', { isDefault: true })
    .description('一个平台获得或给出的授权 · what a platform holds, or has given')
    .argument('<platform>')
    .option('--given', '给出的，而非获得的 · what it has given, not what it holds')
    .option('--item <code>', '只看一个事项（基本编码） · of one item')
    .option('--on <day>', '只看某日有效的，YYYY-MM-DD · those alone that hold on a day')
    .option('--json', AS_JSON)
    .action(async (platform: string, { given, item, on, json }: ListOptions) => {
      const party = given ? { grantedBy: platform } : { platform };
      const query = { party, basicCode: item, on };
      const found = await withDb(async (db) => {
        const rows: intakeGrants.IntakeGrantRow[] = [];
        for (let after: number | undefined = 0; after !== undefined; ) {
          const page: Awaited<ReturnType<typeof intakeGrants.listIntakeGrants>> =
            await intakeGrants.listIntakeGrants(db, { ...query, after, limit: PAGE });
          rows.push(...page);
          after = page.length < PAGE ? undefined : page.at(-1)?.id;
        }
        return rows;
      });
      const speech = context.speech();
      if (json) return speech.sayJson(found);
      if (found.length === 0) return speech.say({ zh: '（无）', en: '(none)' });
      for (const each of found) speech.say(lineOf(each));
    });
}

function registerShow(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('show')
    .description('一项授权 · one grant')
    .argument('<platform>', '给出授权的平台 · who gave it')
    .argument('<grant>')
    .action(async (platform: string, grantId: string) => {
      const found = await withDb((db) => intakeGrants.findGrant(db, platform, grantId));
      if (found === undefined) throw new Error(`没有这项授权 · no grant ${grantId} of ${platform}`);
      context.speech().sayJson(found);
    });
}

interface GiveOptions extends JsonOption {
  readonly to: string;
  readonly division?: string;
  readonly item: string;
  readonly power: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly basis: string;
}

function registerGive(command: Command, context: CommandContext): void {
  command
    .command('give')
    .description('以一省连接器的身份授权 · grant, with the key of a connector')
    .argument('<config>', '连接器配置（JSON） · the connector’s configuration')
    .requiredOption('--to <platform>', '获得授权的平台 · who may')
    .option('--division <code>', '限于该地的窗口 · at the windows of this place alone')
    .requiredOption('--item <code>', '事项基本编码 · basic code of the item')
    .requiredOption('--power <power...>', POWERS)
    .requiredOption('--from <day>', '首日，YYYY-MM-DD · the first day')
    .requiredOption('--until <day>', '末日，YYYY-MM-DD · the last day')
    .requiredOption('--basis <text>', '依据：协议或规定 · the agreement or provision that it rests on')
    .option('--json', AS_JSON)
    .action(async (file: string, options: GiveOptions) => {
      const { giveIntakeGrant, ConnectorConfigSchema } = await import('#connectors/kit');
      const config = validate(ConnectorConfigSchema, readJson(await readFile(file)), `${file} is not valid`);
      const { to, division, item, power, from, until, basis, json } = options;
      const days = { validFrom: from, validTo: until };
      const { grantId } = await giveIntakeGrant(config, {
        ...{ platform: to, divisionCode: division, basicCode: item, powers: power, ...days, basis },
      });
      const speech = context.speech();
      if (json) return speech.sayJson({ grantId });
      speech.say({ zh: `已授权：${grantId}`, en: `Granted: ${grantId}` });
    });
}

const POWER_NAMES: Readonly<Record<IntakePower, string>> = {
  RECEIVE: '收件',
  CHECK_ORIGINALS: '原件核验',
  PASS_RESULT: '结果转送',
};

const POWERS = `权限 · powers: ${INTAKE_POWERS.map((power) => `${power} ${POWER_NAMES[power]}`).join(', ')}`;

function registerWithdraw(command: Command, context: CommandContext): void {
  command
    .command('withdraw')
    .description('撤回授权，即刻或自某一时刻起 · take a grant back, at once or from a moment on')
    .argument('<config>', '连接器配置（JSON） · the connector’s configuration')
    .argument('<grant>')
    .requiredOption('--reason <text>', '理由 · why')
    .option('--from <moment>', '自何时起，RFC 3339 · from when on')
    .option('--json', AS_JSON)
    .action(
      async (file: string, grantId: string, options: JsonOption & { reason: string; from?: string }) => {
        const { withdrawIntakeGrant, ConnectorConfigSchema } = await import('#connectors/kit');
        const config = validate(
          ConnectorConfigSchema,
          readJson(await readFile(file)),
          `${file} is not valid`,
        );
        const { reason, from, json } = options;
        const asked = { grantId, reason, withdrawnFrom: from };
        const { withdrawnFrom } = await withdrawIntakeGrant(config, asked);
        const speech = context.speech();
        if (json) return speech.sayJson({ grantId, withdrawnFrom });
        speech.say({
          zh: `已撤回，自 ${withdrawnFrom} 起不再有效。`,
          en: `It is withdrawn, and no longer holds from ${withdrawnFrom} on.`,
        });
      },
    );
}

function lineOf(grant: intakeGrants.IntakeGrantRow): string {
  const { grantId, grantedBy, platform, divisionCode, basicCode, powers, validFrom, validTo } = grant;
  const names = powers.map((power) => POWER_NAMES[power]).join('、');
  const days = `${validFrom}–${validTo}`;
  const withdrawn =
    grant.withdrawnFrom === null ? '' : `已撤回 withdrawn ${new Date(grant.withdrawnFrom).toISOString()}`;
  const from = pad(`${grantedBy} → ${platform}`, 28);
  return `${pad(grantId, 38)}${from}${pad(divisionCode ?? '', 14)}${pad(basicCode, 14)}${pad(days, 23)}${names} ${withdrawn}`;
}
