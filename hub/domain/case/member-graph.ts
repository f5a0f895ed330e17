import type { DeclaredMember } from './facets/members.js';

/** Where in the declaration something is wrong, and what. */
export interface MemberFault {
  /** JSON pointer from the list of members. */
  readonly pointer: string;
  readonly message: string;
}

/** What stands against members that are to wait for each other: doubled or unknown ones, and circles in which none could begin. */
export function memberFaults(members: readonly DeclaredMember[]): MemberFault[] {
  const names = members.map(({ member }) => member);
  const doubled = members.flatMap(({ member }, i) =>
    names.indexOf(member) === i ? [] : [{ pointer: `/${i}/member`, message: `${member} is declared twice` }],
  );
  const unfit = members.flatMap(({ dependsOn }, i) =>
    dependsOn.flatMap((member, j) => {
      const pointer = `/${i}/dependsOn/${j}`;
      if (!names.includes(member)) return [{ pointer, message: `${member} is no member` }];
      return dependsOn.indexOf(member) === j ? [] : [{ pointer, message: `${member} is named twice` }];
    }),
  );
  return [...doubled, ...unfit, ...circles(members)];
}

/** Takes away what could begin until nothing is left, or only what waits for itself in the end. */
function circles(members: readonly DeclaredMember[]): MemberFault[] {
  const names = new Set(members.map(({ member }) => member));
  const isLeft = ({ dependsOn }: DeclaredMember, left: ReadonlySet<string>) =>
    dependsOn.some((member) => left.has(member));
  let left = names;
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    const among = left;
    left = new Set(members.filter((each) => isLeft(each, among)).map(({ member }) => member));
  }
  return members.flatMap(({ member }, i) =>
    left.has(member)
      ? [
          {
            pointer: `/${i}/dependsOn`,
            message: `${member} waits in a circle: ${path(member, members, left)}`,
          },
        ]
      : [],
  );
}

/** From the member along what it waits for, until one comes up again. */
function path(from: string, members: readonly DeclaredMember[], left: ReadonlySet<string>): string {
  const seen: string[] = [];
  for (let at: string | undefined = from; at !== undefined; ) {
    if (seen.includes(at)) return [...seen, at].join(' → ');
    seen.push(at);
    const name: string = at;
    at = members.find(({ member }) => member === name)?.dependsOn.find((each) => left.has(each));
  }
  return seen.join(' → ');
}
