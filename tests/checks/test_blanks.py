"""A form's blanks are told as checks of unknown outcome, and make no document partial."""

from __future__ import annotations

from pipeline.checks import run_rules
from pipeline.document import Blank, Document


def test_a_blank_is_an_unknown_check():
    blank = Blank("s004", 7, "比上年减少万元", 112)
    document = Document(doc_id="b" * 64, path="form.txt", media_type="text/plain", blanks=(blank,))
    (check,) = run_rules(document)
    assert (check.rule, check.status, check.evidence) == ("statement_is_complete", "unknown", ("s004@112",))
    assert check.message == "比上年减少万元: the form's blank was left without its figure"
