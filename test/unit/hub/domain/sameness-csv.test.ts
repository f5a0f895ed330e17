import { describe, expect, it } from 'vitest';
import { compareItems, samenessRows } from '#domain/sameness';
import { csvLine } from '#proto/csv';
import { parseCsv } from '../../../kit/csv.js';
import { ELEMENTS, FORMULA, HOSTILE_NAME, ITEMS } from '../../../kit/sameness-sample.js';

const rows = parseCsv(
  samenessRows(compareItems(ELEMENTS, ITEMS, '2026-11-22'))
    .map(csvLine)
    .join(''),
);

describe('the sameness report as CSV', () => {
  const qingxin = ['441803', '清新区测试机关', 'org-441803', 'impl-441803', '县级'];
  const changsha = ['430100', HOSTILE_NAME, 'org-430100', 'impl-430100', '县级'];
  const other = ['430100', `'${FORMULA}`, 'org-430100', 'impl-430100', '县级'];
  const card = (...cells: string[]) => ['002091010000', '居民身份证换领', ...cells];
  const hostile = (...cells: string[]) => ['002090009000', `'+${HOSTILE_NAME}`, ...cells];

  it('says the same in every cell, and nothing in it is a formula', () => {
    expect(rows).toEqual([
      [
        ...['基本编码', '事项名称', '要素', '结论', '国家清单'],
        ...['行政区划', '实施主体', '统一社会信用代码', '实施编码', '行使层级'],
        ...['本地内容', '与标准比较', '须修改'],
      ],
      card('办结时限', '不一致', '20 个工作日', ...changsha, '60 个自然日', '单位不可比', '是'),
      card('办结时限', '不一致', '20 个工作日', ...qingxin, '5 个工作日', '更短', '否'),
      card(
        ...['办理流程', '不一致', '（未规定）'],
        ...changsha,
        ...[`'${FORMULA}\n" onmouseover="alert(1)`, '无标准', '无法判定'],
      ),
      card('办理流程', '不一致', '（未规定）', ...qingxin, '受理\n审查\n制证', '无标准', '无法判定'),
      card('申请表单', '一致', '（未规定）', ...changsha, '姓名', '相同', '否'),
      card('申请表单', '一致', '（未规定）', ...qingxin, '姓名', '相同', '否'),
      hostile('办结时限', '未说明', '（未规定）', ...other, '', '未说明', '须说明'),
      hostile('办结时限', '未说明', '（未规定）', ...qingxin, '', '未说明', '须说明'),
      hostile('办理流程', '未说明', '（未规定）', ...other, '', '未说明', '须说明'),
      hostile('办理流程', '未说明', '（未规定）', ...qingxin, '', '未说明', '须说明'),
      hostile('申请表单', '未说明', '（无）', ...qingxin, '（无）', '相同', '否'),
      hostile('申请表单', '未说明', '（无）', ...other, '', '未说明', '须说明'),
    ]);
  });
});
