import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type CertificateEvent,
  type CertificateQuestion,
  MappingTables,
  type ScanRequest,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import * as qingxin from '#connectors/qingxin';
import * as shanxi from '#connectors/shanxi';

/**
 * Certificates in the words of Shanxi and Qingxin, both ways. A platform in service does not learn of a new release of the
 * connector: what stands in recordings/certificates.json must be read, and written, the same for ever.
 */

type Cells = Readonly<Record<string, string>>;

interface Recorded {
  readonly event: Cells;
  readonly changed: Cells;
  readonly ended: Cells;
  readonly use: Cells;
  readonly question: object;
  readonly answer: object;
  readonly refusal: object;
}

interface Recordings {
  readonly shanxi: Recorded & { readonly reply: object };
  readonly qingxin: Recorded & { readonly reply: Parameters<typeof qingxin.fromReply>[0] };
}

const recorded = JSON.parse(
  readFileSync(new URL('./recordings/certificates.json', import.meta.url), 'utf8'),
) as Recordings; // its form is what the test is about

const maps = {
  shanxi: MappingTables.read(shanxi.shanxiMapping),
  qingxin: MappingTables.read(qingxin.qingxinMapping),
};
afterAll(() => Promise.all(Object.values(maps).map((each) => each.close())));

const ID = '1.2.156.3005.2.11100000MB03271699001.11140000MBY900043N.20261122000001.002.X';
const OLD = '1.2.156.3005.2.11100000MB03271699001.11140000MBY900043N.20261122000001.001.Y';
const USE_ID = '0197a1b0-0000-7000-8000-000000000001';
const OCCURRED = Date.parse('2026-11-22T10:00:00+08:00');

const BODY = {
  certificateId: ID,
  issuer: '11140000MBY900043N',
  divisionCode: '140000',
  holders: [
    { codeType: '111', code: '441803199001019018' },
    { codeType: '001', code: '91440100MAY9000661' },
  ],
  validFrom: '2024-01-01',
};
const ENDED = { certificateId: ID, state: 'REVOKED', since: '2026-11-22T09:59:00+08:00', reason: '违规' };

const USE: UseRequest = {
  ref: 'Q1',
  occurredAt: OCCURRED,
  operation: 'DATA',
  certificateId: undefined,
  holder: { codeType: '111', code: '441803199001019018' },
  typeCode: '11100000MB03271699001',
  purpose: { basicCode: '002091069000', caseRef: 'BJ1', reason: '办理设立登记' },
  basis: { kind: 'CONSENT', expiresAt: '2026-11-22T10:10:00+08:00' },
  organisation: '11140000MBY900043N',
  clerk: '窗口03',
  fields: ['权利人', '坐落'],
};

const QUESTION = {
  useId: USE_ID,
  requester: 'henan',
  certificateId: ID,
  use: {
    operation: 'DATA',
    certificateId: ID,
    purpose: { basicCode: '002091069000', caseRef: 'HN1', reason: '办理设立登记' },
    consentId: USE_ID,
    organisation: '11410000MBY900027Q',
    clerk: '窗口03',
    fields: ['权利人', '坐落'],
    seen: [],
  },
  fields: ['权利人', '坐落'],
  presentation: undefined,
} as const;

const STANDING = {
  kind: 'standing',
  state: 'VALID',
  since: '2026-11-22T09:59:00+08:00',
  fields: [{ name: '权利人', value: '李测试' }],
};

const RELEASED: UseResult = {
  kind: 'released',
  useId: USE_ID,
  certificate: {
    certificateId: ID,
    typeCode: '11100000MB03271699001',
    issuer: '11410000MBY900027Q',
    divisionCode: '410000',
    platform: 'henan',
    state: 'VALID',
    stateSince: '2026-11-22T02:00:00Z',
  },
  fields: [{ name: '权利人', value: '李测试' }],
  conditions: ['ONLINE_STATUS', 'HOLDER_PRESENT'],
  credential: undefined,
};
const REFUSED: UseResult = { kind: 'refused', code: 'CERTIFICATE_NOT_VALID', detail: 'it is REVOKED' };

interface Words {
  event(cells: Cells): Promise<CertificateEvent | undefined>;
  use(cells: Cells): UseRequest | ScanRequest;
  question(question?: CertificateQuestion): object;
  /** What its recorded reply says. */
  reply(): object;
  answer(result: UseResult): object;
  /** A column with a code, and one that must be filled. */
  readonly columns: {
    readonly type: string;
    readonly id: string;
    readonly reason: string;
    readonly forEver: Cells;
  };
}

