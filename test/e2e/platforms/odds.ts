import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proposeMapping } from '#connectors/kit';
import { shanxiMapping } from '#connectors/shanxi';
import { withDatabase } from '#hub/cli';
import { codeGaps, mappings } from '#hub/store';
import { eventually } from '../../kit/eventually.js';
import { frontSubmission, putSubmission } from '../../kit/front-database.js';
import { newReference } from '../../kit/messages.js';
import { TOKEN } from '../../kit/provinces.js';
import { platformAt } from '../../kit/qingxin.js';
import { localItem, PLATFORMS, type Stage } from '../../kit/stage.js';
import { contentOf, type Filing, FlowCase, file, PEOPLE, pdf } from './flow-case.js';

/** What goes wrong between any two platforms, told in their own formats. */

const CERTIFICATE: Filing = {
  item: '002090012000',
  division: '410000',
  mode: 'remote',
  applicant: PEOPLE.ofQingxin,
  form: {},
  materials: [{ name: '遗失声明', source: 'upload', bytes: pdf('遗失') }],
};

interface MappingFile {
  version: string;
  readonly tables: { readonly items: { local: string; national: string; name: string }[] };
}

export function playOdds(stage: () => Stage): void {
  describe.concurrent('what goes wrong', { timeout: 60_000 }, () => {
    /** Coded as another province does: 四川 numbers its items so. It waits with Shanxi's platform and in the hub's list of gaps. */
    it('negative fixture 6: an item code that nobody has mapped waits for an operator, and then its case goes on', async () => {
      const { front, hub, provinces } = stage();
      const foreign = '51A0002090012-01';
      const name = newReference('SX');
      const made = frontSubmission(name);
      await putSubmission(front, { ...made, accept: { ...made.accept, task_handle_item: foreign } });
      await eventually(async () => {
        expect(await front.outcome(name)).toMatchObject({
          exchange_state: '0',
          outcome_code: 'CODE_UNMAPPED',
        });
        const gaps = await withDatabase(hub.database.url, (db) => codeGaps.listCodeGaps(db));
        expect(gaps).toContainEqual(
          expect.objectContaining({ platform: 'shanxi', code: foreign, kind: 'MISSING' }),
        );
      });

      const document = JSON.parse(readFileSync(shanxiMapping, 'utf8')) as MappingFile;
      document.version = 'with-foreign-code';
      document.tables.items.push({ local: foreign, national: '002090012000', name: '外省编码' });
      const row = { ...document.tables.items.at(-1), direction: 'TO_NATIONAL' };
      const items = [...document.tables.items.slice(0, -1), row];
      const complete = { ...document, tables: { ...document.tables, items } };
      await proposeMapping(provinces.config('shanxi'), Buffer.from(JSON.stringify(complete)), '外省事项编码');
      const reviewed = { platform: 'shanxi', version: document.version, isApproved: true, note: '核对无误' };
      await withDatabase(hub.database.url, (db) =>
        mappings.insertReview(db, { ...reviewed, reviewer: '操作员甲', reviewedAt: Date.now() }),
      );
      const { hub_case_no: caseNo } = await eventually(async () => {
        const outcome = await front.outcome(name);
        expect(outcome).toMatchObject({ exchange_state: '2' });
        return outcome ?? expect.fail('no outcome');
      });
      const { item } = await stage()
        .desk('henan')
        .arrived(caseNo ?? '', 'file');
      expect(item).toBe(localItem('henan', '002090012000'));
    });

    it('negative fixture 7: a case that Guangdong pushes twice is one case', async () => {
      const { callbacks } = stage().provinces;
      const flow = await FlowCase.open(stage(), ['guangdong', 'henan'], CERTIFICATE);
      const pushed = callbacks.exchanges.find(({ body }) => body.includes(`"SBLSH":"${flow.ref}"`));
      const again = await fetch(`${callbacks.url}/callback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-app-token': TOKEN },
        body: pushed?.body ?? expect.fail('never pushed'),
      });
      expect(again.status).toBe(200);
      await expectOnce(flow);
    });

    it('negative fixture 7: a case that Qingxin sends in two batches is one case', async () => {
      const flow = await FlowCase.open(stage(), ['qingxin', 'henan'], CERTIFICATE);
      const drop = String(stage().provinces.config('qingxin').province.drop);
      const batches = await eventually(() => {
        const found = batchesOf(join(drop, 'done'), flow.ref);
        expect(found).not.toEqual([]);
        return found;
      });
      for (const batch of batches) await platformAt(drop).resend(batch, `${batch}9`);
      await expectOnce(flow);
    });

    it('a case that Shanxi registers under another name is the case that it was', async () => {
      const { front } = stage();
      const flow = await FlowCase.open(stage(), ['shanxi', 'henan'], CERTIFICATE);
      const name = newReference('SX');
      const { head, accept, material } = frontSubmission(name);
      const twin = { project_no: flow.ref };
      await putSubmission(front, {
        head: { ...head, ...twin, case_seq: 3 },
        accept: { ...accept, ...twin },
        material: { ...material, ...twin },
      });
      await eventually(
        async () =>
          expect(await front.outcome(name)).toMatchObject({
            exchange_state: '9',
            outcome_code: 'DUPLICATE_CASE',
          }),
        20_000,
      );
      await expectOnce(flow);
    });

    it.each(PLATFORMS)(
      'negative fixture 13: a number with a small x, and one of 15 digits, from %s are read elsewhere',
      async (from) => {
        const to = from === 'henan' ? 'guangdong' : 'henan';
        for (const [typed, read] of [
          ['11010519491231002x', '11010519491231002X'],
          ['110105491231002', '110105491231002'],
        ] as const) {
          const desk = stage().desk(from);
          const { ref } = await desk.file({
            item: localItem(from, CERTIFICATE.item),
            division: to === 'henan' ? '410000' : '440000',
            mode: 'remote',
            applicant: { ...PEOPLE.ofQingxin, idNumber: typed },
            form: [],
            materials: [],
          });
          const caseNo = await desk.numbered(ref);
          await stage().desk(to).arrived(caseNo, 'file');
          await eventually(async () => {
            const told = await stage().words(to).told(caseNo);
            if (to === 'henan') expect(contentOf(told, 'HA01')).toMatchObject({ ZJHM: read });
            else expect(contentOf(told, 'SB')).toMatchObject({ SQR: { ZJHM: read } });
          });
        }
      },
    );
  });

  describe('a province that is away', { timeout: 60_000 }, () => {
    it('negative fixture 8: leaves its cases at the hub, in sight of the window, and gets each of them once', async () => {
      const { provinces } = stage();
      const window = stage().desk('guangdong');
      provinces.taps.henan.meddle(async () => undefined);
      const { ref } = await file(window, 'guangdong', CERTIFICATE);
      const caseNo = await window.numbered(ref);
      await window.act(ref, { kind: 'intake', window: '跨省通办窗口', originals: [] });
      await eventually(async () => {
        const tried = 'select 1 from inbox where case_no = $1 and last_error is not null';
        expect(await stage().hub.database.query(tried, [caseNo])).not.toEqual([]);
      });
      const seen = await window.get(ref);
      expect(seen).toMatchObject({ hubNo: caseNo, status: 'intake' });
      expect(seen.history.map(({ by, kind }) => `${by} ${kind}`)).toEqual(['us file', 'us intake']);
      const { grpc } = stage().peer('guangdong');
      const waiting = (await grpc.events(caseNo)).map(({ type }) => type);
      expect(waiting).toEqual(['SubmitCase', 'IntakeRecorded']); // no acknowledgement, and no clock of the office

      provinces.taps.henan.meddle(undefined);
      await stage().desk('henan').arrived(caseNo, 'intake');
      expect(await stage().prove('guangdong', caseNo, ['SubmitCase', 'IntakeRecorded'])).toBe(
        'INTAKE_RECORDED',
      );
      const told = await stage().words('henan').told(caseNo);
      expect(told.map(({ word }) => word)).toEqual(['HA01', 'HA02']);
    });
  });

  /** One case under the sender's number, each act of it once, and both sides agree. */
  async function expectOnce(flow: FlowCase): Promise<void> {
    await flow.accept('2026-12-18');
    await flow.window.arrived(flow.caseNo, 'review');
    expect(await flow.prove()).toBe('IN_REVIEW');
    const found = await stage().peer(flow.from).grpc.findCases(flow.ref);
    expect(found.map(({ caseNo }) => caseNo)).toEqual([flow.caseNo]);
    const told = await flow.far.told();
    expect(told).toHaveLength(2);
  }
}

/** Qingxin's batches that tell of a case and have been read. */
function batchesOf(done: string, ref: string): string[] {
  return readdirSync(done).flatMap((folder) => {
    const batch = folder.split('.')[0] ?? '';
    const sheets = readdirSync(join(done, folder)).filter((name) => name === `${batch}-BJ.csv`);
    return sheets.some((name) => readFileSync(join(done, folder, name)).includes(ref)) ? [batch] : [];
  });
}
