import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The system account that PostgreSQL runs under: it refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** @returns undefined for an ordinary user, who runs PostgreSQL as himself. */
export function accountForRoot(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseAccount);
  const account =
    accounts.find((each) => each?.name === 'postgres') ?? accounts.find((each) => each?.name === 'nobody');
  if (account === undefined) throw new Error('no account postgres or nobody: PostgreSQL cannot run as root');
  return account;
}

/** @returns the first folder on the way to `path` that the account may not enter. */
export function barredFolder(path: string, account: Account): string | undefined {
  const folders: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return folders.find((folder) => !mayEnter(folder, account));
}

function mayEnter(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function parseAccount(line: string): Account | undefined {
  const [name = '', , uid = '', gid = ''] = line.split(':');
  return uid === '' ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}