const WORDS: Readonly<Record<'shanxi' | 'qingxin', Words>> = {
  shanxi: {
    event: async (cells) => shanxi.toCertificateEvent(cells, maps.shanxi),
    use: (cells) => shanxi.toWindowRequest(cells, undefined, maps.shanxi),
    question: (question = QUESTION) => shanxi.toQuery('W1', question, maps.shanxi),
    reply: () => shanxi.fromQueryAnswer(recorded.shanxi.reply, undefined, ID, maps.shanxi),
    answer: (result) => shanxi.toUseAnswer('Q1', result, maps.shanxi),
    columns: {
      type: 'certificate_type_code',
      id: 'certificate_source_id',
      reason: 'use_reason',
      forEver: { kstb_valid_to: '20341231' },
    },
  },
  qingxin: {
    event: async (cells) => {
      const read = await qingxin.readCertificate(cells, maps.qingxin);
      if ('rows' in read) throw new Error(`it waits: ${read.reason}`);
      expect(read).toMatchObject({ caseRef: 'ZZ1', seq: 1 });
      return read.act;
    },
    use: (cells) => qingxin.toWindowRequest({ fields: cells, seen: [] }, undefined, maps.qingxin),
    question: (question = QUESTION) => qingxin.toQuestion('W1', question, maps.qingxin),
    reply: () => qingxin.fromReply(recorded.qingxin.reply, ID, maps.qingxin),
    answer: (result) => qingxin.toUseAnswer('Q1', result, '', maps.qingxin),
    columns: { type: '证照类型', id: '证照标识', reason: '用证事由', forEver: { 有效期止: '2034/12/31' } },
  },
};

/** 亮证, in each one's code. */
const SHOWN = { shanxi: '3', qingxin: '亮证' };

describe.each(['shanxi', 'qingxin'] as const)('certificates in the words of %s', (name) => {
  const { columns, ...words } = WORDS[name];
  const lines = recorded[name];
  const event = { ref: 'LS1', occurredAt: OCCURRED };

  it('are issued, changed and ended', async () => {
    expect(await words.event(lines.event)).toEqual({
      ...event,
      draft: { type: 'CertificateIssued', body: BODY },
    });
    expect(await words.event(lines.changed)).toEqual({
      ...event,
      draft: { type: 'CertificateChanged', body: { ...BODY, supersedes: OLD } },
    });
    expect(await words.event(lines.ended)).toEqual({
      ...event,
      draft: { type: 'CertificateStateChanged', body: ENDED },
    });
  });

  it('end on a day, or never', async () => {
    const read = await words.event({ ...lines.event, ...columns.forEver });
    expect(read?.draft.body).toMatchObject({ validTo: '2034-12-31' });
  });

  it('wait when their type has no counterpart, and are refused when it is not that of the identifier', async () => {
    const typed = (type: string) => words.event({ ...lines.event, [columns.type]: type });
    await expect(typed('X99')).rejects.toThrow('X99');
    await expect(typed(name === 'shanxi' ? 'SXZZ-0608-01' : '身份证')).rejects.toThrow(columns.type);
  });

  it('are refused with everything that is wrong', async () => {
    const { [columns.id]: _, [columns.type]: __, ...rest } = lines.event;
    await expect(words.event(rest)).rejects.toThrow(columns.id);
    await expect(words.event(rest)).rejects.toThrow(columns.type);
  });

  it('are asked for by windows', () => {
    expect(words.use(lines.use)).toEqual(USE);
    const { [columns.reason]: _, ...rest } = lines.use;
    expect(() => words.use(rest)).toThrow(columns.reason);
  });

  it('are asked about in its words, and answered', () => {
    expect(words.question()).toEqual(lines.question);
    const presentation = { id: 'P-1', platform: 'guangdong' };
    const { consentId: _, ...use } = QUESTION.use;
    expect(Object.values(words.question({ ...QUESTION, use, presentation }))).toEqual(
      expect.arrayContaining(['P-1', SHOWN[name]]),
    );
    expect(words.reply()).toEqual(STANDING);
  });

  it('come to windows, or the reason why not', () => {
    expect(words.answer(RELEASED)).toEqual(lines.answer);
    expect(words.answer(REFUSED)).toEqual(lines.refusal);
  });
});
