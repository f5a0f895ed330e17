import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MappingGapError, MappingTables } from '#connectors/kit';
import {
  ACT_FORMS,
  BatchFormError,
  BatchIncompleteError,
  DoesNotFitError,
  type FrontBatch,
  shanxiMapping,
  toBatch,
  toNationalAct,
} from '#connectors/shanxi';
import {
  bodies,
  CASE_NO,
  correctionNotice,
  DISPATCHED,
  FORMED,
  incoming,
  onlineSubmission,
  parsed,
} from './acts.js';
import { frontFilesOf, readBack } from './shanxi-batches.js';

const maps = MappingTables.read(shanxiMapping);

const ROW = { project_no: 'SXBJ-1', cd_operation: 'I', cd_batch: 'B1', data_source: '140' };

/** A submission as the front database gives it. */
const SUBMISSION: FrontBatch = {
  head: {
    cd_batch: 'B1',
    act_ref: 'A-1',
    case_state: '10',
    project_no: 'SXBJ-1',
    case_seq: 1,
    act_time: '2026-11-22T10:00:00',
    row_total: 4,
    hub_case_no: null,
  },
  first: null,
  rival: null,
  known_case_no: null,
  rows: {
    up_pro_accept: [
      {
        ...ROW,
        row_guid: 'B1-1',
        task_handle_item: 'SXJT-0610-001',
        apply_date: '2026-11-22T09:58:00',
        applyer_name: '王测试',
        applyer_type: '1',
        applyer_page_type: '居民身份证',
        applyer_page_code: '140102198802299026',
        kstb_mode: '1',
        kstb_division: '440100',
        kstb_mobile: '',
        legal: null,
      },
    ],
    up_pro_process: [],
    up_pro_result: [],
    up_pro_special_procedure: [],
    up_pro_material: [
      { ...ROW, row_guid: 'B1-2', material_name: '居民身份证', get_type: '21', kstb_no: 1, kstb_file: null },
    ],
    kstb_list: [
      { ...ROW, row_guid: 'B1-3', list_kind: '表单', list_no: 1, item_name: '份数', item_value: '2' },
      { ...ROW, row_guid: 'B1-4', list_kind: '表单', list_no: 2, item_name: '备注', item_value: '' },
    ],
  },
  files: [],
};

type Rows = FrontBatch['rows'];

/** The submission with other rows, told so in its registration. */
function withRows(rows: Partial<Rows>, head: Partial<FrontBatch['head']> = {}): FrontBatch {
  const all = { ...SUBMISSION.rows, ...rows };
  const row_total = Object.values(all).flat().length;
  return { ...SUBMISSION, rows: all, head: { ...SUBMISSION.head, row_total, ...head } };
}

function withApplicant(cells: Rows['up_pro_accept'][number]): FrontBatch {
  return withRows({ up_pro_accept: [{ ...SUBMISSION.rows.up_pro_accept[0], ...cells }] });
}

const [MATERIAL = {}] = SUBMISSION.rows.up_pro_material;
const [FIELD = {}, REMARK = {}] = SUBMISSION.rows.kstb_list;
const STEP = { ...ROW, row_guid: 'B1-9', event_name: '30', event_start_time: '2026-11-22T10:00:00' };
const [FILE] = [
  { file_id: 'F1', file_name: '一.pdf', media_type: 'application/pdf', file_sm3: null, file_size: 3 },
];

/** A batch that is one step of a case. */
function step(state: string, cells: object, head: Partial<FrontBatch['head']> = {}): FrontBatch {
  const none = { up_pro_accept: [], up_pro_material: [], kstb_list: [] };
  return withRows(
    { ...none, up_pro_process: [{ ...STEP, event_name: state, ...cells }] },
    { case_state: state, hub_case_no: CASE_NO, ...head },
  );
}

function read(batch: FrontBatch) {
  return toNationalAct(batch, maps, async () => new Map());
}

