"""All sample reports, in the order of their names."""

from __future__ import annotations

import importlib
import pkgutil

from annotations import source
from annotations.render.model import Report


def all_reports() -> tuple[Report, ...]:
    """The `REPORT` of every module of `annotations/source`."""
    modules = sorted(one.name for one in pkgutil.iter_modules(source.__path__))
    reports = (importlib.import_module(f"annotations.source.{name}").REPORT for name in modules)
    return tuple(reports)
