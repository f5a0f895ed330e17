import type { Grant } from './grants.js';
import type { CaseAct, CaseName, HubAct, Peer, Submission } from './words.js';

/** What is wrong with how a message is signed. LATE and EARLY lie beyond the window of the hub's clock, SLOW within it. */
export type Flaw = 'LATE' | 'EARLY' | 'SLOW' | 'BROKEN';

/**
 * One step of a story. Each says all by itself what is done, so any part of a story is a story: what rests on something that is not
 * there is foretold like everything else, or left out.
 */
export type Command =
  | {
      readonly do: 'send';
      readonly id: string;
      readonly by: Peer;
      readonly about: CaseName;
      readonly act: CaseAct | Submission | HubAct;
      readonly flaw?: Flaw;
    }
  /** The same bytes again. */
  | { readonly do: 'repeat'; readonly of: string }
  /** Other bytes under the same id. */
  | { readonly do: 'forge'; readonly of: string }
  | { readonly do: 'pass'; readonly seconds: number }
  | { readonly do: 'claim'; readonly claim: number; readonly by: Peer; readonly leaseSeconds: number }
  | {
      readonly do: 'acknowledge';
      readonly id: string;
      readonly by: Peer;
      readonly about: CaseName;
      readonly seq: number;
      readonly claim: number;
    }
  | {
      readonly do: 'release';
      readonly by: Peer;
      readonly about: CaseName;
      readonly seq: number;
      readonly claim: number;
    }
  | { readonly do: 'grant'; readonly grant: string; readonly terms: Grant }
  | { readonly do: 'withdraw'; readonly grant: string; readonly by: Peer }
  /** Everything that can be read of the hub is compared. */
  | { readonly do: 'look' };

/** The moment at which it begins, and what is done. */
export interface Story {
  /** Unix milliseconds. */
  readonly start: number;
  readonly commands: readonly Command[];
}

/** In plain words. */
export function commandText(command: Command): string {
  switch (command.do) {
    case 'send': {
      const { type, ...details } = command.act;
      const flaw = command.flaw === undefined ? '' : `, signed ${command.flaw}`;
      return `${command.by}: ${type} of ${command.about}${detailsText(details)}${flaw}   [${command.id}]`;
    }
    case 'repeat':
      return `the same bytes as ${command.of} again`;
    case 'forge':
      return `other bytes under the id of ${command.of}`;
    case 'pass':
      return `${timeText(command.seconds)} pass`;
    case 'claim':
      return `${command.by} claims for ${command.leaseSeconds} s   [claim ${command.claim}]`;
    case 'acknowledge':
      return `${command.by} acknowledges ${command.about}/${command.seq} of claim ${command.claim}   [${command.id}]`;
    case 'release':
      return `${command.by} gives ${command.about}/${command.seq} of claim ${command.claim} back`;
    case 'grant': {
      const { by, to, item, powers, from, until } = command.terms;
      return `${by} grants ${to} ${powers.join('+')} of ${item} from ${from} to ${until}   [${command.grant}]`;
    }
    case 'withdraw':
      return `${command.by} withdraws ${command.grant}`;
    case 'look':
      return 'everything is read';
  }
}

export function storyText({ start, commands }: Story): string {
  const lines = commands.map((command, i) => `${String(i + 1).padStart(3)}. ${commandText(command)}`);
  return [`begins at ${new Date(start).toISOString()}`, ...lines].join('\n');
}

function detailsText(details: object): string {
  return Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
}

function timeText(seconds: number): string {
  const [days, rest] = [Math.floor(seconds / 86_400), seconds % 86_400];
  return [days > 0 ? `${days} d` : '', rest > 0 ? `${rest} s` : ''].filter(Boolean).join(' ');
}
