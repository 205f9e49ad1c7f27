"""Open fonts of Debian in which specimens are drawn, and which of them this machine has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER: Final = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file; `figures` where it has no ideographs, as the digits beside a Song text are often set in another."""

    name: str
    file: str  # under /usr/share/fonts
    index: int  # in its collection
    package: str  # of Debian
    figures: bool = False

    @property
    def path(self) -> Path:
        """Where Debian puts the file."""
        return _FOLDER / self.file


FONTS: Final = (
    Font("song", "opentype/noto/NotoSerifCJK-Regular.ttc", 2, "fonts-noto-cjk"),
    Font("song-bold", "opentype/noto/NotoSerifCJK-Bold.ttc", 2, "fonts-noto-cjk"),
    Font("hei", "opentype/noto/NotoSansCJK-Regular.ttc", 2, "fonts-noto-cjk"),
    Font("hei-bold", "opentype/noto/NotoSansCJK-Bold.ttc", 2, "fonts-noto-cjk"),
    Font("kai", "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0, "fonts-lxgw-wenkai"),
    Font("zenhei", "truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei"),
    Font("microhei", "truetype/wqy/wqy-microhei.ttc", 0, "fonts-wqy-microhei"),
    Font("uming", "truetype/arphic/uming.ttc", 0, "fonts-arphic-uming"),
    Font("ukai", "truetype/arphic/ukai.ttc", 0, "fonts-arphic-ukai"),
    Font("sungti", "truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, "fonts-arphic-gbsn00lp"),
    Font("times", "truetype/liberation/LiberationSerif-Regular.ttf", 0, "fonts-liberation", figures=True),
    Font("arial", "truetype/liberation/LiberationSans-Regular.ttf", 0, "fonts-liberation", figures=True),
)


def missing_packages(fonts: Iterable[Font] = FONTS) -> tuple[str, ...]:
    """Debian packages of the fonts that are not installed, each once."""
    return tuple(dict.fromkeys(font.package for font in fonts if not font.path.is_file()))
