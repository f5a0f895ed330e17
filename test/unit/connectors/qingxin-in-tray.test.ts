import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IncomingAct, MappingGapError, MappingTables } from '#connectors/kit';
import {
  Gb18030Error,
  Ledger,
  LocalFolder,
  parseManifest,
  QingxinProvince,
  qingxinMapping,
  WaitingRoom,
} from '#connectors/qingxin';
import { hex, sha256, sm3 } from '#crypto/primitives';
import { eventually } from '../../kit/eventually.js';
import { batchOf, fromGb, lay } from '../../kit/qingxin-batch.js';
import { CASE_NO, incoming, parsed } from './acts.js';

const MESSAGE_ID = '019aa000-0000-7000-8000-000000000000';
const PDF = Buffer.from('%PDF-1.4 结果');
const BLOB = {
  sha256: hex(sha256(PDF)),
  sm3: hex(sm3(PDF)),
  size: PDF.length,
  mediaType: 'application/pdf',
  fileName: '结果.pdf',
};

describe('what the connector lays down for Qingxin’s platform', () => {
  let folder: string;
  let drop: string;
  let province: QingxinProvince;
  let number = 0;
  let now = 1_000_000;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-qingxin-'));
    drop = join(folder, 'drop');
    for (const name of ['out', 'in']) mkdirSync(join(drop, name), { recursive: true });
    await start();
  });
  afterEach(async () => {
    await province.close();
    rmSync(folder, { recursive: true });
  });

  async function start(answerMs = 100, over = new LocalFolder(drop)): Promise<void> {
    const note = () => {};
    province = new QingxinProvince({
      folder: over,
      maps: MappingTables.read(qingxinMapping),
      ledger: await Ledger.open(join(folder, 'ledger')),
      waiting: await WaitingRoom.open(join(folder, 'waiting')),
      log: { info: note, warn: note, error: note },
      clock: () => now,
      ...{ pollMs: 50, patienceMs: 60_000, answerMs, pauseMs: 10_000 },
    });
    await province.start(async () => {});
  }

  /** For a test in which the platform does answer, however busy the machine is. */
  async function restartPatient(): Promise<void> {
    await province.close();
    await start(15_000);
  }

  const names = () => readdirSync(join(drop, 'in')).sort();
  const read = (name: string) => readFileSync(join(drop, 'in', name));

  function transferred(over: Partial<IncomingAct> = {}): IncomingAct {
    const documents = [{ name: '=证书', documentNo: '豫1', blob: BLOB }];
    const message = parsed('ResultTransferred', { caseNo: CASE_NO, documents });
    return incoming(message, { fetchFile: async () => PDF, ...over });
  }

  /** As the platform answers, in a batch of its own. */
  function answer(result: string, reason = '', messageId = MESSAGE_ID): void {
    const name = `QX20261122-${String(++number).padStart(6, '0')}`;
    lay(
      drop,
      batchOf(name, { answers: [{ 报文编号: messageId, 结果: result, 办件编号: 'QY1', 原因: reason }] }),
    );
  }

  /** Waits for the act to lie there, and then for what becomes of it. */
  async function lying(act: IncomingAct): Promise<{ delivered: Promise<void> }> {
    const delivered = province.deliver(act);
    delivered.catch(() => {}); // looked at by the test, later
    await eventually(() => expect(names()).toContain(`${MESSAGE_ID}.ok`));
    return { delivered };
  }

  it('is a batch named by the message, each file as its manifest says', async () => {
    const { delivered } = await lying(transferred());
    expect(names()).toEqual(
      ['-001.pdf', '-BJ.csv', '-CL.csv', '.ok'].map((ending) => `${MESSAGE_ID}${ending}`),
    );
    const files = parseManifest(MESSAGE_ID, read(`${MESSAGE_ID}.ok`)) ?? [];
    for (const { name, size, digest } of files) {
      expect(read(name)).toHaveLength(size);
      expect(hex(sm3(read(name)))).toBe(digest);
    }
    expect(files).toHaveLength(3);
    expect(read(`${MESSAGE_ID}-001.pdf`).equals(PDF)).toBe(true);
    const details = fromGb(read(`${MESSAGE_ID}-CL.csv`));
    expect(details).toContain(
      `"结果","'=证书","豫1","","","${MESSAGE_ID}-001.pdf","结果.pdf","application/pdf"`,
    );
    await expect(delivered).rejects.toThrow('平台尚未取走');
  });

  it('is delivered when the platform has said so, and is then taken away', async () => {
    await restartPatient();
    const { delivered } = await lying(transferred());
    answer('1');
    await delivered;
    await eventually(() => expect(names()).toEqual([]));
    await province.deliver(transferred({ fetchFile: () => Promise.reject(new Error('not again')) }));
    expect(names()).toEqual([]);
  });

  it('is delivered at once to a platform that answers while it is still being flushed', async () => {
    await province.close();
    const quick = new LocalFolder(drop);
    const write = quick.write.bind(quick);
    quick.write = async (path, bytes) => {
      await write(path, bytes);
      if (path !== `in/${MESSAGE_ID}.ok`) return;
      answer('1');
      await eventually(() => expect(names()).toEqual([]));
    };
    await start(3_600_000, quick);
    await province.deliver(transferred());
    now += 3_660_000;
    expect(await province.isThere()).toBe(true);
  });

  it('is not delivered because somebody took the files away', async () => {
    const { delivered } = await lying(transferred());
    for (const name of names()) rmSync(join(drop, 'in', name));
    await expect(delivered).rejects.toThrow('平台尚未取走');
  });

  it('lies there once however often it is dispatched, and a receipt counts that came between', async () => {
    const { delivered } = await lying(transferred());
    await expect(delivered).rejects.toThrow();
    const before = read(`${MESSAGE_ID}.ok`);
    const again = province.deliver(transferred({ fetchFile: () => Promise.reject(new Error('not again')) }));
    await expect(again).rejects.toThrow('平台尚未取走');
    expect(read(`${MESSAGE_ID}.ok`).equals(before)).toBe(true);
    answer('1');
    await eventually(() => expect(names()).toEqual([]));
    await province.close();
    await start();
    await province.deliver(transferred());
  });

  it('is laid down again after the platform has refused it, whose reason is told', async () => {
    await restartPatient();
    const { delivered } = await lying(transferred());
    answer('0', '办件已归档');
    await expect(delivered).rejects.toThrow('办件已归档');
    const { delivered: second } = await lying(transferred());
    answer('1');
    await second;
  });

  it('is refused before anything is written when the platform could not read it', async () => {
    const rare = transferred({
      message: parsed('CaseWithdrawn', { caseNo: CASE_NO, reason: '申请人张\u{E000}撤回' }),
    });
    await expect(province.deliver(rare)).rejects.toThrow(Gb18030Error);
    const submission = parsed('SubmitCase', {
      caseRef: 'X',
      itemCode: '002090012000',
      mode: 'FULLY_ONLINE',
      appliedAt: '2026-11-22T10:00:00+08:00',
      personal: {
        open: { applicantKind: 'NATURAL_PERSON', applicant: { name: '李', idType: '999', idNumber: 'E1' } },
      },
    });
    await expect(province.deliver(incoming(submission))).rejects.toThrow(MappingGapError);
    expect(names()).toEqual([]);
  });

  it('makes the platform count as away while it lies there without any receipt, until it is tried again', async () => {
    expect(await province.isThere()).toBe(true);
    const { delivered } = await lying(transferred());
    expect(await province.isThere()).toBe(true);
    await expect(delivered).rejects.toThrow();
    now += 200;
    expect(await province.isThere()).toBe(false);
    answer('1', '', '019aa000-0000-7000-8000-00000000000a'); // for another act: the platform lives
    await eventually(async () => expect(await province.isThere()).toBe(true));
    now += 1;
    await expect(
      province.deliver(transferred({ messageId: '019aa000-0000-7000-8000-00000000000b' })),
    ).rejects.toThrow();
    now += 200;
    expect(await province.isThere()).toBe(false);
    now += 10_000;
    expect(await province.isThere()).toBe(true);
  });

  it.each([
    ['names a file elsewhere', '../../out/x', '1'],
    ['has a result that is none', MESSAGE_ID, '好'],
  ])('hears nothing from a receipt that %s', async (_, messageId, result) => {
    answer(result, '', messageId);
    await eventually(() => expect(readdirSync(join(drop, 'bad')).join(' ')).toMatch(/\.txt/));
    await expect(province.deliver(transferred())).rejects.toThrow('平台尚未取走');
  });

  it('tells in a receipt of its own what became of a row, in characters that the platform has', async () => {
    await province.confirm('L/1', { kind: 'accepted', caseNo: CASE_NO, eventSeq: 1, logIndex: 0 });
    await province.confirm('L/2', { kind: 'refused', code: 'MALFORMED', detail: '/name: \u{E000} =1' });
    await province.confirm('L/2', { kind: 'refused', code: 'MALFORMED', detail: '/name: \u{E000} =1' });
    const receipts = readdirSync(join(drop, 'receipts'));
    expect(receipts).toHaveLength(4);
    const text = receipts.map((name) => fromGb(readFileSync(join(drop, 'receipts', name)))).join('');
    expect(text).toContain(`"L/1","1","${CASE_NO}","0","",""`);
    expect(text).toContain('"L/2","0","","","MALFORMED","/name: ? =1"');
  });
});
