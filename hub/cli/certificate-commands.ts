import { type Command, InvalidArgumentError } from 'commander';
import { readCertificateRules } from '#config';
import { parseCertificateId } from '#domain/codes';
import { certificates, certificateUses } from '#hub/store';
import { AS_JSON, readWhole } from './arguments.js';
import { registerCheck } from './check-command.js';
import { registerOpen } from './open-command.js';
import type { OperatorDatabase } from './operator-database.js';
import { registerPaperless } from './paperless-command.js';
import { registerRecognition } from './recognition-command.js';
import { pad } from './speech.js';
import type { CommandContext } from './tongban.js';

interface UsesOptions {
  readonly requester?: string;
  readonly platform?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Electronic certificates as the hub knows them: the directory, the ledger of uses, the types. Holders are not shown: nobody knows them here. */
export function registerCertificates(
  program: Command,
  context: CommandContext,
  withDb: OperatorDatabase,
): void {
  const command = program
    .command('certificates')
    .description(
      '电子证照：目录、用证记录、类型、互认与免提交 · electronic certificates: directory, ledger of uses, types, recognition',
    );

  command
    .command('uses')
    .description('一个平台的用证记录，最近的在前 · the ledger of uses of a platform, the latest first')
    .option('--requester <peer>', '用证方平台 · the platform that used them')
    .option('--platform <peer>', '颁证方平台 · the platform that answers for them')
    .option('--limit <n>', '最多条数 · at most so many', readWhole(1, 10_000), 50)
    .option('--json', AS_JSON)
    .action(async ({ requester, platform, limit, json }: UsesOptions) => {
      const uses = await withDb((db) =>
        certificateUses.listUses(db, filterOf(requester, platform), { limit }),
      );
      const lines = uses.map((use) => {
        const { certificateId, typeCode, caseRef } = use;
        return lineOf(use, `${certificateId ?? typeCode ?? ''} ${caseRef ?? ''}`);
      });
      print(context, json, uses.map(shown), lines);
    });

  command
    .command('show')
    .description('查看一个证照及其用证记录 · one certificate, and who used it')
    .argument('<identifier>', '电子证照标识 · its identifier (GB/T 36904)', readIdentifier)
    .option('--json', AS_JSON)
    .action(async (certificateId: string, { json }: { json?: boolean }) => {
      const { found, uses } = await withDb(async (db) => ({
        found: await certificates.findCertificates(db, [certificateId]),
        uses: await certificateUses.listUses(db, { certificateId }, { limit: 100 }),
      }));
      const [certificate] = found;
      if (certificate === undefined) throw new Error(`没有该电子证照 · no certificate ${certificateId}`);
      const named = {
        ...certificate,
        stateSince: new Date(certificate.stateSince).toISOString(),
        reportedAt: new Date(certificate.reportedAt).toISOString(),
      };
      const name =
        readCertificateRules().types.typeOf(certificate.typeCode, certificate.validFrom)?.name ?? '';
      const lines = [...linesOf(named, name), ...uses.map((use) => lineOf(use, use.caseRef ?? ''))];
      print(context, json, { certificate: named, uses: uses.map(shown) }, lines);
    });

  registerRecognition(command, context);
  registerPaperless(command, context, withDb);
  registerOpen(command, context);
  registerCheck(command, context);

  command
    .command('types')
    .description('电子证照类型清单 · the types of electronic certificates')
    .option('--json', AS_JSON)
    .action(({ json }: { json?: boolean }) => {
      const { rows } = readCertificateRules().types;
      const lines = rows.map(({ code, name, validFrom = '', validTo = '' }) =>
        `${pad(code, 24)}${pad(name, 44)}${pad(validFrom, 12)}${validTo}`.trimEnd(),
      );
      print(context, json, rows, lines);
    });
}

/** The ledger is indexed by platform: a list of everybody's uses would have to read all of it. */
function filterOf(requester: string | undefined, platform: string | undefined): certificateUses.UseFilter {
  if (requester !== undefined && platform === undefined) return { requester };
  if (platform !== undefined && requester === undefined) return { platform };
  throw new Error('请指定 --requester 或 --platform 之一 · name one of --requester and --platform');
}

/** Without the holder's tag and the salt, which say nothing to anybody. */
function shown(use: certificateUses.ListedUse): object {
  const { holderTag: _, salt: __, decidedAt, outcome: ___, ...rest } = use;
  return { ...rest, decidedAt: new Date(decidedAt).toISOString(), outcome: certificateUses.outcomeOf(use) };
}

/** What the directory says of a certificate: what it is, whose, and since when in which state. */
function linesOf(
  certificate: Omit<certificates.CertificateRow, 'stateSince' | 'reportedAt'> & {
    readonly stateSince: string;
  },
  name: string,
): string[] {
  const { platform, state, stateSince, typeCode, issuer, divisionCode } = certificate;
  const { validFrom, validTo, supersedes, supersededBy } = certificate;
  return [
    `${pad(platform, 14)}${pad(state, 12)}${stateSince}`,
    `  ${typeCode} ${name}  ${issuer} ${divisionCode}  ${validFrom} … ${validTo ?? ''}`.trimEnd(),
    ...(supersedes === null ? [] : [`  ← ${supersedes}`]),
    ...(supersededBy === null ? [] : [`  → ${supersededBy}`]),
  ];
}

/** @param what was used, and for which case, as far as it is not said already. */
function lineOf(use: certificateUses.ListedUse, what: string): string {
  const { decidedAt, requester, clerk, operation, refusalCode } = use;
  const outcome = refusalCode === null ? certificateUses.outcomeOf(use) : `REFUSED ${refusalCode}`;
  return `${new Date(decidedAt).toISOString()}  ${pad(requester, 12)}${pad(clerk, 16)}${pad(operation, 14)}${pad(outcome, 30)}${what}`.trimEnd();
}

function readIdentifier(text: string): string {
  const fault = parseCertificateId(text);
  if (typeof fault !== 'string') return text;
  throw new InvalidArgumentError(`应为电子证照标识，含校验位 · expected an identifier: ${fault}`);
}

function print(
  context: CommandContext,
  json: boolean | undefined,
  value: unknown,
  lines: readonly string[],
): void {
  const speech = context.speech();
  if (json) speech.sayJson(value);
  else speech.say(lines.length === 0 ? { zh: '（无）', en: '(none)' } : lines.join('\n'));
}
