import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Config, ConfigError } from '#config';
import { nativeSm2Works } from '#crypto/primitives';
import { describeCertificate } from '#crypto/x509';
import { openDatabase } from '#hub/store';
import { findNativeFolder, isPortFree } from '#hub/store/embedded';
import { AS_JSON } from './arguments.js';
import { reachDatabase } from './database.js';
import { loadNamedMaterial } from './material.js';
import type { Speech, Text } from './speech.js';
import type { CommandContext } from './tongban.js';

/** One thing looked at: whether it is well, and what to do if not. */
interface Finding {
  readonly name: string;
  readonly title: Text;
  readonly status: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  readonly advice?: Text;
}

const OLDEST_NODE = [20, 15] as const;
const OLDEST_POSTGRES = 150_000;
const FREE_BYTES = 1024 ** 3;
const SOON_MS = 30 * 86_400_000;
/** A clock that differs by more is a sign that one of the two is not synchronised. */
const SKEW_MS = 2_000;

export function registerDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('检查这台机器和配置 · says what is wrong with a setup; exit 1 if something is')
    .option('--json', AS_JSON)
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine(context);
      if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
      else show(findings, context.speech());
      process.exitCode = findings.some((finding) => finding.status === 'problem') ? 1 : 0;
    });
}

async function examine(context: CommandContext): Promise<Finding[]> {
  const config = readConfig(context);
  if ('status' in config) return [node(), config];
  return [
    node(),
    sm2(),
    { name: 'config', title: { zh: '配置', en: 'configuration' }, status: 'ok', detail: config.hub.id },
    dataFolder(config),
    diskSpace(config),
    embedded(config),
    await database(config, () => context.runtime.now()),
    timeStamps(config),
    ...(await ports(config)),
    ...(await identity(config, context.runtime.now())),
  ];
}

function readConfig(context: CommandContext): Config | Finding {
  try {
    return context.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      name: 'config',
      title: { zh: '配置', en: 'configuration' },
      status: 'problem',
      detail: error.faults.join('; '),
      advice: { zh: '对照 config/hub.yaml 修改', en: 'compare with config/hub.yaml' },
    };
  }
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const base = { name: 'node', title: { zh: 'Node.js', en: 'Node.js' }, detail: process.version };
  if (!isOld) return { ...base, status: 'ok' };
  const wanted = OLDEST_NODE.join('.');
  return {
    ...base,
    status: 'problem',
    advice: { zh: `需要 ${wanted} 或更新`, en: `needs ${wanted} or newer` },
  };
}

function sm2(): Finding {
  const base = { name: 'sm2', title: { zh: '国密 SM2 自检', en: 'SM2 self-test' } };
  if (nativeSm2Works()) return { ...base, status: 'ok', detail: `OpenSSL ${process.versions.openssl}` };
  const advice = {
    zh: '已改用较慢的实现；换用自带 SM2 的 OpenSSL',
    en: 'a slower implementation stands in; use an OpenSSL with SM2',
  };
  return { ...base, status: 'warning', detail: `OpenSSL ${process.versions.openssl}`, advice };
}

function dataFolder(config: Config): Finding {
  const base = { name: 'data', title: { zh: '数据目录', en: 'data folder' }, detail: config.dataDir };
  try {
    mkdirSync(config.dataDir, { recursive: true });
    accessSync(config.dataDir, constants.W_OK);
    return { ...base, status: 'ok' };
  } catch {
    const advice = {
      zh: '不可写；用 TONGBAN_DATA_DIR 指定另一目录',
      en: 'cannot be written to; set TONGBAN_DATA_DIR',
    };
    return { ...base, status: 'problem', advice };
  }
}

function diskSpace(config: Config): Finding {
  const { bavail, bsize } = statfsSync(existsSync(config.dataDir) ? config.dataDir : '/');
  const free = bavail * bsize;
  const base = {
    name: 'disk',
    title: { zh: '磁盘空间', en: 'disk space' },
    detail: `${(free / 1024 ** 3).toFixed(1)} GiB`,
  };
  if (free >= FREE_BYTES) return { ...base, status: 'ok' };
  return { ...base, status: 'problem', advice: { zh: '至少保留 1 GiB', en: 'leave at least 1 GiB free' } };
}

function embedded(config: Config): Finding {
  const base = { name: 'embedded', title: { zh: '内嵌 PostgreSQL', en: 'embedded PostgreSQL' } };
  if (config.database.url !== '') return { ...base, status: 'ok', detail: '使用 DATABASE_URL · not used' };
  const folder = findNativeFolder();
  if (folder !== undefined) return { ...base, status: 'ok', detail: `${process.platform}-${process.arch}` };
  const advice = {
    zh: '设置 DATABASE_URL 指向 PostgreSQL 15 以上',
    en: 'set DATABASE_URL to PostgreSQL 15 or newer',
  };
  return { ...base, status: 'problem', detail: `${process.platform}-${process.arch}`, advice };
}

