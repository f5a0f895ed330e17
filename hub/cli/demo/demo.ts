import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Config, loadConfig, packageRoot } from '#config';
import type { HubClient } from '#connectors/kit';
import { hex } from '#crypto/primitives';
import type { Runtime } from '#hub/runtime';
import { type TemporaryDatabase, temporaryDatabase } from '#hub/store';
import { tongban } from '#proto/codec';
import type { Speech } from '../speech.js';
import type { TrustPaths } from '../trust-files.js';
import { CERTIFICATE_SCENARIOS, type CertificateScenario } from './certificate-scenarios.js';
import { onFreePorts } from './free-ports.js';
import { SCENARIOS } from './scenarios.js';
import { buildStage, type Stage } from './stage.js';
import { printReplaced, printTimeline } from './timeline.js';

const VERIFIER = join(packageRoot, 'dist', 'bin', 'tongban-verify.js');

const ALL: readonly CertificateScenario[] = [...SCENARIOS, ...CERTIFICATE_SCENARIOS];

/** How one scenario went. */
interface Performance {
  readonly isAsExpected: boolean;
}

/**
 * Plays the scenarios on a network of its own, in a folder that is gone afterwards; so is the database that it makes when
 * the configuration names a server.
 * @returns true when every case ended as expected and its evidence verified.
 */
