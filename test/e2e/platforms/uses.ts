import { describe, expect, it } from 'vitest';
import { eventually } from '../../kit/eventually.js';
import { newReference } from '../../kit/messages.js';
import type { ProvinceName } from '../../kit/provinces.js';
import { localItem, type Stage } from '../../kit/stage.js';

/** 电子证照: every platform issues one and every other one uses it, each in its own words; then it ends, and is refused everywhere. */

const COMPANY = { kind: 'company', name: '广州测试企业', code: '91440100MAY9000661' };
const ITEM = '002091069000';

export function playUses(stage: () => Stage, platforms: readonly ProvinceName[]): void {
  describe.each(platforms)('a business licence of %s', (issuer) => {
    it('is used at the windows of all others, and nowhere once it is revoked', async () => {
      const { provinces } = stage();
      const id = await issue(stage(), issuer);
      const others = platforms.filter((each) => each !== issuer);
      const useAll = () => Promise.all(others.map((each) => provinces.register(each).use(wish(each, id))));
      for (const answer of await useAll()) {
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
      for (const answer of await useAll()) {
        expect(answer).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
      }
    });
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

function wish(at: ProvinceName, certificateId: string): object {
  return {
    kind: 'licence',
    certificateId,
    holder: COMPANY,
    item: localItem(at, ITEM),
    caseRef: newReference('ZZ'),
    reason: '办理企业设立登记',
    clerk: '窗口03',
    contents: ['统一社会信用代码'],
  };
}
