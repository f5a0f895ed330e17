import { describe, expect, it } from 'vitest';
import { examineFile } from '#crypto/copies';
import { fromBase64, hex, sm3 } from '#crypto/primitives';
import { readStatusList, statusListUri, statusOf } from '#crypto/status-list';
import { newCode } from '../../kit/electronic-certificates.js';
import { eventually } from '../../kit/eventually.js';
import { newReference } from '../../kit/messages.js';
import { ofdFiles, packOfd } from '../../kit/ofd.js';
import type { ProvinceName } from '../../kit/provinces.js';
import { localItem, type Stage } from '../../kit/stage.js';

/**
 * 电子证照: every platform issues one and every other one uses it, its contents, its file, what lies on a counter, and what its
 * holder shows, each in its own words; then it ends, and is refused everywhere.
 */

const COMPANY = { kind: 'company', name: '广州测试企业', code: '91440100MAY9000661' };
const HOLDER = { codeType: '001', code: COMPANY.code };
const ITEM = '002091069000';
const FILE = packOfd(ofdFiles());
/** Whose windows scan codes. */
const SCANNING: readonly ProvinceName[] = ['hunan', 'shanxi', 'qingxin'];
const NOBODY = { makers: [], issuers: undefined };

export function playUses(stage: () => Stage, platforms: readonly ProvinceName[]): void {
  describe.each(platforms)('a business licence of %s', { timeout: 60_000 }, (issuer) => {
    const others = platforms.filter((each) => each !== issuer);
    const useAll = (id: string, over: object = {}) =>
      Promise.all(
        others.map((each) =>
          stage()
            .provinces.register(each)
            .use(wish(each, id, over)),
        ),
      );

    it('is used at the windows of all others, and nowhere once it is revoked', async () => {
      const { provinces } = stage();
      const id = await issue(stage(), issuer);
      for (const answer of await useAll(id)) {
        const contents = [{ name: '统一社会信用代码', value: COMPANY.code }];
        expect(answer).toEqual({
          given: true,
          certificateId: id,
          state: 'valid',
          platform: issuer,
          contents,
        });
      }
      await provinces.register(issuer).setState(id, 'revoked');
      await stateAtHub(stage(), id, 'REVOKED');
      for (const answer of await useAll(id)) {
        expect(answer).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
      }
      await eventually(async () => expect(await listed(stage(), issuer, id)).toBe('INVALID'));
    });

    it('has a file, of which the windows of all others get a copy each', async () => {
      const { provinces } = stage();
      const id = await issue(stage(), issuer);
      await provinces.register(issuer).putFile(id, 'OFD', FILE);
      const answers = await useAll(id, { operation: 'file', format: 'OFD', contents: [] });
      const copies = answers.map((answer) => ('file' in answer ? (answer.file ?? '') : ''));
      for (const copy of copies) {
        const report = await examineFile(fromBase64(copy) ?? new Uint8Array(), NOBODY);
        expect(report.copy?.originalSm3).toBe(hex(sm3(FILE)));
      }
      expect(new Set(copies).size).toBe(others.length);
      const absent = { given: false, code: 'ISSUER_REFUSED', reason: expect.stringContaining('没有该格式') };
      const [other = expect.fail('nobody else')] = others;
      const wanted = wish(other, id, { operation: 'file', format: 'PDF', contents: [] });
      expect(await provinces.register(other).use(wanted)).toMatchObject(absent);
    });

    it('is held against what lies on the counters of all others, who learn no more', async () => {
      const id = await issue(stage(), issuer);
      await stage().provinces.register(issuer).putFile(id, 'OFD', FILE);
      const seen = [
        { name: '统一社会信用代码', value: COMPANY.code },
        { name: '名称', value: '广州另一企业' },
      ];
      const held = { operation: 'verify', contents: [], seen };
      const said = { contents: [], matching: ['统一社会信用代码'], differing: ['名称'] };
      const seenFile = Buffer.from(FILE).toString('base64');
      for (const answer of await useAll(id, { ...held, seenFile })) {
        expect(answer).toMatchObject({ given: true, ...said, fileMatches: true });
      }
      const forged = Buffer.from(packOfd(new Map([...ofdFiles(), ['more.txt', FILE]]))).toString('base64');
      for (const answer of await useAll(id, { ...held, seenFile: forged })) {
        expect(answer).toMatchObject({ given: true, ...said, fileMatches: false });
      }
    });

    it.each(SCANNING.filter((each) => each !== issuer))(
      'is shown by its holder at a window of %s',
      async (at) => {
        const id = await issue(stage(), issuer);
        const fields = ['名称', '统一社会信用代码'];
        const code = await newCode(stage().peer('guangdong'), id, { holder: HOLDER, fields });
        const { register } = stage().provinces;
        const scanned = () => register(at).use(wish(at, id, { code, contents: ['名称'] }));
        expect(await scanned()).toMatchObject({
          given: true,
          certificateId: id,
          contents: [{ name: '名称', value: COMPANY.name }],
          credential: expect.stringContaining('~'),
        });
        expect(await scanned()).toMatchObject({ given: false, code: 'PRESENTATION_USED' });
      },
    );
  });
}

async function issue(stage: Stage, issuer: ProvinceName): Promise<string> {
  const { id } = await stage.provinces.register(issuer).issue({
    kind: 'licence',
    holders: [COMPANY],
    contents: [
      { name: '名称', value: COMPANY.name },
      { name: '统一社会信用代码', value: COMPANY.code },
    ],
    from: '2020-03-02',
  });
  await stateAtHub(stage, id, 'VALID');
  return id;
}

async function stateAtHub({ hub }: Stage, id: string, state: string): Promise<void> {
  await eventually(async () => {
    const rows = await hub.database.query(`select state from certificate where certificate_id = '${id}'`);
    expect(rows).toEqual([{ state }]);
  });
}

/** What the issuer's published list says of it, to whoever fetches it. */
async function listed({ hub, peer }: Stage, issuer: ProvinceName, id: string): Promise<string> {
  const sql =
    'select status_list as list, status_index::int as index from certificate where certificate_id = $1';
  const [row] = await hub.database.query<{ list: string; index: number }>(sql, [id]);
  if (row === undefined) return 'nowhere';
  const { token } = await peer(issuer === 'henan' ? 'guangdong' : 'henan').grpc.statusList(
    issuer,
    row.list,
    '',
  );
  const { publicKey } = peer(issuer).material.messageKey.key;
  const expected = { uri: statusListUri(issuer, row.list), issuer, now: Date.now(), maxAgeMs: 60_000 };
  const list = readStatusList(token, { ...expected, keyOf: () => publicKey });
  if (typeof list === 'string') return list;
  const status = statusOf(list, row.index, expected);
  return 'status' in status ? status.status : status.why;
}

function wish(at: ProvinceName, certificateId: string, over: object): object {
  return {
    kind: 'licence',
    certificateId,
    holder: COMPANY,
    item: localItem(at, ITEM),
    caseRef: newReference('ZZ'),
    reason: '办理企业设立登记',
    clerk: '窗口03',
    contents: ['统一社会信用代码'],
    ...over,
  };
}
