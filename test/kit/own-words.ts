import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePackage } from '#connectors/henan';
import { parseCsv } from './csv.js';
import type { FrontDatabaseOwner } from './front-database.js';
import type { ProvinceName } from './provinces.js';
import { platformAt } from './qingxin.js';
import { fromGb } from './qingxin-batch.js';
import type { Exchange, WireTap } from './wire-tap.js';

/** What a platform and its connector said to each other of a case, in the platform's own format and codes. */

/** An act as the platform writes it: its word for what happened, and whatever stands with it. */
export interface Word {
  readonly word: string;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface OwnWords {
  /** What the platform told the exchange of a case of its own number. */
  said(ref: string): Promise<Word[]>;
  /** What the platform was told of a case. */
  told(caseNo: string): Promise<Word[]>;
}

export interface Lines {
  readonly callbacks: WireTap;
  readonly guangdong: WireTap;
  readonly henan: WireTap;
  readonly hunan: WireTap;
  readonly shanxi: FrontDatabaseOwner;
  /** The folder that Qingxin's platform shares with its connector. */
  readonly qingxin: string;
}

export function ownWords(lines: Lines): Readonly<Record<ProvinceName, OwnWords>> {
  return {
    guangdong: guangdongWords(lines.callbacks, lines.guangdong),
    henan: henanWords(lines.henan),
    hunan: hunanWords(lines.hunan),
    shanxi: shanxiWords(lines.shanxi),
    qingxin: qingxinWords(lines.qingxin),
  };
}

type Content = Word['content'];

interface GuangdongWord {
  readonly ywlx: string;
  readonly lsh: string;
  readonly tybh: string;
  readonly sj: Content;
}

/** JSON: `ywlx` and `sj`, pushed to the callback and put into the platform. */
function guangdongWords(callbacks: WireTap, tap: WireTap): OwnWords {
  const word = ({ ywlx, sj }: GuangdongWord): Word => ({ word: ywlx, content: sj });
  return {
    said: async (ref) => {
      const pushed = bodies<GuangdongWord>(callbacks, '/callback');
      const caseNos = receiptsOf(tap, pushed.find(({ sj }) => sj.SBLSH === ref)?.lsh);
      return once(pushed, ({ lsh }) => lsh)
        .filter(({ sj }) => sj.SBLSH === ref || caseNos.includes(String(sj.TYBH)))
        .map(word);
    },
    told: async (caseNo) =>
      bodies<GuangdongWord>(tap, '/openapi/kstb/inbound')
        .filter(({ tybh }) => tybh === caseNo)
        .map(word),
  };
}

/** The number that the exchange gave to what was pushed under this name. */
function receiptsOf(tap: WireTap, lsh: string | undefined): string[] {
  const receipts = bodies<{ lsh: string; tybh: string }>(tap, '/openapi/kstb/receipts');
  return receipts.filter((receipt) => receipt.lsh === lsh).map(({ tybh }) => tybh);
}

/** XML: records of a kind, fetched from the out-tray and put into the in-tray. */
function henanWords(tap: WireTap): OwnWords {
  const word = (record: Content): Word => ({ word: String(record['@sid']), content: record });
  return {
    said: async (ref) => {
      const fetched = at(tap, '/ha/exchange/out')
        .filter(({ answer }) => answer.body.includes(ref)) // of the many polls, those that are worth parsing
        .flatMap(({ answer }) => parsePackage(String(answer.body)));
      return once(fetched, ({ JLBH }) => String(JLBH))
        .filter(({ BJBH }) => BJBH === ref)
        .map(word);
    },
    told: async (caseNo) =>
      at(tap, '/ha/exchange/in')
        .filter(({ body }) => body.includes(caseNo))
        .flatMap(({ body }) => parsePackage(body.toString()))
        .filter(({ XTBH }) => XTBH === caseNo)
        .map(word),
  };
}

interface HunanWord {
  readonly eventType: string;
  readonly eventId: string;
  readonly caseNo?: string;
  readonly hubCaseNo?: string;
  readonly payload: Content;
}

/** JSON in envelopes: a feed, things that are asked for, and what is put in. */
function hunanWords(tap: WireTap): OwnWords {
  const word = ({ eventType, payload }: HunanWord): Word => ({ word: eventType, content: payload });
  const answers = <T>(path: string) => at(tap, path).map(({ answer }) => json<{ data: T }>(answer.body).data);
  return {
    said: async (ref) => {
      const things = answers<Content>('/hn/kstb/things').filter(({ thingNo }) => thingNo === ref);
      const entries = answers<{ entries: HunanWord[] } | undefined>('/hn/kstb/feed');
      const events = entries.flatMap((page) => page?.entries ?? []).filter(({ caseNo }) => caseNo === ref);
      const filed = things.slice(-1).map((content) => ({ word: 'THING_FILED', content }));
      return [...filed, ...once(events, ({ eventId }) => eventId).map(word)];
    },
    told: async (caseNo) =>
      bodies<HunanWord>(tap, '/hn/kstb/inbound')
        .filter(({ hubCaseNo }) => hubCaseNo === caseNo)
        .map(word),
  };
}

const SHANXI_TABLES = {
  up_pro_accept: 'row_guid',
  up_pro_process: 'row_guid',
  up_pro_special_procedure: 'row_guid',
  up_pro_result: 'kstb_no',
  up_pro_material: 'kstb_no',
  kstb_list: 'list_kind, list_no',
};

/** Tables: a batch of rows in either half of the front database, its state for a word. */
function shanxiWords(front: FrontDatabaseOwner): OwnWords {
  const read = async (half: 'outbound' | 'inbound', where: string, value: string) => {
    const acts = await front.query(`select cd_batch, case_state from ${half}.kstb_exchange ${where}`, [
      value,
    ]);
    const words: Word[] = [];
    for (const { cd_batch, case_state } of acts) {
      const content: Record<string, unknown> = {};
      for (const [table, order] of Object.entries(SHANXI_TABLES)) {
        const rows = await front.query(
          `select * from ${half}.${table} where cd_batch = $1 order by ${order}`,
          [cd_batch],
        );
        if (rows.length > 0) content[table] = rows;
      }
      words.push({ word: case_state ?? '', content });
    }
    return words;
  };
  return {
    said: (ref) => read('outbound', 'where project_no = $1 order by case_seq', ref),
    told: (caseNo) => read('inbound', 'where hub_case_no = $1 order by event_seq', caseNo),
  };
}

/** Files: a row of the BJ sheet for an act, its details of the CL sheet under 明细; what is empty is left out. */
function qingxinWords(drop: string): OwnWords {
  const words = (acts: Buffer, details: Buffer): Word[] => {
    const all = rowsOf(details);
    return rowsOf(acts).map((row) => {
      const 明细 = all.filter((detail) => detail.业务流水号 === row.业务流水号);
      return { word: row.业务类型 ?? '', content: { ...row, 明细 } };
    });
  };
  return {
    said: async (ref) =>
      foldersIn(join(drop, 'done'))
        .flatMap((folder) => words(sheetIn(folder, 'BJ'), sheetIn(folder, 'CL')))
        .filter(({ content }) => content.办件编号 === ref),
    told: async (caseNo) =>
      platformAt(drop)
        .received()
        .flatMap((sheets) => words(sheets.get('BJ') ?? NOTHING, sheets.get('CL') ?? NOTHING))
        .filter(({ content }) => content.统一编号 === caseNo),
  };
}

const NOTHING = Buffer.alloc(0);

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function sheetIn(folder: string, kind: string): Buffer {
  const name = readdirSync(folder).find((each) => each.endsWith(`-${kind}.csv`));
  return name === undefined ? NOTHING : readFileSync(join(folder, name));
}

function rowsOf(sheet: Buffer): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(fromGb(sheet));
  const filled = rows.map((cells) => header.map((column, i) => [column, cells[i] ?? ''] as const));
  return filled.map((cells) => Object.fromEntries(cells.filter(([, cell]) => cell !== '')));
}

function at(tap: WireTap, path: string): Exchange[] {
  return tap.exchanges.filter((exchange) => exchange.path === path && exchange.answer.status === 200);
}

function bodies<T>(tap: WireTap, path: string): T[] {
  return at(tap, path).map(({ body }) => json<T>(body));
}

function json<T>(body: Buffer | string): T {
  return JSON.parse(body.toString()) as T; // the reader names the shape that the platform or its connector writes
}

function once<T>(list: readonly T[], nameOf: (each: T) => string): T[] {
  return [...new Map(list.map((each) => [nameOf(each), each])).values()];
}
