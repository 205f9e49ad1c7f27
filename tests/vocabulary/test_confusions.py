"""Words that stand for others: written by hand, and measured."""

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.confusions import load_confusions, read_confusions
from pipeline.vocabulary.lexicon import count_language
from pipeline.vocabulary.misreadings import Misreadings

SEEN = Misreadings(
    {"收": {"牧": 4, "牡": 1}, "拨": {"披": 5, "撥": 9}, "入": {"人": 7, "": 5, "·": 4}, "款": {"教": 6}}
)
CHINESE = (count_language([("收支", 1), ("牧人", 1)]),)


def test_anchors_are_mended_as_it_was_measured():
    """收 was read as 牧 often enough, as 牡 once; 发 is a script, no slip; the last character of an anchor is left."""
    confusions = read_confusions('[anchors]\nwords = ["本年收入", "收入总计", "财政拨款"]', SEEN, CHINESE)
    assert dict(confusions.words) == {
        "本年牧入": "本年收入",
        "牧入总计": "收入总计",
        "收人总计": "收入总计",
        "财政披款": "财政拨款",
    }


def test_what_reads_as_chinese_is_no_misreading():
    chinese = (count_language([("收人", 1)]),)
    assert "收人总计" not in read_confusions('[anchors]\nwords = ["收入总计"]', SEEN, chinese).words


def test_written_words_come_first():
    text = '[anchors]\nwords = ["财政拨款"]\n[words]\n"财政披款" = "财政批款"'
    assert read_confusions(text, SEEN, CHINESE).words["财政披款"] == "财政批款"


def test_no_known_word_is_mended():
    """What the vocabulary itself prints is never taken for a misreading."""
    from pipeline.train.specimens.words import load_words

    confusions, words = load_confusions(), load_words()
    assert confusions.misread is not None
    mended = {word for word in (*words.heads, *words.names, *words.rows) if confusions.misread.search(word)}
    assert mended == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[anchors]\nwords = ["收入"]', "'收入'"),
        ('[words]\n"支岀" = "支岀"', "'支岀'"),
        ('[characters]\n"⻓⻓" = "长"', "'⻓⻓'"),
    ],
)
def test_wrong_entries_are_named(text, named):
    with pytest.raises(BadVocabulary, match=named):
        read_confusions(text, SEEN, CHINESE)
