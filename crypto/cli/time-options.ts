import { type Command, InvalidArgumentError } from 'commander';

/** An option for a moment. @throws InvalidArgumentError. @returns unix milliseconds. */
export function readMoment(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('例 · as in 2026-11-22T10:00:00+08:00, 2026-11-22');
  return at;
}

/** What an auditor believes of time stamps. */
export function withTimeStampOptions(command: Command): Command {
  return command
    .option('--tsa <files...>', '信任的时间戳机构根证书，PEM · authorities for time stamps that you trust')
    .option('--tsa-crl <files...>', '其证书撤销列表 · their lists of revoked certificates')
    .option(
      '--weak-from <algorithm=date...>',
      '某算法自该日起不再可信，此前再次加盖过的时间戳不受影响，如 sha256=2040-01-01 · from that day an algorithm is not believed, but for what was stamped again before; sha256, sha384, sha512, sm3, RSA, RSA-PSS, ECDSA, ED25519, SM2',
      readWeakFrom,
    );
}

const ALGORITHMS: ReadonlySet<string> = new Set([
  ...['sha256', 'sha384', 'sha512', 'sm3'],
  ...['RSA', 'RSA-PSS', 'ECDSA', 'ED25519', 'SM2'],
]);

function readWeakFrom(
  text: string,
  before: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const [name = '', date = ''] = text.split('=');
  if (!ALGORITHMS.has(name)) throw new InvalidArgumentError(`${[...ALGORITHMS].join(', ')}`);
  return new Map([...(before ?? []), [name, readMoment(date)]]);
}
