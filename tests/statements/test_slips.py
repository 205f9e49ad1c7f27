"""What recognisers and converters do to sentences; each reads like the clean one."""

from __future__ import annotations

import pytest

from tests.statements.reading import change, read

CLEAN = [change("公务接待费", "prior_year", "decrease", "10.52", "8.37", "外来考察减少")]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费比上年减少10.52万元，下降8.37%，主要原因是外来考察减少。",
        "公务接待费比上年减少10.52万元,下降8.37%,主要原因是外来考察减少.",
        "公务接待费比上年减少 10. 52 万 元， 下降 8 .37 %，主 要原因是外来考察减少。",
        "公务接待费比上年减少１０．５２万元，下降８．３７％，主要原因是外来考察减少。",
        "公务接待费比上年减少10，52万元，下降8，37%，主要原因是外来考察减少。",
        "公务接待费比上年减少10。52万元，下降8.37%，主要原因是外来考察减少。",
        "公务接待费比上年减少1O.52方元，下降8.37%，主要原因是外来考察减少。",
        "公务接待费比上年减少10.52万。元，下降8.37%，主要原因是外来考察减少。",
        "公务接待费比上年减少105,200.00元，下降8.37%，主要原因是外来考察减少。",
        "公务接待费比上年减\n少10.52万\n元，下降8.3\n7%，主要原\n因是外来考察减少。",
        "公务接待费比上年减少10.52万元，下降8.37%，\n- 21 -\n主要原因是外来考察减少。",
        "公务接待费比上年减少10.52万元，下降8.37%，主要原因外来考察减少。",
        "公务接待费比上年减少10.52万元，下降8.37%，主要原因是主要是外来考察减少。",
        "公务接待费比上年减少10.52万元，下降8.37%主要原因是外来考察减少",
        "公务接待费比上年减少10.52万元下降8.37%。主要原因：外来考察减少。",
        "公务接待费比上年减少10.52万元，下降百分之八点三七，主要原因是外来考察减少。",
        "公务接待费比上年减少（下降）10.52万元，下降8.37%，主要原因是外来考察减少。",
    ],
)
def test_reads_like_the_clean_sentence(text: str) -> None:
    assert read(text) == CLEAN


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("公務接待費比上年減少10.52萬元，下降8.37%，主要原因是外來考察減少。", "外來考察減少"),
        ("公務(wù)接待費比上年減少10.52萬(wàn)元，下降8.37%，主要原因是外來考察減少。", "外來考察減少"),
    ],
)
def test_traditional_text_keeps_its_characters_in_the_reason(text: str, reason: str) -> None:
    assert read(text) == [CLEAN[0]._replace(reason=reason)]
