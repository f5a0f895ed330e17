import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { packageRoot } from '#config';
import type { Runtime } from '#hub/runtime';
import { readJson } from '#proto/schema';
import type { Speech } from '../speech.js';
import { CHECKS } from './checks/index.js';
import { ManualDriver } from './driver/manual-driver.js';
import { type ConformanceOptions, type ConformanceRequest, readRequest } from './options.js';
import { renderHtml } from './report/html.js';
import { type ConformanceReport, reportOf } from './report/report.js';
import { sayOutcome, sayReport } from './report/terminal.js';
import { runChecks } from './runner.js';
import type { StagePlan } from './stage/plan.js';
import { buildStage, type Stage } from './stage/stage.js';
import { deskDriver, worldOn } from './suite.js';

/** 0 all that were run passed, 1 some failed, 2 it could not be run to its end. */
export type ExitCode = 0 | 1 | 2;

const PATIENCE_S = { desk: 60, manual: 900 } as const;

/** The whole command. Leaves nothing behind but what it was asked for. @throws Error when it cannot be run. */
export async function runConformance(
  options: ConformanceOptions,
  serverUrl: string,
  runtime: Runtime,
  speech: Speech,
): Promise<ExitCode> {
  const request = readRequest(options);
  const interrupted = interruption();
  const workFolder = await mkdtemp(join(tmpdir(), 'tongban-conformance-'));
  await chmod(workFolder, 0o755); // under root the database runs as another user; what is secret lies in closed folders inside
  const inside = join(workFolder, 'material');
  const materialFolder = resolve(
    options.out ?? (options.sandbox === true ? inside : `tongban-conformance-${request.peer.peerId}`),
  );
  try {
    const plan: StagePlan = {
      ...request,
      ...{ host: request.address.host, grpcPort: request.address.port, restPort: options.restPort },
      ...{ workFolder, materialFolder, serverUrl },
    };
    const stage = await speech.step({ zh: '枢纽与数据库', en: 'hub and database' }, () =>
      buildStage(plan, runtime),
    );
    let report: ConformanceReport;
    try {
      report = await runOn(stage, { options, ...request, runtime, speech, signal: interrupted.signal });
    } finally {
      await speech.step({ zh: '收场', en: 'closing' }, () => stage.close());
    }
    await writeReports(report, options, speech);
    if (interrupted.signal.aborted) return 2;
    return report.summary === 'PASS' ? 0 : 1;
  } finally {
    interrupted.forget();
    if (options.keep === true)
      speech.say({ zh: `  日志与证据保留在 ${workFolder}`, en: `  logs are kept in ${workFolder}` });
    else await rm(workFolder, { recursive: true, force: true });
  }
}

interface Running extends Pick<ConformanceRequest, 'checks' | 'item'> {
  readonly options: ConformanceOptions;
  readonly runtime: Runtime;
  readonly speech: Speech;
  readonly signal: AbortSignal;
}

async function runOn(stage: Stage, running: Running): Promise<ConformanceReport> {
  const { options, checks, item, runtime, speech, signal } = running;
  const isManual = options.driver === 'manual';
  const closers: (() => void)[] = [];
  const url = await platformUrl(stage, options, speech);
  const world = worldOn(stage, {
    item,
    settings: {
      attachMs: options.wait * 1000,
      idleMs: options.idle * 1000,
      outageMs: options.outage * 1000,
      load: options.load,
      minRate: options.minRate,
    },
    patienceMs: (options.patience ?? PATIENCE_S[isManual ? 'manual' : 'desk']) * 1000,
    signal,
    driverOf: (waiting) => {
      if (!isManual) return deskDriver(stage, url, waiting, options.localItem);
      const terminal = { input: process.stdin, output: process.stdout };
      const about = `${item.name}（${item.basicCode}）`;
      const driver = new ManualDriver(terminal, signal, (text) => speech.say(text), about);
      closers.push(() => driver.close());
      return driver;
    },
  });
  const [startedAt, from] = [runtime.now(), runtime.elapsed()];
  try {
    const onEnd = (outcome: Parameters<typeof sayOutcome>[0]) => sayOutcome(outcome, speech);
    const outcomes = await runChecks(checks, world, { signal, onEnd });
    const report = reportOf(outcomes, {
      startedAt,
      seconds: (runtime.elapsed() - from) / 1000,
      version: ownVersion(),
      peer: world.peer,
      item,
      driver: isManual ? 'manual' : 'desk',
      known: CHECKS.length,
    });
    sayReport(report, speech);
    return report;
  } finally {
    for (const close of closers) close();
  }
}

/** Starts our own platform, or says what somebody else is to start. @returns where the desk is. */
async function platformUrl(stage: Stage, options: ConformanceOptions, speech: Speech): Promise<string> {
  if (options.sandbox === true) {
    return speech.step({ zh: '沙箱平台与连接器', en: 'sandbox platform and connector' }, () =>
      stage.startSandbox(),
    );
  }
  const { peerId } = stage.world.peer;
  const lines = [
    ['gRPC（双向 TLS）', 'gRPC (mutual TLS)', stage.grpcAddress],
    ['REST（双向 TLS）', 'REST (mutual TLS)', stage.restAddress],
    ['密钥与证书', 'keys and certificates', join(dirname(stage.connectorConfig), 'keys')],
    ['连接器配置', 'connector configuration', stage.connectorConfig],
    ['样例文件', 'sample files', stage.samples],
  ] as const;
  speech.say('');
  speech.say({
    zh: `  请启动 ${peerId} 的平台与连接器：`,
    en: `  Start platform and connector of ${peerId} now:`,
  });
  for (const [zh, en, where] of lines) speech.say(`    ${speech.language === 'zh' ? zh : en}: ${where}`);
  speech.say({
    zh: `  等待接入，最多 ${options.wait} 秒……`,
    en: `  Waiting for it to come in, ${options.wait} s at most …`,
  });
  return options.driver ?? '';
}

async function writeReports(
  report: ConformanceReport,
  { json, html }: ConformanceOptions,
  speech: Speech,
): Promise<void> {
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(resolve(file)), { recursive: true });
    await writeFile(file, text);
    speech.say(`  ✓ ${file}`);
  };
  if (json !== undefined) await write(json, `${JSON.stringify(report, null, 2)}\n`);
  if (html !== undefined) await write(html, renderHtml(report, speech.language));
}

function ownVersion(): string {
  const manifest = readJson(readFileSync(join(packageRoot, 'package.json')));
  return String((manifest as { version?: unknown }).version); // our own file
}

/** Ctrl-C ends the run in order. */
function interruption(): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return {
    signal: controller.signal,
    forget: () => {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}
