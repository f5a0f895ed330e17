import { type Html, html } from '../html/index.js';
import { STYLE } from './page-style.js';
import type { AuthorityName, ElementSameness, ItemSameness, SamenessReport, ValueGroup } from './report.js';
import { STATUSES, totalsOf } from './totals.js';
import { linesOf, relationWord, STATUS_WORDS } from './words.js';

/**
 * The report as a page of its own: it asks nothing of any server, runs nothing, and everything in it that somebody wrote is
 * text. Proved by test/unit/hub/domain/sameness-page.test.ts.
 */
export function samenessPage(report: SamenessReport): string {
  const { date, items } = report;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>五级十二同比对报告 ${date}</title>
${STYLE}
</head>
<body>
<h1>五级十二同比对报告 <small lang="en">Sameness report</small></h1>
<p>${date} 有效的实施清单，共 ${items.length} 个事项。<small lang="en">Implementation entries in force that day; ${items.length} items.</small></p>
${legend(items)}
${overview(report)}
${items.map(section)}
</body>
</html>
`.text;
}

function legend(items: readonly ItemSameness[]): Html {
  const totals = totalsOf(items.flatMap(({ elements }) => elements));
  return html`<ul class="legend">${STATUSES.map((status) => {
    const { mark, zh, en } = STATUS_WORDS[status];
    return html`<li class="${status}"><b>${mark} ${zh}</b> ${totals[status]} <small lang="en">${en}</small></li>`;
  })}</ul>`;
}

/** Every item a line, every element a mark. */
function overview({ elements, items }: SamenessReport): Html {
  return html`<table class="overview">
<thead><tr><th scope="col">事项 <small lang="en">item</small></th>${elements.map(
    ({ nameZh, nameEn }) => html`<th scope="col">${nameZh} <small lang="en">${nameEn}</small></th>`,
  )}</tr></thead>
<tbody>${items.map(
    (item, i) => html`
<tr><th scope="row"><a href="#item-${i + 1}">${item.name}</a> <code>${item.basicCode}</code></th>${item.elements.map(
      ({ status }) =>
        html`<td class="${status}">${STATUS_WORDS[status].mark} ${STATUS_WORDS[status].zh}</td>`,
    )}</tr>`,
  )}
</tbody>
</table>`;
}

function section(item: ItemSameness, i: number): Html {
  return html`
<section id="item-${i + 1}">
<h2>${item.name} <code>${item.basicCode}</code></h2>
<table>
<thead><tr>
<th scope="col">要素 <small lang="en">element</small></th>
<th scope="col">结论 <small lang="en">result</small></th>
<th scope="col">国家清单 <small lang="en">national list</small></th>
<th scope="col">各地内容 <small lang="en">authorities</small></th>
<th scope="col">须修改 <small lang="en">must change</small></th>
</tr></thead>
<tbody>${item.elements.map(row)}
</tbody>
</table>
</section>`;
}

function row(compared: ElementSameness): Html {
  const { element, status, national, groups, silent } = compared;
  const { mark, zh, en } = STATUS_WORDS[status];
  return html`
<tr class="${status}">
<th scope="row">${element.nameZh} <small lang="en">${element.nameEn}</small></th>
<td><b>${mark} ${zh}</b> <small lang="en">${en}</small></td>
<td>${lines(national)}</td>
<td>${groups.map(valueGroup)}${silent.length === 0 ? undefined : html`<p class="silent">？ 未说明：${names(silent)}</p>`}</td>
<td>${changes(compared)}</td>
</tr>`;
}

function valueGroup({ value, relation, isAccepted, authorities }: ValueGroup): Html {
  const word = `${isAccepted ? '✓' : '≠'} ${relationWord(relation)}`;
  return html`<div class="value ${isAccepted ? 'alike' : 'other'}"><b>${word}</b>（${authorities.length}）：${names(authorities)}${lines(value)}</div>`;
}

function changes({ mustChange }: ElementSameness): Html {
  if (mustChange.kind === 'NO_STANDARD') return html`无标准可依 <small lang="en">no standard</small>`;
  return mustChange.authorities.length === 0 ? html`—` : names(mustChange.authorities);
}

function lines(value: readonly string[] | undefined): Html {
  return html`<ul>${linesOf(value).map((line) => html`<li>${line}</li>`)}</ul>`;
}

function names(authorities: readonly AuthorityName[]): Html {
  return html`${authorities.map(
    ({ competentOrgName, divisionCode }, i) =>
      html`${i === 0 ? '' : '、'}<bdi>${competentOrgName}</bdi> <code>${divisionCode}</code>`,
  )}`;
}
