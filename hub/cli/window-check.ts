import { readFile } from 'node:fs/promises';
import { readCertificatePowers } from '#config';
import { MAX_CREDENTIAL_CHARACTERS } from '#crypto/credential';
import { TrustError } from '#crypto/verify';
import {
  checkAtWindow,
  exitCodeOf,
  WINDOW_VERDICTS,
  type WindowReport,
  type WindowTrust,
} from '#crypto/verify/window';
import { type CheckOptions, UNREADABLE } from './check-command.js';
import { fileErrorText } from './file-errors.js';
import type { CommandContext } from './tongban.js';
import { readWindowFolder } from './window-folder.js';

const HOUR_MS = 3_600_000;

/** Says what was shown is worth, and returns the exit code. */
export async function checkShown(
  file: string,
  options: CheckOptions,
  context: CommandContext,
): Promise<number> {
  const { folder, rules, type, audience, nonce } = options;
  let text: string;
  let trust: WindowTrust;
  try {
    text = (await readFile(file, 'utf8')).trim().slice(0, MAX_CREDENTIAL_CHARACTERS + 1);
    trust = await readWindowFolder(folder, readCertificatePowers(rules), options.maxAge * HOUR_MS);
  } catch (error) {
    const isExpected = error instanceof TrustError || (error instanceof Error && 'syscall' in error);
    if (!isExpected) throw error;
    process.stderr.write(`tongban: ${fileErrorText(error) ?? error.message}\n`);
    return UNREADABLE;
  }
  const asked = {
    ...{ type, audience, nonce },
    fields: options.fields.split(',').filter((name) => name !== ''),
    now: context.runtime.now(),
    maxProofAgeMs: options.maxProofAge * 1000,
  };
  const report = await checkAtWindow(text, asked, trust);
  const speech = context.speech();
  if (options.json) speech.sayJson(report);
  else for (const line of linesOf(report)) speech.say(line);
  return exitCodeOf(report);
}

function linesOf({ verdict, reason, listAgeSeconds, keysAgeSeconds, credential }: WindowReport) {
  const { zh, en, exitCode } = WINDOW_VERDICTS[verdict];
  const mark = exitCode === 0 ? '✓' : exitCode === 1 ? '✗' : '?';
  const because = reason === undefined ? '' : ` (${reason})`;
  const list = listAgeSeconds === undefined ? { zh: '无', en: 'none' } : ageOf(listAgeSeconds);
  const keys = ageOf(keysAgeSeconds);
  const fields = Object.entries(credential?.fields ?? {}).map(
    ([name, value]) => `  ${name}: ${String(value)}`,
  );
  return [
    { zh: `${mark} ${verdict} ${zh}${because}`, en: `${mark} ${verdict} ${en}${because}` },
    {
      zh: `状态列表距今 ${list.zh}；公钥目录距今 ${keys.zh}`,
      en: `age of the status list: ${list.en}; of the keys: ${keys.en}`,
    },
    ...fields,
  ];
}

function ageOf(seconds: number): { readonly zh: string; readonly en: string } {
  const minutes = Math.round(seconds / 60);
  return seconds < 120
    ? { zh: `${seconds} 秒`, en: `${seconds} s` }
    : { zh: `${minutes} 分钟`, en: `${minutes} min` };
}
