"""How the page looks, and the little it does: a cell and its box on the picture light up together."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

STYLE: Final = """
:root {
  --paper: #fbfaf7; --card: #fff; --ink: #22262b; --soft: #6b7280; --line: #e7e3da; --head: #f5f2eb;
  --verified: #1f7a4d; --contradicted: #c2361f; --unverified: #7b8494;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font: 15px/1.5 "Inter", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
.top { padding: 2.2rem 2.5rem 1.2rem; max-width: 110rem; margin: 0 auto; }
h1 { font-size: 1.55rem; font-weight: 650; margin: 0 0 .2rem; letter-spacing: .01em; }
.of { color: var(--soft); margin: 0; }
.of span + span::before { content: "·"; margin: 0 .55em; color: #b9b3a5; }
.of span + .counted::before { content: ""; margin: 0 0 0 .9em; }
.lost { color: #8a5a00; margin: .6rem 0 0; }
nav {
  position: sticky; top: 0; z-index: 5; background: rgba(251, 250, 247, .94); border-bottom: 1px solid var(--line);
}
nav ol {
  display: flex; gap: .35rem; overflow-x: auto; list-style: none; margin: 0 auto; padding: .6rem 2.5rem;
  max-width: 110rem; scrollbar-width: thin;
}
nav a {
  display: block; white-space: nowrap; padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 99px;
  background: var(--card); color: inherit; text-decoration: none; font-size: .84rem;
}
nav a:hover { border-color: #bdb5a3; }
nav a.wrong { border-color: #e9b9ae; }
nav small { color: var(--soft); margin-left: .4em; font-size: .9em; }
.leaf { max-width: 110rem; margin: 0 auto; padding: 1.6rem 2.5rem; display: grid; gap: 2rem; }
.leaf.pictured { grid-template-columns: minmax(20rem, 44fr) minmax(0, 56fr); align-items: start; }
.leaf + .leaf { border-top: 1px solid var(--line); }
.number { font-size: .8rem; color: var(--soft); margin: 0 0 .5rem; }
.picture { position: sticky; top: 4.2rem; }
.sheet {
  position: relative; background-size: 100% 100%; border: 1px solid var(--line); border-radius: 3px;
  box-shadow: 0 1px 2px rgba(60, 50, 20, .06), 0 8px 28px rgba(60, 50, 20, .08);
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
.box { position: absolute; border-radius: 2px; cursor: pointer; }
.box::before {
  content: ""; position: absolute; inset: -2px -3px; border-radius: 3px; border: 1px solid currentColor;
  background: currentColor; opacity: .2;
}
.box.verified { color: var(--verified); } .box.unverified { color: #5b78b4; }
.box.contradicted { color: var(--contradicted); } .box.text { color: #a39c8b; }
.box.contradicted::before { opacity: .34; }
.box.lit::before, .box:hover::before, .box:focus::before { opacity: .5; border-width: 2px; }
.box:hover, .box:focus { z-index: 3; outline: none; }
.box:hover::after, .box:focus::after {
  content: attr(data-tip); position: absolute; left: 50%; top: calc(100% + 7px); transform: translateX(-50%);
  white-space: pre-line; width: max-content; max-width: 21rem; padding: .55rem .75rem; border-radius: 7px;
  background: #24282e; color: #f6f4ef; font-size: .8rem; line-height: 1.5; pointer-events: none;
  box-shadow: 0 6px 20px rgba(0, 0, 0, .25);
}
.box.left:hover::after, .box.left:focus::after { left: 0; transform: none; }
.box.right:hover::after, .box.right:focus::after { left: auto; right: 0; transform: none; }
.box.low:hover::after, .box.low:focus::after { top: auto; bottom: calc(100% + 7px); }
.table + .table { margin-top: 2.4rem; }
h2 { font-size: 1.12rem; font-weight: 650; margin: 0; }
.kind {
  display: inline-block; font: 600 .74rem/1 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: #6a5626;
  background: #f3ead2; border-radius: 4px; padding: .28rem .45rem; margin-right: .6rem; vertical-align: .12em;
}
.about { color: var(--soft); font-size: .86rem; margin: .3rem 0 .7rem; }
.about span + span::before { content: "·"; margin: 0 .5em; color: #b9b3a5; }
.about span + .counted::before { content: ""; margin: 0 0 0 .9em; }
.grade { white-space: nowrap; font-variant-numeric: tabular-nums; }
.grade.verified { color: var(--verified); } .grade.contradicted { color: var(--contradicted); font-weight: 600; }
.grade.unverified { color: var(--unverified); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.scroll + .scroll { margin-top: .8rem; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; }
th, td { padding: .34rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #f0ede5; }
tbody tr:last-child > * { border-bottom: 0; }
thead th {
  background: var(--head); font-weight: 600; font-size: .8rem; text-align: center; vertical-align: middle;
  border-bottom: 1px solid var(--line);
}
thead th + th { border-left: 1px solid var(--line); }
thead th.key { color: var(--soft); font-weight: 500; text-align: left; }
td.code { font: .82rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: #5c6370; white-space: nowrap; }
td.name { min-width: 8.5em; }
tr.total > td { font-weight: 600; background: #fcfbf8; }
tr.total > td.code { font-weight: 400; }
td.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.figure::after {
  content: "✓"; display: inline-block; width: 1em; margin-left: .35em; font-size: .82em; color: var(--verified);
  font-weight: 400; text-align: center;
}
td.unverified::after { content: "·"; color: var(--unverified); font-weight: 700; }
td.contradicted { color: var(--contradicted); background: #fdf0ed !important; font-weight: 600; }
td.contradicted::after { content: "✗"; color: var(--contradicted); }
td.text { color: #444a52; min-width: 7em; white-space: pre-line; }
td.new, th.new { border-left: 2px solid #ddd6c6; }
td.lit { background: #fff4cf !important; }
tbody tr:hover > td { background: #faf8f2; }
.failed { margin: .7rem 0 0; padding: 0; list-style: none; font-size: .84rem; color: var(--contradicted); }
.failed li { padding-left: 1.3em; text-indent: -1.3em; }
.failed li::before { content: "✗"; display: inline-block; width: 1.3em; text-indent: 0; }
.none { color: var(--soft); font-size: .9rem; }
footer { color: var(--soft); font-size: .82rem; padding: 1rem 2.5rem 2.5rem; max-width: 110rem; margin: 0 auto; }
@media (max-width: 62rem) {
  .leaf.pictured { grid-template-columns: minmax(0, 1fr); } .picture { position: static; }
  .top, .leaf, nav ol, footer { padding-left: 1rem; padding-right: 1rem; }
}
@media print { nav { display: none; } .picture { position: static; } .leaf { break-inside: avoid; } }
"""

SCRIPT: Final = """
const light = (event, on) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell) return;
  for (const twin of document.querySelectorAll(`[data-cell="${CSS.escape(cell.dataset.cell)}"]`))
    twin.classList.toggle("lit", on);
};
addEventListener("mouseover", event => light(event, true));
addEventListener("mouseout", event => light(event, false));
"""


def policy() -> str:
    """What the browser may load and run: nothing but this style, this script, and pictures inside the page."""
    script = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode("ascii")
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{script}'"