function timeStamps({ timestamping: { authorities } }: Config): Finding {
  const base = { name: 'timestamping', title: { zh: '时间戳机构', en: 'authorities for time stamps' } };
  const detail = authorities.map(({ name }) => name).join(', ');
  if (authorities.length > 0) return { ...base, status: 'ok', detail };
  const advice = {
    zh: '设置 timestamping.authorities：否则检查点的时间只有枢纽自己说明',
    en: 'set timestamping.authorities: otherwise nobody but the hub says when a checkpoint was there',
  };
  return { ...base, status: 'warning', detail: '–', advice };
}

async function database(config: Config, now: () => number): Promise<Finding> {
  const base = { name: 'database', title: { zh: '数据库连接', en: 'database' } };
  try {
    const reached = await reachDatabase(config);
    const db = openDatabase({ url: reached.url, poolSize: 4, onError: () => {} }); // the query reports it
    try {
      const [row] = await db.query<{ version: string; number: string; synced: string; clock: number }>({
        text: `select version() as version, current_setting('server_version_num') as number,
                 current_setting('fsync') as synced, clock_timestamp() as clock`,
      });
      const skewMs = Math.abs((row?.clock ?? 0) - now());
      const isOld = Number(row?.number) < OLDEST_POSTGRES;
      const isUnsafe = row?.synced !== 'on';
      const detail = row?.version.split(' ').slice(0, 2).join(' ') ?? '';
      if (isOld)
        return {
          ...base,
          status: 'problem',
          detail,
          advice: { zh: '需要 15 以上', en: 'needs 15 or newer' },
        };
      if (isUnsafe)
        return { ...base, status: 'problem', detail, advice: { zh: '请打开 fsync', en: 'turn fsync on' } };
      if (skewMs > SKEW_MS)
        return {
          ...base,
          status: 'warning',
          detail: `${detail}, ${Math.round(skewMs)} ms`,
          advice: {
            zh: '与本机时钟不一致，请校时',
            en: 'its clock differs from this machine’s: synchronise them',
          },
        };
      return { ...base, status: 'ok', detail };
    } finally {
      await db.close();
      await reached.stop();
    }
  } catch (error) {
    const detail = reasonsOf(error);
    return {
      ...base,
      status: 'problem',
      detail,
      advice: { zh: '检查地址、口令与服务状态', en: 'check address, password and service' },
    };
  }
}

/** That of auditors is opened only where it has a host. */
const DOORS = ['grpc', 'rest', 'open', 'audit'] as const;

async function ports(config: Config): Promise<Finding[]> {
  return Promise.all(
    DOORS.filter((name) => config.listen[name].host !== '').map(async (name): Promise<Finding> => {
      const { host, port } = config.listen[name];
      const base = {
        name: `port.${name}`,
        title: { zh: `端口 ${name}`, en: `port ${name}` },
        detail: `${host}:${port}`,
      };
      if (await isPortFree(host, port)) return { ...base, status: 'ok' };
      const advice = {
        zh: `已被占用（枢纽可能正在运行）；用 --set listen.${name}.port=… 另选`,
        en: 'taken, perhaps by a running hub; choose another with --set',
      };
      return { ...base, status: 'warning', advice };
    }),
  );
}

/** The keys that the configuration names, and how long the certificate among them holds. */
async function identity(config: Config, now: number): Promise<Finding[]> {
  const base = { name: 'keys', title: { zh: '密钥与证书文件', en: 'key files' } };
  try {
    const material = await loadNamedMaterial(config);
    const detail =
      material === undefined ? '未指定，使用开发密钥 · none named: development keys' : '可用 · usable';
    const keys: Finding = { ...base, status: 'ok', detail };
    const file = join(config.dataDir, 'keys', 'hub', 'server.crt');
    const pem = material?.tls.certificate ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
    return [keys, certificate(pem, now)];
  } catch (error) {
    const detail = reasonsOf(error);
    const advice = {
      zh: '检查 keys.* 与 tls.* 所指的文件',
      en: 'check the files that keys.* and tls.* name',
    };
    return [{ ...base, status: 'problem', detail, advice }];
  }
}

function certificate(pem: string | undefined, now: number): Finding {
  const base = { name: 'certificate', title: { zh: '服务器证书', en: 'server certificate' } };
  if (pem === undefined) return { ...base, status: 'ok', detail: '首次启动时生成 · made at first start' };
  const { validTo } = describeCertificate(pem);
  const detail = new Date(validTo).toISOString();
  if (validTo <= now) {
    const advice = { zh: '证书已过期，请更换', en: 'expired: replace it' };
    return { ...base, status: 'problem', detail, advice };
  }
  if (validTo - now < SOON_MS) {
    return { ...base, status: 'warning', detail, advice: { zh: '即将过期', en: 'expires soon' } };
  }
  return { ...base, status: 'ok', detail };
}

/** An error's message and those of what caused it. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonsOf(error.cause)}`;
}

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const;

function show(findings: readonly Finding[], speech: Speech): void {
  for (const finding of findings) {
    speech.say(`  ${MARKS[finding.status]} ${finding.title[speech.language]}: ${finding.detail}`);
    if (finding.advice !== undefined) speech.say(`      → ${finding.advice[speech.language]}`);
  }
}
