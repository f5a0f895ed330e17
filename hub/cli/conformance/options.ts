import type { Suite } from '#crypto/primitives';
import { parseItemCode } from '#domain/codes';
import { validate, values } from '#proto/schema';
import { readSampleData, type SampleData } from '../development/sample-data.js';
import type { Check } from './check.js';
import { selectChecks } from './checks/index.js';
import type { OwnKeys, Party } from './stage/plan.js';
import { SANDBOXES } from './stage/sandboxes.js';
import type { TestItem } from './world.js';

/** What stands on the command line; see connectors/CONFORMANCE.md. */
export interface ConformanceOptions {
  readonly peer?: string | undefined;
  readonly sandbox?: boolean;
  readonly driver?: string;
  readonly suite?: Suite;
  readonly division?: string;
  readonly uscc?: string;
  readonly name?: string;
  readonly publicKey?: string;
  readonly certificate?: string;
  readonly authority?: string;
  readonly counterpart?: string;
  readonly item: string;
  readonly localItem?: string;
  readonly listen?: string;
  readonly restPort: number;
  readonly out?: string;
  readonly database?: string;
  /** Seconds. */
  readonly wait: number;
  readonly patience?: number;
  readonly idle: number;
  readonly outage: number;
  readonly load: number;
  readonly minRate: number;
  readonly only: readonly string[];
  readonly list?: boolean;
  readonly json?: string;
  readonly html?: string;
  readonly keep?: boolean;
}

/** A command that cannot be carried out as it stands. */
export class OptionError extends Error {}

/** What is asked for, read and found possible. */
export interface ConformanceRequest {
  readonly checks: readonly Check[];
  readonly peer: Party;
  readonly counterpart: Party;
  readonly ownKeys: OwnKeys | undefined;
  readonly item: TestItem;
  readonly address: { readonly host: string; readonly port: number };
}

/** @throws OptionError, or ValidationError for what is not of its form. */
export function readRequest(options: ConformanceOptions): ConformanceRequest {
  const checks = selectChecks(options.only);
  const { unservedDivision, ...parties } = partiesOf(options);
  const ownKeys = ownKeysOf(options);
  checkDriver(options, parties.peer, ownKeys);
  return {
    ...parties,
    checks,
    ownKeys,
    item: { ...itemOf(options.item), unservedDivision },
    address: addressOf(options.listen ?? '127.0.0.1:0'),
  };
}

/** Somebody must click; and a sandbox is ours from its keys to its desk. */
function checkDriver(options: ConformanceOptions, peer: Party, ownKeys: OwnKeys | undefined): void {
  if (options.sandbox !== true) {
    if (options.driver !== undefined) return;
    throw new OptionError(
      '请给出 --driver <地址>、--driver manual 或 --sandbox · give --driver <url>, --driver manual or --sandbox',
    );
  }
  if (!Object.hasOwn(SANDBOXES, peer.peerId))
    throw new OptionError(`没有 ${peer.peerId} 的沙箱 · there is no sandbox of ${peer.peerId}`);
  if (options.driver !== undefined || ownKeys !== undefined)
    throw new OptionError(
      '沙箱自带驱动接口与密钥 · a sandbox comes with its desk and its keys: neither --driver nor keys go with it',
    );
}

/** Both parties. @throws OptionError. */
function partiesOf(options: ConformanceOptions): {
  readonly peer: Party;
  readonly counterpart: Party;
  readonly unservedDivision: string;
} {
  const sample = readSampleData();
  if (options.peer === undefined)
    throw new OptionError('请用 --peer 指定被测平台 · name the platform with --peer');
  const peer = partyOf(options.peer, options, sample);
  const other = sample.peers.find(({ peerId }) =>
    options.counterpart === undefined ? peerId !== peer.peerId : peerId === options.counterpart,
  );
  if (other === undefined || other.peerId === peer.peerId)
    throw new OptionError('对方须是另一个样例平台 · --counterpart must be another sample platform');
  const unserved = sample.peers.find(
    ({ divisionCode }) => divisionCode !== peer.divisionCode && divisionCode !== other.divisionCode,
  );
  return { peer, counterpart: other, unservedDivision: unserved?.divisionCode ?? '' };
}

function partyOf(peerId: string, options: ConformanceOptions, sample: SampleData): Party {
  const known = sample.peers.find((each) => each.peerId === peerId);
  const party = {
    peerId: validate(values.peerId, peerId, `--peer ${peerId}`),
    name: options.name ?? known?.name ?? peerId,
    // Its authority need not be real here: the suite itself enters the item that it decides.
    uscc: options.uscc ?? known?.uscc ?? sample.peers[0]?.uscc ?? '',
    divisionCode: options.division ?? known?.divisionCode,
    suite: options.suite ?? known?.suite ?? 'ED25519',
  };
  const { divisionCode } = party;
  if (divisionCode === undefined)
    throw new OptionError(
      `${peerId} 不是样例平台，请用 --division 给出行政区划代码 · ${peerId} is no sample platform: give its --division`,
    );
  return {
    ...party,
    divisionCode: validate(values.divisionCode, divisionCode, `--division ${divisionCode}`),
  };
}

/** @throws OptionError when some are given and others not. */
function ownKeysOf({ publicKey, certificate, authority }: ConformanceOptions): OwnKeys | undefined {
  if (publicKey === undefined && certificate === undefined && authority === undefined) return undefined;
  if (publicKey !== undefined && certificate !== undefined && authority !== undefined)
    return { publicKey, certificate, authority };
  throw new OptionError(
    '--public-key、--certificate、--authority 须同时给出 · --public-key, --certificate and --authority belong together',
  );
}

/** It need not be on any list: the suite itself enters who decides it. @throws OptionError. */
function itemOf(basicCode: string): { readonly basicCode: string; readonly name: string } {
  const code = parseItemCode(basicCode);
  if (typeof code === 'string' || code.kind !== 'BASIC')
    throw new OptionError(`--item ${basicCode}：应为 12 位基本编码 · expected a basic code of 12 digits`);
  return { basicCode, name: `符合性测试事项 ${basicCode}` };
}

/** host:port; the port 0 lets the system choose. @throws OptionError. */
function addressOf(text: string): { readonly host: string; readonly port: number } {
  const [, host = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (host === '' || port > 65_535)
    throw new OptionError(`--listen ${text}：应为 主机:端口 · expected host:port`);
  return { host, port };
}
