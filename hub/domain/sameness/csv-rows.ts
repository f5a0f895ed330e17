import { levelLabel } from './labels.js';
import type { AuthorityName, ElementSameness, ItemSameness, SamenessReport, ValueGroup } from './report.js';
import { linesOf, relationWord, STATUS_WORDS } from './words.js';

const HEADER: readonly string[] = [
  '基本编码',
  '事项名称',
  '要素',
  '结论',
  '国家清单',
  '行政区划',
  '实施主体',
  '统一社会信用代码',
  '实施编码',
  '行使层级',
  '本地内容',
  '与标准比较',
  '须修改',
];

/** A header, and one row for each authority and element, to be filtered in a spreadsheet. */
export function samenessRows({ items }: SamenessReport): string[][] {
  return [[...HEADER], ...items.flatMap((item) => item.elements.flatMap((element) => rowsOf(item, element)))];
}

function rowsOf(item: ItemSameness, element: ElementSameness): string[][] {
  const head = [
    item.basicCode,
    item.name,
    element.element.nameZh,
    STATUS_WORDS[element.status].zh,
    linesOf(element.national).join('\n'),
  ];
  return [
    ...element.groups.flatMap((group) =>
      group.authorities.map((authority) => [
        ...head,
        ...authorityCells(authority),
        linesOf(group.value).join('\n'),
        relationWord(group.relation),
        changeWord(group),
      ]),
    ),
    ...element.silent.map((authority) => [...head, ...authorityCells(authority), '', '未说明', '须说明']),
  ];
}

function authorityCells(authority: AuthorityName): string[] {
  const { divisionCode, competentOrgName, competentOrg, implementationCode, level } = authority;
  return [divisionCode, competentOrgName, competentOrg, implementationCode, levelLabel(level)];
}

function changeWord({ relation, isAccepted }: ValueGroup): string {
  if (relation === undefined) return '无法判定';
  return isAccepted ? '否' : '是';
}