export async function runDemo(runtime: Runtime, speech: Speech): Promise<boolean> {
  const interrupted = untilInterrupted();
  const dataDir = await mkdtemp(join(tmpdir(), 'tongban-demo-'));
  await chmod(dataDir, 0o755); // under root the database runs as another user; what is secret lies in closed folders inside
  const ports = ['listen.grpc.port=0', 'listen.rest.port=0', 'listen.open.port=0'];
  const configured = loadConfig({ overrides: [...ports, `dataDir=${dataDir}`] });
  let database: TemporaryDatabase | undefined;
  try {
    const { url } = configured.database;
    if (url !== '') database = await temporaryDatabase(url, `tongban_demo_${hex(runtime.random(6))}`);
    const config = { ...configured, database: { ...configured.database, url: database?.url ?? '' } };
    const stage = await buildStage(config, runtime, speech);
    try {
      return (await Promise.race([playAll(stage, config, speech), interrupted])) ?? false;
    } finally {
      await speech.step({ zh: '收场', en: 'closing' }, () => stage.close());
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
    await database?.drop();
  }
}

/** Plays the scenarios on the network of the data folder, prints where to look, and stays until told to end. */
export async function runStart(configured: Config, runtime: Runtime, speech: Speech): Promise<boolean> {
  const interrupted = untilInterrupted();
  const config = await onFreePorts(configured, speech);
  const stage = await buildStage(config, runtime, speech);
  try {
    const isGood = await Promise.race([playAll(stage, config, speech), interrupted]);
    if (isGood !== undefined) {
      printAddresses(stage, config, speech);
      await Promise.race([stage.ended, interrupted]);
    }
    speech.say('');
    return isGood ?? false;
  } finally {
    await speech.step({ zh: '收场', en: 'closing' }, () => stage.close());
  }
}

async function playAll(stage: Stage, config: Config, speech: Speech): Promise<boolean> {
  const performances: Performance[] = [];
  for (const [i, scenario] of ALL.entries()) {
    speech.say('');
    speech.say(`  [${i + 1}/${ALL.length}] ${scenario.title[speech.language]}`);
    performances.push(await playOne(stage, config, scenario, speech));
  }
  speech.say('');
  const good = performances.filter((each) => each.isAsExpected).length;
  speech.say({
    zh: `  ${good}/${performances.length} 个办件结果符合预期，证据离线核验通过。`,
    en: `  ${good} of ${performances.length} cases ended as expected, and their evidence verified offline.`,
  });
  return good === performances.length;
}

async function playOne(
  stage: Stage,
  config: Config,
  scenario: CertificateScenario,
  speech: Speech,
): Promise<Performance> {
  const { endState } = scenario;
  const caseNo = await scenario.play(stage.world);
  if (typeof caseNo !== 'string') return refused(scenario, caseNo.refusal, speech);
  const found = await settled(stage.client, caseNo);
  printTimeline(await stage.client.events(caseNo), speech);
  printReplaced(await stage.client.materials(caseNo), speech);
  const verifierExit = await verifyOffline(stage.client, stage.trust, config, caseNo);
  const state = tongban.v1.CaseState[found.state ?? 0] ?? '';
  const isAsExpected = state === endState && verifierExit === 0;
  const mark = isAsExpected ? '✓' : '✗';
  speech.say({
    zh: `   ${mark} ${caseNo}  ${state}  证据离线核验 ${verifierExit === 0 ? '通过' : `未通过（退出码 ${verifierExit}）`}`,
    en: `   ${mark} ${caseNo}  ${state}  evidence ${verifierExit === 0 ? 'verified offline' : `not verified (exit ${verifierExit})`}`,
  });
  return { isAsExpected };
}

/** No case came of it: the hub's refusal is what was to be shown. */
function refused({ endState }: CertificateScenario, refusal: string, speech: Speech): Performance {
  const isAsExpected = typeof endState !== 'string' && refusal.includes(endState.refusal);
  const mark = isAsExpected ? '✓' : '✗';
  speech.say({ zh: `   ${mark} 枢纽拒收  ${refusal}`, en: `   ${mark} refused by the hub  ${refusal}` });
  return { isAsExpected };
}

/** The last dispatch is acknowledged a moment after the platform shows it. */
async function settled(client: HubClient, caseNo: string): Promise<tongban.v1.Case.$Properties> {
  let events = 0;
  for (let i = 0; i < 50; i++) {
    const found = await client.case(caseNo);
    const told = await client.events(caseNo);
    events = told.length;
    if (dispatchesIn(told, found) === 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`case ${caseNo} has dispatches that were never acknowledged (${events} events)`);
}

/** Dispatches without acknowledgement: an act goes to the platforms of the case but the one that acted, what the hub did to each. */
function dispatchesIn(
  events: readonly tongban.v1.CaseEvent.$Properties[],
  { submitter, competent }: tongban.v1.Case.$Properties,
): number {
  const platforms = [...new Set([submitter, competent])];
  const open = events.map(({ type, actor }) =>
    type === 'DispatchAcknowledgement' ? -1 : platforms.filter((platform) => platform !== actor).length,
  );
  return open.reduce((sum, each) => sum + each, 0);
}

/** Exports the evidence and lets the auditor's own program judge it, in a process without any connection to the hub. */
async function verifyOffline(
  client: HubClient,
  trust: TrustPaths,
  config: Config,
  caseNo: string,
): Promise<number> {
  const folder = join(config.dataDir, 'evidence');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${caseNo}.evidence.zip`);
  await writeFile(file, await client.evidence(caseNo));
  const args = [
    VERIFIER,
    'bundle',
    file,
    '--policy',
    trust.policy,
    '--keys',
    trust.platforms,
    '--gm',
    trust.gm,
  ];
  try {
    await promisify(execFile)(process.execPath, args);
    return 0;
  } catch (error) {
    return (error as { code?: number }).code ?? 2; // execFile rejects with the exit code
  }
}

function printAddresses(stage: Stage, config: Config, speech: Speech): void {
  const { ports, deskPorts, trust } = stage;
  speech.say('');
  speech.say({ zh: '  到处看看：', en: '  Where to look:' });
  const lines: [string, string, string][] = [
    ['接口说明', 'API reference', `http://localhost:${ports.open}/reference/`],
    ['日志检查点', 'log checkpoint', `http://localhost:${ports.open}/log/checkpoint`],
    ['指标', 'metrics', `http://localhost:${ports.open}/metrics`],
    [
      'gRPC / REST（mTLS）',
      'gRPC / REST (mTLS)',
      `localhost:${ports.grpc} / https://localhost:${ports.rest}`,
    ],
    [
      '广东、河南沙箱',
      'sandboxes',
      `http://localhost:${deskPorts.guangdong}/desk/cases  http://localhost:${deskPorts.henan}/desk/cases`,
    ],
    ['证据包', 'evidence', join(config.dataDir, 'evidence')],
    [
      '离线核验',
      'verify offline',
      `npx tongban-verify bundle <证据包> --policy ${trust.policy} --keys ${trust.platforms} --gm ${trust.gm}`,
    ],
    ['日志文件', 'logs', join(config.dataDir, 'logs')],
  ];
  for (const [zh, en, where] of lines) speech.say(`    ${speech.language === 'zh' ? zh : en}: ${where}`);
  speech.say('');
  speech.say({ zh: '  按 Ctrl-C 结束。数据会保留。', en: '  Ctrl-C ends it. The data is kept.' });
}

function untilInterrupted(): Promise<undefined> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(undefined));
    process.once('SIGTERM', () => resolve(undefined));
  });
}
