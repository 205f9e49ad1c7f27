"""TEDS: the similarity of two tables as trees, 1 − edit distance / nodes of the larger tree.

X. Zhong, E. ShafieiBavani, A. Jimeno Yepes: Image-based table recognition: data, model, and evaluation. ECCV 2020.
A table is a tree of head and body, rows, cells. Inserting, deleting or replacing a node costs 1; a cell against a cell with
the same spans costs the Levenshtein distance of their texts, as a share of the longer one. The edit distance is the
exact one of ordered trees (K. Zhang, D. Shasha: Simple fast algorithms for the editing distance between trees and related
problems. SIAM J. Comput. 18, 1989). Trees of tables are flat, so that its cost is a small multiple of the product of
their sizes.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.scoring.grids import Grid


@dataclass(frozen=True, slots=True)
class _Node:
    """A node in postorder: what it is, its text, the position of its leftmost leaf."""

    kind: tuple[str, int, int]  # table, thead, tbody, tr, td; a cell's spans
    text: str
    leftmost: int


def teds(reference: Grid, answer: Grid | None, structure_only: bool = False) -> float:
    """0–1; 1 is the same table. `structure_only` leaves the texts of cells out (TEDS-Struct); no answer is 0."""
    if answer is None:
        return 0.0
    if reference == answer:
        return 1.0
    one, other = _tree(reference, structure_only), _tree(answer, structure_only)
    return 1 - _distance(one, other) / max(len(one), len(other))


def _tree(grid: Grid, structure_only: bool) -> list[_Node]:
    """The nodes in postorder."""
    nodes: list[_Node] = []
    for kind, rows in (("thead", grid.rows[: grid.head]), ("tbody", grid.rows[grid.head :])):
        first = len(nodes)
        for row in rows:
            start = len(nodes)
            for spot in row:
                text = "" if structure_only else spot.text
                nodes.append(_Node(("td", spot.rows, spot.columns), text, len(nodes)))
            nodes.append(_Node(("tr", 1, 1), "", start))
        nodes.append(_Node((kind, 1, 1), "", first))
    nodes.append(_Node(("table", 1, 1), "", 0))
    return nodes


def _distance(one: list[_Node], other: list[_Node]) -> float:
    """The cheapest way from one ordered tree to the other (Zhang and Shasha's recurrence over key roots)."""
    between = [[0.0] * len(other) for _ in one]  # the distance of the subtrees at two nodes
    costs: dict[tuple[str, str], float] = {}
    for root in _key_roots(one):
        for other_root in _key_roots(other):
            _subtrees(one, other, root, other_root, between, costs)
    return between[-1][-1]


def _key_roots(nodes: list[_Node]) -> list[int]:
    """The highest node of each leftmost leaf."""
    return sorted({node.leftmost: at for at, node in enumerate(nodes)}.values())


def _subtrees(
    one: list[_Node],
    other: list[_Node],
    root: int,
    other_root: int,
    between: list[list[float]],
    costs: dict[tuple[str, str], float],
) -> None:
    """Fill in the distances of all subtrees that begin at the leftmost leaves of two key roots."""
    first, second = one[root].leftmost, other[other_root].leftmost
    width = other_root - second + 2
    before = [float(at) for at in range(width)]  # forests up to the row before, against forests of the other tree
    forests = [before]
    for at in range(first, root + 1):
        node = one[at]
        whole = node.leftmost == first
        row = [forests[-1][0] + 1]
        above, skipped = forests[-1], forests[node.leftmost - first]
        for place in range(1, width):
            here = second + place - 1
            cost = min(above[place], row[place - 1]) + 1
            if whole and other[here].leftmost == second:
                cost = min(cost, above[place - 1] + _replacing(node, other[here], costs))
                between[at][here] = cost
            else:
                cost = min(cost, skipped[other[here].leftmost - second] + between[at][here])
            row.append(cost)
        forests.append(row)


def _replacing(one: _Node, other: _Node, costs: dict[tuple[str, str], float]) -> float:
    if one.kind != other.kind:
        return 1.0
    if one.text == other.text:
        return 0.0
    key = (one.text, other.text)
    if key not in costs:
        costs[key] = Levenshtein.normalized_distance(*key)
    return costs[key]
