import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#config';
import {
  type ConnectorConfig,
  type ConnectorLog,
  type RunningConnector,
  readProvince,
  startConnector,
  systemClock,
} from '#connectors/kit';
import { QingxinCertificates } from './certificates.js';
import type { DropFolder } from './drop-folder.js';
import { checkEncoding } from './gb18030.js';
import { Ledger } from './ledger.js';
import { LocalFolder } from './local-folder.js';
import { CERTIFICATES } from './names.js';
import { QingxinProvince } from './province.js';
import { SftpConnection } from './sftp-connection.js';
import { SftpFolder } from './sftp-folder.js';
import { StatusBook } from './status-book.js';
import { Subfolder } from './subfolder.js';
import { WaitingRoom } from './waiting-room.js';
import { WindowRequests } from './window-requests.js';

const SftpSchema = z.strictObject({
  host: z.string(),
  port: z.int().min(1).max(65_535).default(22),
  username: z.string(),
  /** Where the drop folder is on the server. */
  path: z.string().startsWith('/'),
  /** A file that holds nothing but the password; or a private key in OpenSSH's or PEM form, without one. */
  passwordFile: z.string().optional(),
  keyFile: z.string().optional(),
  /** `SHA256:…` of the server's keys, from whoever runs it, never from the line. */
  hostKeys: z.array(z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/)).min(1),
});

export const QingxinConfigSchema = z
  .strictObject({
    /** The drop folder, on this machine or mounted. */
    drop: z.string().optional(),
    /** Or on a server. */
    sftp: SftpSchema.optional(),
    pollMs: z.int().min(50).default(2_000),
    /** The same for certificates: while their folder is not looked at, somebody waits for an answer. */
    certificatePollMs: z.int().min(50).default(1_000),
    /** After which what cannot be read yet is shown in `bad/waiting.csv`. */
    patienceMs: z.int().min(50).default(600_000),
    /** How long an act may lie in `in` without a receipt; shorter than a lease of the hub. */
    answerMs: z.int().min(50).default(20_000),
    /** How long nothing more is laid down for a platform that gives no receipts. */
    pauseMs: z.int().min(50).default(3_600_000),
    /** A mapping file to use instead of the one that comes with the connector. */
    mapping: z.string().optional(),
  })
  .refine(({ drop, sftp }) => (drop === undefined) !== (sftp === undefined), {
    path: ['drop'],
    message: 'either `drop` or `sftp`',
  })
  .refine(({ sftp }) => !sftp || (sftp.passwordFile === undefined) !== (sftp.keyFile === undefined), {
    path: ['sftp'],
    message: 'either `passwordFile` or `keyFile`',
  });

export const qingxinMapping = join(packageRoot, 'connectors', 'qingxin', 'mapping.json');

/** Starts the connector of 清远市清新区. */
export async function startQingxin(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const { settings, maps } = readProvince(config, QingxinConfigSchema, qingxinMapping);
  checkEncoding();
  const folder = await folderOf(settings);
  const shared = { ...settings, maps, log, clock: systemClock };
  const within = (name: string) => join(config.dataDir, name);
  const certificates = new QingxinCertificates({
    ...shared,
    folder: new Subfolder(folder, CERTIFICATES),
    pollMs: settings.certificatePollMs,
    ledger: await Ledger.open(within('certificate-ledger')),
    waiting: await WaitingRoom.open(within('certificate-waiting')),
    requests: await WindowRequests.open(within('window-requests')),
    statuses: await StatusBook.open(within('status-lists.json')),
  });
  const province = new QingxinProvince({
    ...shared,
    folder,
    certificates,
    ledger: await Ledger.open(within('ledger')),
    waiting: await WaitingRoom.open(within('waiting')),
  });
  return startConnector(config, province, maps, log);
}

async function folderOf({ drop, sftp }: z.output<typeof QingxinConfigSchema>): Promise<DropFolder> {
  if (sftp === undefined) return new LocalFolder(drop ?? '');
  const { host, port, username, hostKeys, passwordFile, keyFile, path } = sftp;
  const credentials =
    passwordFile === undefined
      ? { privateKey: await readFile(keyFile ?? '') }
      : { password: (await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, '') };
  const target = { host, port, username, hostKeys, ...credentials };
  return new SftpFolder(new SftpConnection(target, systemClock), path);
}
