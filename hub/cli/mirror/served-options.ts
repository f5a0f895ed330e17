import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readWhole } from '../arguments.js';
import { parseLogUrl, type ServedFiles, servedFiles } from './served-files.js';

export interface ServedOptions {
  readonly tokenFile?: string;
  readonly ca?: string;
  readonly parallel: number;
}

const FIRST_DELAY_MS = 250;
const TIMEOUT_MS = 60_000;

/** How a served log is reached. */
export function withServedOptions(command: Command): Command {
  return command
    .option('--token-file <file>', '审计方令牌文件 · a file that holds the auditor’s token')
    .option('--ca <file>', '服务器证书的签发机构（PEM） · the authority of the server’s certificate')
    .option('--parallel <n>', '同时读取的文件数 · files on their way at once', readWhole(1, 64), 8);
}

/** @throws LogAddressError for an address that is none, or one where the token could be read on the way. */
export async function openServed(url: string, options: ServedOptions): Promise<ServedFiles> {
  const { tokenFile, ca, parallel } = options;
  const token = tokenFile === undefined ? undefined : (await readFile(tokenFile, 'utf8')).trim();
  return servedFiles({
    ...{ url: parseLogUrl(url, token !== undefined), token, parallel },
    ca: ca === undefined ? undefined : await readFile(ca, 'utf8'),
    ...{ firstDelayMs: FIRST_DELAY_MS, timeoutMs: TIMEOUT_MS },
  });
}
