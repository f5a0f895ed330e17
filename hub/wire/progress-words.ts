import type { CaseState } from '#domain/case';
import type { LifeEventView, MemberProgress, MemberProgressStanding } from '#hub/exchange';
import type { Words } from '#proto/schema';

const STANDINGS: Readonly<Record<MemberProgressStanding, Words>> = {
  NOT_SUBMITTED: { zh: '尚未申报', en: 'not submitted yet' },
  AWAITING: { zh: '待前置事项办结后自动开始', en: 'begins by itself when what it waits for is done' },
  BLOCKED: {
    zh: '前置事项未办成，重新申报并办成后自动开始',
    en: 'what it waits for came to nothing; begins by itself when that is submitted anew and done',
  },
  UNDER_WAY: { zh: '办理中', en: 'under way' },
  DONE: { zh: '已办成', en: 'done' },
  REFUSED: { zh: '未获批准或不予受理，可重新申报', en: 'refused; it may be submitted anew' },
  WITHDRAWN: { zh: '已撤回，可重新申报', en: 'withdrawn; it may be submitted anew' },
  TERMINATED: { zh: '已终止，可重新申报', en: 'terminated; it may be submitted anew' },
};

/** How far one member is, with the names of those that it waits for. */
export function progressWords({ standing, waitsFor }: MemberProgress, all: readonly MemberProgress[]): Words {
  const { zh, en } = STANDINGS[standing];
  if (waitsFor.length === 0) return { zh, en };
  const names = waitsFor.map((member) =>
    nameOf(
      all.find((each) => each.member === member),
      member,
    ),
  );
  return { zh: `${zh}：${names.join('、')}`, en: `${en}: ${names.join(', ')}` };
}

/** How far the whole is. */
export function wholeWords({ state, members }: Pick<LifeEventView, 'state' | 'members'>): Words {
  const done = members.filter(({ standing }) => standing === 'DONE').length;
  const { zh, en } = wholeState(state);
  return {
    zh: `${zh}，${members.length} 项中已办成 ${done} 项`,
    en: `${en}, ${done} of ${members.length} done`,
  };
}

function wholeState(state: CaseState): Words {
  switch (state) {
    case 'LIFE_EVENT_COMPLETED':
      return { zh: '全部办结', en: 'completed' };
    case 'WITHDRAWN':
      return { zh: '已撤回，已开始的事项继续办理', en: 'withdrawn; members that have begun go on' };
    default:
      return { zh: '办理中', en: 'under way' };
  }
}

/** Of a member of others only its name within the life event is told. */
function nameOf(each: MemberProgress | undefined, member: string): string {
  return each?.own?.itemName ?? member;
}
