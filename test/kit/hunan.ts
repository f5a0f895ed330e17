import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { hunanMapping, requestSigner } from '#connectors/hunan';
import type { ConnectorConfig } from '#connectors/kit';
import { createRandom, utf8 } from '#crypto/primitives';
import { eventually } from './eventually.js';
import type { Provinces } from './provinces.js';
import { tapWire, type WireTap } from './wire-tap.js';

/** Things (一件事) of Hunan as a clerk sees them, and two provinces that have a code for every item. */

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
    }, 20_000);
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

/** Hunan's platform with a line that the test listens in on, and its two neighbours with codes for all of Hunan's items. */
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
  const folder = mkdtempSync(join(tmpdir(), 'tongban-hunan-'));
  const { province } = provinces.config('hunan');
  const url = String(province.url);
  const tap = await tapWire(url);
  const neighbours = { guangdong: guangdongMapping, henan: henanMapping } as const;
  return {
    things: new ThingDesk(url),
    tap,
    over: { province: { ...province, url: tap.url } },
    connectNeighbours: async () => {
      for (const name of ['guangdong', 'henan'] as const) {
        const mapping = join(folder, `${name}.json`);
        writeFileSync(mapping, withAllItems(neighbours[name]));
        await provinces.connect(name, { province: { ...provinces.config(name).province, mapping } });
      }
    },
    close: async () => {
      await tap.close();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Mapping {
  readonly tables: { readonly items: { local: string; national: string }[] };
}

/** The mapping file with Hunan's code for each item that it has none for. */
function withAllItems(file: string): string {
  const mapping = JSON.parse(readFileSync(file, 'utf8')) as Mapping;
  const { tables } = JSON.parse(readFileSync(hunanMapping, 'utf8')) as Mapping;
  const known = new Set(mapping.tables.items.map(({ national }) => national));
  const more = tables.items.filter(({ national }) => !known.has(national));
  const items = [...mapping.tables.items, ...more.map(({ local, national }) => ({ local, national }))];
  return JSON.stringify({ ...mapping, tables: { ...mapping.tables, items } });
}
