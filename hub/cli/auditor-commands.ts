import type { Command } from 'commander';
import { type AuditScope, AuditScopeSchema } from '#crypto/evidence';
import { Auditors } from '#hub/exchange';
import type { auditorGrants, Database } from '#hub/store';
import { NotFoundError } from '#proto/errors';
import { AS_JSON, type JsonOption, readDay, readOneOf, readShortName, readWhole } from './arguments.js';
import {
  type EvidenceOptions,
  evidenceText,
  readEvidenceOptions,
  withEvidenceOptions,
} from './auditor-options.js';
import type { OperatorDatabase } from './operator-database.js';
import { pad, type Text } from './speech.js';
import type { CommandContext } from './tongban.js';
import { writeOnce } from './write-once.js';

interface AddOptions extends EvidenceOptions, JsonOption {
  readonly begins?: string;
  readonly expires: string;
  readonly scope: AuditScope;
  readonly tokenFile?: string;
}

const STATES = {
  PENDING: { zh: '… 未生效', en: '… not yet' },
  GOOD: { zh: '✓ 有效', en: '✓ good' },
  EXPIRED: { zh: '✗ 已过期', en: '✗ expired' },
  REVOKED: { zh: '✗ 已收回', en: '✗ revoked' },
} as const;

/** Who besides the platforms may read the log, and evidence. */
export function registerAuditor(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program.command('auditor').description('审计方及其令牌 · auditors and their tokens');
  const withAuditors = <T>(work: (auditors: Auditors) => Promise<T>) =>
    withDb((db: Database) =>
      work(new Auditors({ db, runtime: context.runtime, hubId: context.config().hub.id })),
    );

  withEvidenceOptions(command.command('add'))
    .alias('grant')
    .description(
      '发放令牌；令牌只显示一次。可取哪些办件的证据包，须逐项指明 · give an auditor a token, which is shown once; which evidence he may fetch must be said',
    )
    .argument(
      '<name>',
      '单位简称，不得为个人姓名 · short name of the organisation, never of a person',
      readShortName,
    )
    .option(
      '--begins <date>',
      '自该日（北京时间）起有效；不写即时生效 · good from the beginning of this day in China; otherwise at once',
      readDay,
    )
    .requiredOption(
      '--expires <date>',
      '有效至该日（北京时间）结束 · good to the end of this day in China',
      readDay,
    )
    .option(
      '--scope <scope>',
      'log:read 全部日志，checkpoint:read 仅检查点 · the whole log, or its checkpoints alone',
      readOneOf(AuditScopeSchema.options),
      'log:read',
    )
    .option(
      '--token-file <file>',
      '写入文件（仅本人可读），不显示 · into a file for its owner alone, not shown',
    )
    .option('--json', AS_JSON)
    .action(async (auditor: string, { begins, expires, scope, tokenFile, json, ...options }: AddOptions) => {
      const beginsAt = begins === undefined ? undefined : Date.parse(`${begins}T00:00:00+08:00`);
      const expiresAt = Date.parse(`${expires}T24:00:00+08:00`);
      if (expiresAt <= context.runtime.now()) throw new Error(`${expires} 已过 · ${expires} is over already`);
      if (beginsAt !== undefined && beginsAt >= expiresAt)
        throw new Error('--expires 早于 --begins · --expires lies before --begins');
      const evidence = readEvidenceOptions(options);
      const admission = { auditor, scope, evidence, beginsAt, expiresAt };
      const token = await withAuditors((auditors) => auditors.admit(admission));
      const speech = context.speech();
      if (tokenFile !== undefined) await writeOnce(tokenFile, `${token}\n`);
      if (json) {
        const shown = tokenFile === undefined ? { token } : { tokenFile };
        const granted = { auditor, scope, evidence: evidence ?? null };
        const from = beginsAt === undefined ? null : new Date(beginsAt).toISOString();
        const told = { ...granted, beginsAt: from, expiresAt: new Date(expiresAt).toISOString(), ...shown };
        return speech.sayJson(told);
      }
      speech.say({
        zh: `${auditor} 可读取 ${scope}，${begins === undefined ? '' : `自 ${begins} 起`}至 ${expires} 止；本系统不保存令牌：`,
        en: `${auditor} may use ${scope} ${begins === undefined ? '' : `from ${begins} on `}until the end of ${expires}; the token is kept nowhere:`,
      });
      speech.say(evidenceText(evidence ?? null));
      speech.say(tokenFile ?? token);
    });

  command
    .command('list', { isDefault: true })
    .description('所有发放过的令牌 · every token that was ever given')
    .option('--json', AS_JSON)
    .action(async ({ json }: JsonOption) => {
      const grants = await withAuditors((auditors) => auditors.list());
      const now = context.runtime.now();
      const shown = grants.map(({ admittedAt, beginsAt, expiresAt, revokedAt, ...grant }) => ({
        ...grant,
        admittedAt: new Date(admittedAt).toISOString(),
        beginsAt: beginsAt === null ? null : new Date(beginsAt).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
        revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
        state: stateOf({ beginsAt, expiresAt, revokedAt }, now),
        isGood: stateOf({ beginsAt, expiresAt, revokedAt }, now) === 'GOOD',
      }));
      const speech = context.speech();
      if (json) speech.sayJson(shown);
      else if (shown.length === 0) speech.say({ zh: '（无）', en: '(none)' });
      for (const { auditor, scope, evidence, admittedAt, beginsAt, expiresAt, state } of json ? [] : shown) {
        const days = `${(beginsAt ?? admittedAt).slice(0, 10)} → ${expiresAt.slice(0, 16)}Z`;
        const line = `${pad(auditor, 32)}${pad(scope, 18)}${days}`;
        const { zh, en } = STATES[state];
        speech.say({ zh: `${pad(zh, 10)}${line}`, en: `${pad(en, 10)}${line}` });
        if (evidence !== null) speech.say(indented(evidenceText(evidence)));
      }
    });

  command
    .command('requests')
    .description(
      '审计方取过、求取被拒的证据包，最近的在前 · which evidence auditors have asked for, the latest first',
    )
    .argument('[name]')
    .option('--limit <count>', '至多列出 · at most', readWhole(1, 100_000), 100)
    .option('--json', AS_JSON)
    .action(async (name: string | undefined, { limit, json }: JsonOption & { readonly limit: number }) => {
      const rows = await withAuditors((auditors) => auditors.requests(name, limit));
      const shown = rows.map(({ askedAt, ...row }) => ({ ...row, askedAt: new Date(askedAt).toISOString() }));
      const speech = context.speech();
      if (json) return speech.sayJson(shown);
      if (shown.length === 0) speech.say({ zh: '（无）', en: '(none)' });
      for (const { auditor, caseNo, code, askedAt } of shown)
        speech.say(`${askedAt}  ${pad(auditor, 32)}${caseNo}  ${code ?? '✓'}`);
    });

  command
    .command('revoke')
    .description('收回一个审计方的全部令牌，立即生效 · end every token of an auditor, at once')
    .argument('<name>')
    .action(async (auditor: string) => {
      const ended = await withAuditors((auditors) => auditors.revoke(auditor)).catch((error: unknown) => {
        if (!(error instanceof NotFoundError)) throw error;
        throw new Error(`${auditor} 没有有效的令牌 · ${auditor} has no token to end`);
      });
      context.speech().say({ zh: `已收回 ${ended} 个令牌。`, en: `${ended} tokens have ended.` });
    });
}

type Times = Pick<auditorGrants.AuditorGrant, 'beginsAt' | 'expiresAt' | 'revokedAt'>;

function stateOf({ beginsAt, expiresAt, revokedAt }: Times, now: number): keyof typeof STATES {
  if (revokedAt !== null) return 'REVOKED';
  if (expiresAt <= now) return 'EXPIRED';
  return beginsAt !== null && now < beginsAt ? 'PENDING' : 'GOOD';
}

function indented({ zh, en }: Text): Text {
  return { zh: `          ${zh}`, en: `          ${en}` };
}
