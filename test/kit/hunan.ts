import { z } from 'zod';
import { requestSigner } from '#connectors/hunan';
import type { ConnectorConfig } from '#connectors/kit';
import { createRandom, utf8 } from '#crypto/primitives';
import { eventually } from './eventually.js';
import type { Provinces } from './provinces.js';
import { tapWire, type WireTap } from './wire-tap.js';

/** Things (一件事) of Hunan as a clerk sees them. */

const ThingView = z.object({
  thingNo: z.string(),
  state: z.string(),
  members: z.array(
    z.object({
      item: z.string(),
      ref: z.string(),
      hubNo: z.string().nullable(),
      state: z.string().nullable(),
      status: z.string(),
      documents: z.array(z.object({ name: z.string(), fileId: z.string().optional() })),
    }),
  ),
});

export type ThingView = z.output<typeof ThingView>;

export class ThingDesk {
  readonly #url: string;

  /** @param url the platform's base address. */
  constructor(url: string) {
    this.#url = `${url}/desk/things`;
  }

  file(filing: object): Promise<ThingView> {
    return this.#ask('', filing);
  }

  withdraw(thingNo: string, reason: string): Promise<ThingView> {
    return this.#ask(`/${thingNo}/withdraw`, { reason });
  }

  get(thingNo: string): Promise<ThingView> {
    return this.#ask(`/${thingNo}`);
  }

  /** Waits until the thing shows this state and its members, in the order of filing, these. */
  shows(thingNo: string, state: string, members: readonly string[]): Promise<ThingView> {
    return eventually(async () => {
      const view = await this.get(thingNo);
      const seen = [view.state, ...view.members.map((member) => member.state)].join(' ');
      if (seen !== [state, ...members].join(' ')) throw new Error(`${thingNo} shows ${seen}`);
      return view;
    });
  }

  async #ask(path: string, body?: object): Promise<ThingView> {
    const content = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}${path}`, content);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${JSON.stringify(answer)}`);
    return ThingView.parse(answer);
  }
}

/** A call as Hunan's connector makes it, at a time of the test's choice. */
export interface SignedCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly app?: { readonly appId: string; readonly appSecret: string };
  readonly at?: number;
}

export async function signedCall(url: string, token: string, call: SignedCall): Promise<Response> {
  const { method, path, app = { appId: 'kstb', appSecret: token }, at = Date.now() } = call;
  const text = call.body === undefined ? '' : JSON.stringify(call.body);
  const headers = requestSigner(app, () => at, createRandom())({ method, path, body: utf8(text) });
  return fetch(`${url}${path}`, { method, headers, ...(text === '' ? {} : { body: text }) });
}

/** Hunan's platform with a line that the test listens in on, and its two neighbours. */
export interface HunanWorld {
  readonly things: ThingDesk;
  /** From Hunan's connector to its platform. */
  readonly tap: WireTap;
  /** What Hunan's connector is to be told beside its configuration. */
  readonly over: Partial<ConnectorConfig>;
  /** Starts the connectors of the neighbours. */
  connectNeighbours(): Promise<void>;
  close(): Promise<void>;
}

export async function openHunanWorld(provinces: Provinces): Promise<HunanWorld> {
  const { province } = provinces.config('hunan');
  const url = String(province.url);
  const tap = await tapWire(url);
  return {
    things: new ThingDesk(url),
    tap,
    over: { province: { ...province, url: tap.url } },
    connectNeighbours: async () => {
      for (const name of ['guangdong', 'henan'] as const) await provinces.connect(name);
    },
    close: () => tap.close(),
  };
}
