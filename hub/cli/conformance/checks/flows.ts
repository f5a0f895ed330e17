import { type CaseState, COUNTER, type HandlingMode } from '#domain/case';
import type { Text } from '../../speech.js';
import { type Check, type Evidence, fail } from '../check.js';
import type { CaseAct } from '../desk-words.js';
import { ACTS, acceptance, fullSubmission } from '../samples.js';
import type { World } from '../world.js';
import { expectArrived, expectSettled, expectShown, openByPeer, openForPeer, stateOf } from './exchange.js';

type Side = 'submitter' | 'competent';

interface Step {
  readonly by: Side | 'counter';
  /** @param number what the deciding platform calls the case. */
  readonly act: (number: string) => CaseAct;
}

interface Flow {
  readonly title: Text;
  readonly steps: readonly Step[];
  readonly endState: CaseState;
}

const step = (by: Step['by'], act: CaseAct): Step => ({ by, act: () => act });

const INTAKE = step('counter', ACTS.intake);
const ACCEPT: Step = { by: 'competent', act: acceptance };
const REVIEW = step('competent', ACTS.review);
const CONCLUDE = step('competent', ACTS.conclude);

/** What can become of a case, from its intake on. */
const FLOWS: Readonly<Record<string, Flow>> = {
  whole: {
    title: {
      zh: '受理、准予、办结、结果转送、送达',
      en: 'accepted, granted, concluded, result with file, delivered',
    },
    steps: [
      ...[INTAKE, ACCEPT, REVIEW, step('competent', ACTS.grant), CONCLUDE],
      ...[step('competent', ACTS.transfer), step('counter', ACTS.deliver)],
    ],
    endState: 'RESULT_DELIVERED',
  },
  correction: {
    title: { zh: '一次性告知补正、补正、受理', en: 'correction notice, correction with a file, accepted' },
    steps: [INTAKE, step('competent', ACTS.notice), step('submitter', ACTS.correct), ACCEPT],
    endState: 'ACCEPTED',
  },
  rejection: {
    title: { zh: '不予受理', en: 'not accepted' },
    steps: [INTAKE, step('competent', ACTS.reject)],
    endState: 'NOT_ACCEPTED',
  },
  denial: {
    title: { zh: '中止、恢复、不予许可、办结', en: 'suspended, resumed, denied, concluded' },
    steps: [
      ...[INTAKE, ACCEPT, REVIEW, step('competent', ACTS.suspend), step('competent', ACTS.resume)],
      ...[step('competent', ACTS.deny), CONCLUDE],
    ],
    endState: 'CONCLUDED',
  },
  withdrawal: {
    title: { zh: '申请人撤回', en: 'withdrawn by the applicant' },
    steps: [INTAKE, step('submitter', ACTS.withdraw)],
    endState: 'WITHDRAWN',
  },
  termination: {
    title: { zh: '受理后终止', en: 'accepted, then terminated' },
    steps: [INTAKE, ACCEPT, step('competent', ACTS.terminate)],
    endState: 'TERMINATED',
  },
};

const MODES: Readonly<Record<'remote' | 'online', { readonly mode: HandlingMode; readonly title: Text }>> = {
  remote: { mode: 'REMOTE_INTAKE', title: { zh: '异地代收代办', en: 'remote intake' } },
  online: { mode: 'FULLY_ONLINE', title: { zh: '全程网办', en: 'fully online' } },
};

const ROLES: Readonly<Record<'decides' | 'submits', { readonly side: Side; readonly title: Text }>> = {
  decides: { side: 'competent', title: { zh: '本平台审批', en: 'this platform decides' } },
  submits: { side: 'submitter', title: { zh: '本平台申报', en: 'this platform submits' } },
};

/** `Object.entries` forgets the names of a constant's members. */
function entries<Name extends string, T>(table: Readonly<Record<Name, T>>): [Name, T][] {
  return Object.entries(table) as [Name, T][]; // they are its own
}

/** Every flow, in both modes, with the peer on either side. */
export const FLOW_CHECKS: readonly Check[] = entries(FLOWS).flatMap(([name, flow]) =>
  entries(MODES).flatMap(([mode, { title: modeTitle }]) =>
    entries(ROLES).map(([role, { title: roleTitle }]) => ({
      id: `flow.${name}.${mode}.${role}`,
      title: {
        zh: `${flow.title.zh}（${modeTitle.zh}，${roleTitle.zh}）`,
        en: `${flow.title.en} (${modeTitle.en}, ${roleTitle.en})`,
      },
      proves: {
        zh: '每一步双向到达，表单、材料、文件与文字完整无损（含生僻字、长文、逐字节文件），逐步签收',
        en: 'each step crosses whole in either direction: form, materials, files byte for byte, rare characters, long texts; each is acknowledged',
      },
      remedy: {
        zh: '按证据中的成员名对照两侧内容；检查编码（UTF-8 四字节字符）、截断、转义、空白处理与代码对照表',
        en: 'compare both sides at the members named; look at encoding (four-byte UTF-8), truncation, escaping, white space and code tables',
      },
      needs: role === 'submits' ? ['inbox.delivered', 'signing.submission'] : ['inbox.delivered'],
      isCalm: true,
      run: (world: World, evidence: Evidence) => play(world, evidence, flow, mode, role),
    })),
  ),
);

async function play(
  world: World,
  evidence: Evidence,
  flow: Flow,
  mode: 'remote' | 'online',
  role: 'decides' | 'submits',
): Promise<void> {
  const peerSide = ROLES[role].side;
  const { caseNo, ref } = await (peerSide === 'submitter' ? fromPeer : toPeer)(world, evidence, mode);
  for (const { by, act } of flow.steps) {
    const side = by === 'counter' ? COUNTER[MODES[mode].mode] : by;
    const done = act(peerSide === 'competent' ? ref : `对方受理${caseNo.slice(-6)}`);
    if (side === peerSide) {
      await world.driver.act(ref, done);
      await expectArrived(world, caseNo, done);
    } else {
      await world.counterpart.act(caseNo, done);
      await expectShown(world, caseNo, done);
    }
  }
  await expectSettled(world, evidence, caseNo);
  const state = await stateOf(world, caseNo);
  if (state !== flow.endState)
    fail(`办件止于 ${state}，应为 ${flow.endState}`, `the case ended in ${state}, not ${flow.endState}`);
  evidence.note(`${flow.steps.length + 1} 步，止于 ${state}`, `${flow.steps.length + 1} steps to ${state}`);
}

type Opened = { readonly caseNo: string; readonly ref: string };

async function fromPeer(world: World, evidence: Evidence, mode: 'remote' | 'online'): Promise<Opened> {
  const act = fullSubmission(world.counterpart.divisionCode, mode);
  const opened = await openByPeer(world, evidence, act);
  await expectArrived(world, opened.caseNo, act);
  return opened;
}

async function toPeer(world: World, evidence: Evidence, mode: 'remote' | 'online'): Promise<Opened> {
  const act = fullSubmission(world.peer.divisionCode, mode);
  const caseNo = await openForPeer(world, evidence, act);
  const { ref } = await expectShown(world, caseNo, act);
  return { caseNo, ref };
}
