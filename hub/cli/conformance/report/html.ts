import type { Language, Text } from '../../speech.js';
import { type ConformanceReport, type ReportedCheck, verdictOf } from './report.js';
import { wordOf } from './terminal.js';

/**
 * The report as one HTML file: no script, nothing fetched from anywhere, and a policy that says so. Everything that was measured or
 * said by the platform is escaped, once, by the tag below (proved by test/unit/hub/cli/conformance-report.test.ts).
 */
export function renderHtml(report: ConformanceReport, language: Language): string {
  const say = (text: Text) => text[language];
  const { peer, item, versions, counts } = report;
  const title = say({ zh: `一致性检查报告：${peer.id}`, en: `Conformance report: ${peer.id}` });
  const facts: readonly (readonly [Text, string])[] = [
    [{ zh: '平台', en: 'Platform' }, `${peer.name}（${peer.id}）`],
    [{ zh: '签名套件', en: 'Suite' }, peer.suite],
    [{ zh: '密钥编号', en: 'Key id' }, peer.kid],
    [{ zh: '客户端证书 SHA-256', en: 'Client certificate SHA-256' }, peer.certificate],
    [{ zh: '事项', en: 'Item' }, `${item.basicCode} ${item.name}`],
    [{ zh: '驱动方式', en: 'Driver' }, report.driver],
    [{ zh: '开始时间', en: 'Started' }, report.startedAt],
    [{ zh: '用时', en: 'Took' }, `${report.seconds} s`],
    [
      { zh: '版本', en: 'Versions' },
      `tongban ${versions.tongban}, ${versions.wire}, Node.js ${versions.node}`,
    ],
    [
      { zh: '计数', en: 'Counts' },
      say({
        zh: `通过 ${counts.PASS}，失败 ${counts.FAIL}，未做 ${counts.SKIPPED}`,
        en: `${counts.PASS} passed, ${counts.FAIL} failed, ${counts.SKIPPED} skipped`,
      }),
    ],
  ];
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<h1>${title}</h1>
<p class="verdict ${report.summary}">${say(verdictOf(report))}</p>
<dl>${facts.map(([name, value]) => html`<dt>${say(name)}</dt><dd>${value}</dd>`)}</dl>
<table>
<thead><tr>${COLUMNS.map((column) => html`<th scope="col">${say(column)}</th>`)}</tr></thead>
<tbody>
${report.checks.map((check) => row(check, language))}
</tbody>
</table>
</body>
</html>
`;
  return page.text;
}

const COLUMNS: readonly Text[] = [
  { zh: '结果', en: 'Result' },
  { zh: '检查项', en: 'Check' },
  { zh: '说明与证据', en: 'What it proves, and evidence' },
];

function row(check: ReportedCheck, language: Language): Markup {
  const line = (kind: string, text: Text | undefined) =>
    text === undefined ? '' : html`<p class="${kind}">${text[language]}</p>`;
  return html`<tr class="${check.result}">
<td>${wordOf(check.result, language)}</td>
<th scope="row">${check.title[language]}<code>${check.id}</code><small>${check.seconds} s</small></th>
<td>${line('proves', check.proves)}${line('reason', check.reason)}${line('remedy', check.remedy)}${check.facts.map((fact) => line('fact', fact))}${numbers(check, language)}</td>
</tr>
`;
}

/** Cases and messages, to be looked up in the hub; in sight where something is wrong. */
function numbers({ cases, messages, result }: ReportedCheck, language: Language): Markup | string {
  const all = [...cases, ...messages];
  if (all.length === 0) return '';
  const title = { zh: `办件与报文 ${all.length} 个`, en: `${all.length} cases and messages` }[language];
  const list = html`<summary>${title}</summary><code>${all.join(' ')}</code>`;
  return result === 'FAIL' ? html`<details open>${list}</details>` : html`<details>${list}</details>`;
}

/** Text that is HTML already. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Markup | readonly (string | Markup)[];

/** What stands between the pieces is markup; the pieces are text, unless they are markup themselves. */
function html(markup: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(markup.reduce((all, next, i) => `${all}${textOf(pieces[i - 1] ?? '')}${next}`));
}

function textOf(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (Array.isArray(piece)) return piece.map(textOf).join('');
  return String(piece).replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1f24; }
h1 { font-size: 1.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: #57606a; }
dd { margin: 0; overflow-wrap: anywhere; }
.verdict { font-size: 1.15rem; padding: .6rem 1rem; border-left: .4rem solid; }
.verdict.PASS { border-color: #1a7f37; background: #eaf6ec; }
.verdict.FAIL { border-color: #b42318; background: #fdecea; }
table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border-top: 1px solid #d0d7de; }
tbody th { font-weight: 600; width: 30%; }
tbody th code, tbody th small { display: block; font-weight: 400; color: #57606a; }
code { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
td p { margin: 0 0 .3rem; }
.proves { color: #57606a; }
.reason { font-weight: 600; }
.remedy::before { content: "→ "; }
tr.PASS td:first-child { color: #1a7f37; }
tr.FAIL td:first-child { color: #b42318; font-weight: 700; }
tr.SKIPPED { color: #57606a; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } thead { display: table-header-group; } details:not([open]) { display: none; } }
`;
