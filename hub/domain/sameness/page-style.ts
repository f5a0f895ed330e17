import { html } from '../html/index.js';

/** Differences are told by words, marks and lines, so that they survive a black-and-white printer and any eye. */
export const STYLE = html`<style>
:root { color-scheme: light; font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
body { max-width: 76rem; margin: 1.5rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
small, code { font-size: .82em; color: #555; font-weight: normal; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
a { color: inherit; }
table { border-collapse: collapse; width: 100%; }
section table { table-layout: fixed; }
section thead th:nth-child(1) { width: 15%; } section thead th:nth-child(2) { width: 10%; }
section thead th:nth-child(3) { width: 18%; } section thead th:nth-child(5) { width: 15%; }
th, td { border: 1px solid #999; padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; unicode-bidi: isolate; }
thead th { position: sticky; top: 0; background: #eee; box-shadow: inset 0 -2px #999; }
ul { margin: 0; padding-left: 1.1rem; } li { unicode-bidi: isolate; white-space: pre-line; }
.legend { list-style: none; padding: 0; margin-bottom: 1rem; display: flex; gap: 1.5rem; flex-wrap: wrap; }
td.differs, tr.differs > td:nth-of-type(1) { font-weight: bold; border: 3px double #8a1c1c; color: #8a1c1c; background: #fdf3f3; }
td.unknown, tr.unknown > td:nth-of-type(1) { border: 2px dotted #555; color: #444; background: #f7f7f7; }
.value { margin-bottom: .5rem; padding-left: .5rem; border-left: 2px solid #999; }
.value.other { border-left: 5px double #8a1c1c; } .value.other > b { color: #8a1c1c; text-decoration: underline; }
.silent { margin: 0; font-style: italic; }
@page { margin: 14mm; }
@media print {
  :root { font-size: 10pt; } body { max-width: none; margin: 0; padding: 0; }
  thead { display: table-header-group; } thead th { position: static; }
  tr, .value { break-inside: avoid; } h2 { break-after: avoid; } a { text-decoration: none; }
}
</style>`;
