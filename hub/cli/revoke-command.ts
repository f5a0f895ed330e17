import { type Command, InvalidArgumentError } from 'commander';
import { REVOCATION_REASONS, type RevocationReason } from '#crypto/evidence';
import { values } from '#proto/schema';
import { AS_JSON, readOneOf } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import { operatorName } from './operator-name.js';
import type { Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface RevokeOptions {
  readonly reason: RevocationReason;
  readonly since?: number;
  readonly json?: boolean;
}

const REFUSALS: Readonly<Record<'UNKNOWN_KEY' | 'IN_FUTURE' | 'REVOKED_BEFORE', Text>> = {
  UNKNOWN_KEY: { zh: '目录中没有这把密钥', en: 'the directory has no such key' },
  IN_FUTURE: {
    zh: '吊销时间在将来；到期停用请登记更早的 validTo',
    en: 'that is in the future; for a planned end register an earlier validTo',
  },
  REVOKED_BEFORE: { zh: '此前已经吊销，且起算更早', en: 'it was revoked before, as of then or earlier' },
};

/** 吊销密钥: from now on no process takes what it signed, and the log says so. */
export function registerRevokeKey(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  program
    .command('revoke-key')
    .description(
      '吊销一个平台的签名密钥，立即生效，日志留痕 · revoke a platform’s signing key, at once; the log says so',
    )
    .argument('<kid>', '密钥标识，见 tongban peers · key id, as tongban peers shows it')
    .requiredOption(
      '--reason <code>',
      `事由 · why: ${REVOCATION_REASONS.join(' | ')}`,
      readOneOf(REVOCATION_REASONS),
    )
    .option(
      '--since <time>',
      '密钥自何时起不可信（默认现在） · from when on signatures do not count; now, when absent',
      readMoment,
    )
    .option('--json', AS_JSON)
    .action(async (kid: string, { reason, since, json }: RevokeOptions) => {
      const { RevocationError, revokeKey } = await import('#hub/exchange');
      const { runtime } = context;
      const editor = { enteredBy: operatorName(), runtime };
      const revocation = { kid, since: since ?? runtime.now(), reason };
      const done = await withDb((db) => revokeKey(db, editor, revocation)).catch((error: unknown) => {
        if (!(error instanceof RevocationError)) throw error;
        return error;
      });
      const speech = context.speech();
      if (done instanceof RevocationError) {
        process.exitCode = 1;
        const { zh, en } = REFUSALS[done.code];
        if (json) speech.sayJson({ kid, refused: done.code });
        else speech.say({ zh: `未吊销 ${kid}：${zh}。`, en: `${kid} is not revoked: ${en}.` });
        return;
      }
      const told = new Date(done.since).toISOString();
      if (json) speech.sayJson({ ...done, since: told, reason });
      else {
        speech.say({
          zh: `已吊销 ${done.peerId} 的密钥 ${kid}：自 ${told} 起的签名无效，此后收到的一律拒收。`,
          en: `The key ${kid} of ${done.peerId} is revoked: signatures from ${told} on do not count, and nothing of it that comes now is taken.`,
        });
      }
    });
}

function readMoment(text: string): number {
  if (values.moment.safeParse(text).success) return Date.parse(text);
  throw new InvalidArgumentError(
    '应为带时区的时刻，如 2026-11-22T10:00:00+08:00 · expected a moment like 2026-11-22T10:00:00+08:00',
  );
}
