"""How the report looks. Contrast of texts is 4.5:1 or more; what colour says, a mark or a figure says as well."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root {
  --paper: #fbfaf7; --card: #fff; --ink: #22262b; --soft: #5d6470; --line: #e7e3da; --head: #f5f2eb;
  --good: #1f7a4d; --bad: #b3301b; --calm: #d9d5cb; --tile: #1d5c7a;
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.55 "Inter", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
header, main, footer { max-width: 74rem; margin: 0 auto; padding: 0 2rem; }
header { padding-top: 2.6rem; }
h1 { font-size: 1.9rem; font-weight: 650; margin: 0; letter-spacing: .01em; }
.of { color: var(--soft); margin: .25rem 0 1.6rem; font-size: 1.02rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.4rem, 1fr)); gap: .8rem; margin: 0; }
.cards div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .85rem 1rem .75rem; }
.cards dd { margin: 0; font-size: 1.62rem; font-weight: 620; line-height: 1.15; font-variant-numeric: tabular-nums; }
.cards dt { color: var(--soft); font-size: .86rem; margin-top: .2rem; }
.cards .lead { background: #173f33; border-color: #173f33; color: #fff; } .cards .lead dt { color: #d5e6dd; }
.cards div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
section { margin: 3rem 0 0; }
h2 { font-size: 1.28rem; font-weight: 650; margin: 0 0 .2rem; }
h3 { font-size: .95rem; font-weight: 620; margin: 0 0 .6rem; }
.about { color: var(--soft); margin: 0 0 1.1rem; max-width: 52rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.6rem; align-items: start; }
.map { grid-template-columns: minmax(0, 1fr) minmax(0, 1.12fr); }
.years td, .years th { padding: .2rem .42rem; font-size: .82rem; } .years td + td { border-left: 1px solid #fff; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.25rem 1.2rem; }
.tiles { display: grid; grid-template-columns: repeat(9, minmax(0, 1fr)); gap: 5px; list-style: none; margin: 0; padding: 0; }
.tiles li {
  aspect-ratio: 1; border-radius: 6px; display: flex; flex-direction: column; justify-content: center; align-items: center;
  background: #efece4; color: #6b6860; font-size: .68rem; line-height: 1.25; text-align: center; overflow: hidden;
}
.tiles b { font-size: .98rem; font-weight: 640; font-variant-numeric: tabular-nums; }
.tiles .s1 { background: #cfe3ea; color: #123c50; } .tiles .s2 { background: #9cc6d6; color: #0e3244; }
.tiles .s3 { background: #3d83a3; color: #fff; } .tiles .s4 { background: #1d5c7a; color: #fff; }
.tiles .s5 { background: #0d3c54; color: #fff; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { text-align: left; padding: .34rem .6rem; border-bottom: 1px solid #f0ede5; vertical-align: top; }
thead th { color: var(--soft); font-weight: 550; border-bottom-color: var(--line); white-space: nowrap; }
tbody th { font-weight: 500; white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.s1 { background: #e4f0f4; } td.s2 { background: #c6dfe8; } td.s3 { background: #9cc6d6; }
td.s4 { background: #3d83a3; color: #fff; } td.s5 { background: #1d5c7a; color: #fff; }
td.short { white-space: nowrap; }
td.path { font-size: .82rem; overflow-wrap: anywhere; min-width: 14rem; } td.why { max-width: 34rem; overflow-wrap: anywhere; }
.shares { list-style: none; margin: 0; padding: 0; }
.shares li {
  display: grid; grid-template-columns: 9.4rem 1fr 9.8rem; gap: .8rem; align-items: center; padding: .19rem 0;
  font-size: .87rem;
}
.shares .count { font-variant-numeric: tabular-nums; color: var(--soft); text-align: right; white-space: nowrap; }
.shares .count b { color: var(--ink); font-weight: 600; }
.bar { display: flex; height: .8rem; border-radius: 3px; overflow: hidden; background: var(--calm); }
.bar i { display: block; background: var(--good); }
.bar i.bad { background: repeating-linear-gradient(45deg, var(--bad) 0 4px, #e08b78 4px 7px); }
.key { color: var(--soft); font-size: .84rem; margin: .9rem 0 0; }
.key i, figcaption i {
  display: inline-block; width: .85rem; height: .7rem; border-radius: 2px; margin: 0 .35rem 0 0; vertical-align: -.02rem;
}
.key span { margin-right: 1.2rem; white-space: nowrap; }
figure { margin: 0; } figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: .84rem; margin-top: .35rem; }
.themes {
  list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr));
  gap: .9rem;
}
.themes li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
.themes h3 { margin: 0; font-size: 1.02rem; } .themes h3 small { color: var(--soft); font-weight: 450; margin-left: .5em; }
.themes p { margin: .3rem 0 0; font-size: .86rem; color: #3d434b; }
.themes .ways { color: var(--soft); font-size: .82rem; margin: .1rem 0 .2rem; }
footer { color: var(--soft); font-size: .84rem; padding-top: 2.4rem; padding-bottom: 3rem; }
.none { color: var(--soft); }
@media (max-width: 60rem) {
  .pair, .map { grid-template-columns: minmax(0, 1fr); } header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  .shares li { grid-template-columns: 7rem 1fr 7.6rem; }
}
@media print { section { break-inside: avoid; } body { background: #fff; } }
"""
