"""How the report looks; the colours are those of `pipeline tables --html`."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root {
  --paper: #fbfaf7; --card: #fff; --ink: #22262b; --soft: #6b7280; --line: #e7e3da; --head: #f5f2eb;
  --good: #1f7a4d; --bad: #c2361f; --calm: #5b78b4; --amber: #a86a00;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.55 "Inter", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
header, main, footer, nav ol { max-width: 78rem; margin: 0 auto; padding: 0 2.5rem; }
header { padding-top: 2.4rem; padding-bottom: 1.3rem; }
h1 { font-size: 1.65rem; font-weight: 650; margin: 0 0 .25rem; letter-spacing: .01em; }
h2 { font-size: 1.2rem; font-weight: 650; margin: 0; }
h3 { font-size: .98rem; font-weight: 620; margin: 0 0 .15rem; }
.of, .note { color: var(--soft); margin: 0; }
.of span + span::before { content: "·"; margin: 0 .55em; color: #b9b3a5; }
.note { font-size: .84rem; max-width: 62rem; }
nav { position: sticky; top: 0; z-index: 5; background: rgba(251, 250, 247, .95); border-bottom: 1px solid var(--line); }
nav ol { display: flex; gap: .35rem; overflow-x: auto; list-style: none; padding-top: .6rem; padding-bottom: .6rem; }
nav a {
  display: block; white-space: nowrap; padding: .22rem .75rem; border: 1px solid var(--line); border-radius: 99px;
  background: var(--card); color: inherit; text-decoration: none; font-size: .84rem;
}
nav a:hover { border-color: #bdb5a3; }
.part { padding: 2rem 0 .6rem; }
.part + .part { border-top: 1px solid var(--line); margin-top: 1.6rem; }
.part > .note { margin-bottom: 1.1rem; font-size: .92rem; }
.headline { display: flex; flex-wrap: wrap; gap: .7rem; margin-top: 1.3rem; }
.headline div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .65rem 1rem .55rem; flex: 1 1 8rem; }
.headline b { display: block; font-size: 1.5rem; font-weight: 640; font-variant-numeric: tabular-nums; line-height: 1.25; }
.headline span { color: var(--soft); font-size: .82rem; }
.block { margin: 0 0 1.6rem; }
.pair { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: stretch; }
.pair .block {
  flex: 1 1 20rem; max-width: 24rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1.1rem;
}
.scroll { overflow-x: auto; margin-top: .5rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.block > .scroll + .note { margin-top: .45rem; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
.figures { width: 100%; }
.figures th, .figures td { padding: .36rem .9rem; text-align: right; border-bottom: 1px solid #f0ede5; white-space: nowrap; }
.figures th:first-child, .figures td.words { text-align: left; }
.figures tbody th { font-weight: 560; }
.figures tbody tr:last-child > * { border-bottom: 0; }
.figures thead th { background: var(--head); font-weight: 600; font-size: .8rem; border-bottom: 1px solid var(--line); }
.figures tr.all > * { background: #fcfbf8; border-top: 1px solid var(--line); font-weight: 620; }
.figures td.share {
  background: linear-gradient(#dcebe2, #dcebe2) no-repeat left .9rem bottom .22rem / calc((100% - 1.8rem) * var(--at)) 2px;
}
.matrix { margin: .2rem; }
.matrix th, .matrix td { font-size: .74rem; padding: .2rem .32rem; }
.matrix thead th { vertical-align: bottom; font-weight: 500; color: var(--soft); height: 9.5rem; padding: 0; }
.matrix thead span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; padding: .2rem 0; }
.matrix tbody th { text-align: right; font-weight: 500; white-space: nowrap; color: var(--soft); padding-right: .6rem; }
.matrix td { text-align: center; min-width: 1.75rem; height: 1.75rem; border: 1px solid #f3f0e9; }
.matrix td.right { background: rgba(31, 122, 77, calc(.12 + .5 * var(--at))); }
.matrix td.wrong { background: rgba(194, 54, 31, calc(.14 + .6 * var(--at))); font-weight: 650; }
svg { display: block; width: 100%; height: auto; margin-top: .4rem; font-size: 11px; }
svg text { fill: var(--soft); }
.legend {
  display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; margin: .3rem 0 0; padding: 0;
  font-size: .82rem; color: var(--soft);
}
.legend i { display: inline-block; width: 1.1em; height: 3px; border-radius: 2px; vertical-align: .25em; margin-right: .45em; }
.errors { list-style: none; margin: .6rem 0 0; padding: 0; }
.errors li {
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .55rem .9rem; font-size: .86rem;
  break-inside: avoid;
}
.errors li + li { margin-top: .45rem; }
.errors p { margin: 0; overflow-wrap: anywhere; }
.errors .at { color: var(--soft); font-size: .78rem; }
.errors .at span + span::before { content: "·"; margin: 0 .5em; color: #b9b3a5; }
.kind {
  font: 600 .72rem/1 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: #6a5626; background: #f3ead2;
  border-radius: 4px; padding: .22rem .4rem; margin-right: .6rem;
}
.errors .wanted::before, .errors .found::before { display: inline-block; width: 4.2em; font-size: .78rem; color: var(--soft); }
.errors .wanted::before { content: "gold"; }
.errors .found::before { content: "answer"; }
.errors mark { background: none; font-weight: 650; padding: 0; }
.wanted mark { color: var(--good); } .found mark { color: var(--bad); }
.errors .none { color: var(--soft); }
footer { color: var(--soft); font-size: .82rem; padding-top: 1.2rem; padding-bottom: 2.5rem; }
@media (max-width: 52rem) { header, main, footer, nav ol { padding-left: 1rem; padding-right: 1rem; } }
@media print {
  @page { margin: 14mm; }
  body { background: #fff; font-size: 10pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  nav { display: none; } header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .part { break-before: auto; } .block, .figures tr { break-inside: avoid; } .scroll { overflow: visible; }
  h2, h3 { break-after: avoid; } .errors li { border-color: #ccc; }
}
"""
