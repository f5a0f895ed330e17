import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MappingTables, type OutgoingAct } from '#connectors/kit';
import { Ledger, LocalFolder, QingxinProvince, qingxinMapping, WaitingRoom } from '#connectors/qingxin';
import { hex, sha256, sm3 } from '#crypto/primitives';
import { eventually } from '../../kit/eventually.js';
import { CASE_NO, incoming, parsed } from './acts.js';

/**
 * Files byte for byte as they lay in the folder once, both ways. A platform in service does not learn of a new release of the
 * connector: what it writes must be read as it was, and what it is given must look as it did. RECORD=1 writes anew what the
 * connector makes of them; think before you do.
 */
const RECORDED = join(import.meta.dirname, 'recorded', 'qingxin');
const MESSAGE_ID = '019aa000-0000-7000-8000-000000000000';
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

describe('files that were recorded', () => {
  let folder: string;
  let drop: string;
  let province: QingxinProvince;
  const accepted: OutgoingAct[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-qingxin-'));
    drop = join(folder, 'drop');
    for (const name of ['out', 'in']) mkdirSync(join(drop, name), { recursive: true });
    const note = () => {};
    province = new QingxinProvince({
      folder: new LocalFolder(drop),
      maps: MappingTables.read(qingxinMapping),
      ledger: await Ledger.open(join(folder, 'ledger')),
      waiting: await WaitingRoom.open(join(folder, 'waiting')),
      log: { info: note, warn: note, error: note },
      clock: Date.now,
      ...{ pollMs: 50, patienceMs: 60_000, answerMs: 50, pauseMs: 10_000 },
    });
    await province.start(async (act) => void accepted.push(act));
  });
  afterEach(async () => {
    await province.close();
    rmSync(folder, { recursive: true });
  });

  /** Compares folders file by file. */
  function expectRecorded(name: string, files: ReadonlyMap<string, Buffer>): void {
    const place = join(RECORDED, name);
    if (process.env.RECORD === '1') {
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      for (const [file, bytes] of files) writeFileSync(join(place, file), bytes);
    }
    expect([...files.keys()].sort()).toEqual(readdirSync(place).sort());
    for (const [file, bytes] of files)
      expect(bytes.toString('latin1'), file).toBe(readFileSync(join(place, file), 'latin1'));
  }

  const filesIn = (name: string) =>
    new Map(readdirSync(join(drop, name)).map((file) => [file, readFileSync(join(drop, name, file))]));

  it('by the platform give the acts that they gave', async () => {
    cpSync(join(RECORDED, 'out'), join(drop, 'out'), { recursive: true });
    await eventually(() => expect(readdirSync(join(drop, 'out'))).toEqual([]));
    const json = Buffer.from(`${JSON.stringify(accepted, null, 2)}\n`);
    expectRecorded('acts', new Map([['acts.json', json]]));
    expectRecorded('bad', filesIn('bad'));
  });

  it('by the connector are written as they were', async () => {
    const blob = {
      sha256: hex(sha256(PDF)),
      sm3: hex(sm3(PDF)),
      size: PDF.length,
      mediaType: 'application/pdf',
      fileName: '声明.pdf',
    };
    const submission = parsed('SubmitCase', {
      caseRef: 'HN2026-1',
      itemCode: '002090012000',
      divisionCode: '441803',
      mode: 'REMOTE_INTAKE',
      appliedAt: '2026-11-22T09:58:07+08:00',
      personal: {
        open: {
          applicantKind: 'NATURAL_PERSON',
          applicant: { name: '王㐂', idType: '111', idNumber: '410102198802299026', phone: '+86-371-6000' },
          agent: { name: '张测试', idType: '111', idNumber: '441803199001019018' },
          form: [{ name: '事由', value: '=补办\n"遗失",一份' }],
        },
      },
      materials: [
        { name: '居民身份证', source: 'ORIGINAL_CHECKED' },
        { name: '声明', source: 'UPLOADED', code: 'C-1', blob },
      ],
    });
    const act = incoming(submission, { messageId: MESSAGE_ID, actor: 'henan', fetchFile: async () => PDF });
    await province.deliver(act).catch(() => {}); // nobody answers
    expectRecorded('in', filesIn('in'));
    await province.confirm('L-1', { kind: 'accepted', caseNo: CASE_NO, eventSeq: 1, logIndex: 42 });
    await province.confirm('L-2', { kind: 'refused', code: 'ILLEGAL_TRANSITION', detail: 'not now' });
    expectRecorded('receipts', filesIn('receipts'));
  });
});