describe('Shanxi’s format', () => {
  it('reads a submission into national codes, and fields left empty as none', async () => {
    expect(await read(SUBMISSION)).toEqual({
      occurredAt: Date.parse('2026-11-22T10:00:00+08:00'),
      draft: onlineSubmission('SXBJ-1', { name: '王测试', idNumber: '140102198802299026' }),
    });
  });

  it('writes a correction notice of elsewhere as a step and its lists', async () => {
    const notice = correctionNotice('照片模糊');
    const { head, rows } = await toBatch(incoming(notice), maps, new Map());
    expect(head).toEqual({
      cd_batch: '019aa000000070008000000000000000',
      message_id: '019aa000-0000-7000-8000-000000000000',
      hub_case_no: CASE_NO,
      event_seq: 1,
      sender: 'shanxi',
      case_state: '12',
      project_no: 'SX-1',
      act_time: '2026-11-22 10:00:00',
      row_total: 3,
    });
    expect(rows).toMatchObject([
      {
        table: 'up_pro_process',
        values: {
          process_name: '补正告知',
          event_name: '12',
          kstb_doc_no: '粤公补2026-0007',
          kstb_due_time: '2026-12-03 18:00:00',
          project_no: 'SX-1',
          cd_operation: 'I',
        },
      },
      { table: 'kstb_list', values: { list_kind: '缺少', list_no: 1, item_name: '毕业证书' } },
      {
        table: 'kstb_list',
        values: { list_kind: '不合格', list_no: 1, item_name: '身份证', item_value: '照片模糊' },
      },
    ]);
  });

  it.each(DISPATCHED)('loses nothing of %s on the way in and out again', async (type) => {
    await fc.assert(
      fc.asyncProperty(bodies(type), async (message) => {
        const { stored, digested } = frontFilesOf(message);
        const written = await toBatch(incoming(message), maps, stored);
        const { draft } = await toNationalAct(readBack(written, message), maps, async () => digested);
        expect(draft.type).toBe(type);
        expect(parsed(type, draft.body)).toEqual(message);
      }),
      { numRuns: 60 },
    );
  });

  it('has a state of its own for every act', () => {
    const states = Object.values(ACT_FORMS).map(({ state }) => state);
    expect(new Set(states).size).toBe(states.length);
    expect(Object.keys(ACT_FORMS).sort()).toEqual([...FORMED, 'Other'].sort());
  });

  it('guesses no code in either direction', async () => {
    await expect(read(withApplicant({ task_handle_item: 'SXJT-9999-001' }))).rejects.toThrow(
      new MappingGapError('shanxi items', 'SXJT-9999-001'),
    );
    const strange = parsed('SubmitCase', {
      caseRef: 'X',
      itemCode: '002090012000',
      mode: 'REMOTE_INTAKE',
      appliedAt: '2026-11-22T10:00:00+08:00',
      personal: {
        open: { applicantKind: 'NATURAL_PERSON', applicant: { name: '某', idType: '999', idNumber: '1' } },
      },
    });
    await expect(toBatch(incoming(strange), maps, new Map())).rejects.toThrow(MappingGapError);
  });

  it('tells of every fault of a batch at once, before it tells of a gap', async () => {
    const batch = withApplicant({
      task_handle_item: 'SXJT-9999-001',
      applyer_name: '',
      apply_date: 'infinity',
      applyer_page_code: null,
    });
    await expect(read(batch)).rejects.toThrow(
      new BatchFormError([
        'up_pro_accept.apply_date: is not a time',
        'up_pro_accept.applyer_name: is empty',
        'up_pro_accept.applyer_page_code: is empty',
      ]),
    );
  });

  it('waits for rows that are not there yet', async () => {
    const early = withRows({ up_pro_material: [] }, { row_total: 4 });
    await expect(read(early)).rejects.toThrow(new BatchIncompleteError(3, 4));
  });

  it.each<[string, FrontBatch, string]>([
    [
      'more rows than it says',
      { ...SUBMISSION, head: { ...SUBMISSION.head, row_total: 3 } },
      'row_total: 4 rows',
    ],
    [
      'a count that no act has',
      { ...SUBMISSION, head: { ...SUBMISSION.head, row_total: 1e9 } },
      'a batch has 1000 rows at most',
    ],
    ['a state that nobody has defined', withRows({}, { case_state: '77' }), 'case_state: 77 is no state'],
    ['no applicant', withRows({ up_pro_accept: [] }), '申报 has one row here, not 0'],
    [
      'two applicants',
      withRows({ up_pro_accept: [...SUBMISSION.rows.up_pro_accept, ...SUBMISSION.rows.up_pro_accept] }),
      '申报 has one row here, not 2',
    ],
    ['a step that a submission does not have', withRows({ up_pro_process: [STEP] }), '申报 has no rows here'],
    [
      'a material of another case',
      withRows({ up_pro_material: [{ ...MATERIAL, project_no: 'SXBJ-2' }] }),
      'up_pro_material.project_no: is another case',
    ],
    [
      'a row that is to be deleted',
      withRows({ up_pro_material: [{ ...MATERIAL, cd_operation: 'D' }] }),
      'up_pro_material.cd_operation: must be I or U',
    ],
    [
      'a list that a submission does not have',
      withRows({ kstb_list: [{ ...FIELD, list_kind: '缺少' }] }),
      '申报 lists no 缺少',
    ],
    [
      'two fields in one place',
      withRows({ kstb_list: [FIELD, { ...REMARK, list_no: 1 }] }),
      'kstb_list.list_no: must number the rows',
    ],
    [
      'materials without an order',
      withRows({ up_pro_material: [MATERIAL, { ...MATERIAL, kstb_no: null }] }),
      'up_pro_material.kstb_no: must number the rows',
    ],
    [
      'a file that is not in the batch',
      withRows({ up_pro_material: [{ ...MATERIAL, kstb_file: 'F9' }] }),
      'kstb_file: file F9 is not in the batch',
    ],
    [
      'a file that belongs to no row',
      { ...withRows({}, { row_total: 5 }), files: FILE === undefined ? [] : [FILE] },
      'kstb_file: file F1 belongs to no row',
    ],
    [
      'a contact that is only a telephone',
      withApplicant({ contact_mobile: '0351-1' }),
      'contact_name: is empty',
    ],
    ['no time', withRows({}, { act_time: null }), 'kstb_exchange.act_time: is not a time'],
    [
      'a day that the calendar does not have',
      withRows({}, { act_time: '2026-02-30T10:00:00' }),
      'act_time: is not',
    ],
    ['a step of another state', step('30', { event_name: '50' }), 'event_name: is another state'],
    ['no number of the hub', step('30', {}, { hub_case_no: null }), 'hub_case_no: the case has none yet'],
    [
      'another number of the hub than the case has',
      { ...step('30', {}), known_case_no: 'TB-1' },
      'hub_case_no: the case has the number TB-1',
    ],
    ['an identity that was half checked', step('11', { kstb_id_checked: '?' }), 'is neither 1 nor 0'],
  ])('refuses a batch with %s', async (_, batch, reason) => {
    await expect(read(batch)).rejects.toThrow(BatchFormError);
    await expect(read(batch)).rejects.toThrow(reason);
  });

  it('reads a step without an end as ended when it began', async () => {
    const { draft } = await read(step('50', {}));
    expect(draft).toEqual({
      type: 'CaseConcluded',
      body: { caseNo: CASE_NO, concludedAt: '2026-11-22T10:00:00+08:00' },
    });
  });

  it('cuts nothing that is too long for its column, and says all of it', async () => {
    const long = parsed('SubmitCase', {
      caseRef: 'X',
      itemCode: '002090012000',
      mode: 'FULLY_ONLINE',
      appliedAt: '2026-11-22T10:00:00+08:00',
      personal: {
        open: {
          applicantKind: 'NATURAL_PERSON',
          applicant: { name: '长'.repeat(101), idType: '111', idNumber: '1' },
          agent: { name: '𠮷'.repeat(100), idType: '111', idNumber: '1' },
        },
      },
    });
    await expect(toBatch(incoming(long), maps, new Map())).rejects.toThrow(
      new DoesNotFitError(['up_pro_accept.applyer_name has 100 characters, the text has 101']),
    );
  });

  it('writes no NUL character', async () => {
    const withdrawn = parsed('CaseWithdrawn', { caseNo: CASE_NO, reason: 'x' });
    const forged = { ...withdrawn, body: { ...withdrawn.body, reason: 'a\0b' } } as typeof withdrawn; // what no schema lets through
    await expect(toBatch(incoming(forged), maps, new Map())).rejects.toThrow('cannot hold a NUL character');
  });
});
