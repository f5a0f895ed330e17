import type { CaseName, Declared, MemberEnd } from './words.js';

interface Standing extends Declared {
  memberCase?: CaseName;
  end: MemberEnd | undefined;
  /** Whom the failure of a prerequisite is still to be told. */
  failureUntold: boolean;
}

/** 一件事: the members of a life event, as the whole knows of them. */
export class Members {
  readonly all: Standing[];

  constructor(declared: readonly Declared[]) {
    this.all = declared.map((each) => ({ ...each, end: undefined, failureUntold: false }));
  }

  of(member: string): Standing | undefined {
    return this.all.find((each) => each.member === member);
  }

  submitted(member: string, memberCase: CaseName): void {
    this.#change(() => Object.assign(this.#at(member), { memberCase, end: undefined }));
  }

  ended(member: string, end: MemberEnd): void {
    this.#change(() => {
      this.#at(member).end = end;
    });
  }

  isDone(): boolean {
    return this.all.every(({ end }) => end === 'DONE');
  }

  /** Open cases that had to wait, and what they still wait for. */
  waiting(): (Standing & { readonly memberCase: CaseName; readonly unmet: readonly Standing[] })[] {
    return this.all.flatMap((each) => {
      const { memberCase, dependsOn, end } = each;
      if (memberCase === undefined || dependsOn.length === 0 || end !== undefined) return [];
      const unmet = this.all.filter((other) => dependsOn.includes(other.member) && other.end !== 'DONE');
      return [{ ...each, memberCase, unmet }];
    });
  }

  /** The first that a member waits for and that has come to nothing. */
  failureOf(memberCase: CaseName): { readonly member: string; readonly end: MemberEnd } | undefined {
    const waiting = this.waiting().find((each) => each.memberCase === memberCase);
    for (const { member, end } of waiting?.unmet ?? []) if (end !== undefined) return { member, end };
    return undefined;
  }

  told(memberCase: CaseName): void {
    for (const each of this.all) if (each.memberCase === memberCase) each.failureUntold = false;
  }

  /** Who newly waits for something that has come to nothing is to be told; who does no longer need not. */
  #change(change: () => void): void {
    const before = this.#blocked();
    change();
    const behind = this.#blocked();
    for (const each of this.all) {
      const { memberCase } = each;
      const isBlocked = memberCase !== undefined && behind.includes(memberCase);
      const isNew = isBlocked && memberCase !== undefined && !before.includes(memberCase);
      each.failureUntold = isBlocked && (isNew || each.failureUntold);
    }
  }

  #blocked(): CaseName[] {
    const blocked = this.waiting().filter(({ unmet }) => unmet.some(({ end }) => end !== undefined));
    return blocked.map(({ memberCase }) => memberCase);
  }

  #at(member: string): Standing {
    const standing = this.of(member);
    if (standing === undefined) throw new Error(`the model has no member ${member}`);
    return standing;
  }
}

/** Whether what is declared fits together: nobody twice, everybody waits for members, and all can begin in the end. */
export function isSound(declared: readonly Declared[]): boolean {
  const names = declared.map(({ member }) => member);
  const isPlain = (list: readonly string[]) => new Set(list).size === list.length;
  if (!isPlain(names)) return false;
  if (
    !declared.every(({ dependsOn }) => isPlain(dependsOn) && dependsOn.every((each) => names.includes(each)))
  )
    return false;
  const begun = new Set<string>();
  for (let before = -1; before !== begun.size; ) {
    before = begun.size;
    for (const { member, dependsOn } of declared)
      if (dependsOn.every((each) => begun.has(each))) begun.add(member);
  }
  return begun.size === names.length;
}
