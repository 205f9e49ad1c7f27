"""All reports of the benchmark that manners write, in the order of their files' names."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from annotations.manners import regions
from annotations.manners.body import Body
from annotations.render.model import Report


@cache
def manner_reports() -> tuple[Report, ...]:
    """A report for every body of every module of `annotations/manners/regions`."""
    reports = [module.write(body) for module in _modules() for body in module.BODIES]
    return tuple(sorted(reports, key=lambda one: one.name))


def manner_bodies() -> tuple[Body, ...]:
    """The bodies of every module of `annotations/manners/regions`."""
    return tuple(body for module in _modules() for body in module.BODIES)


def manner_names() -> list[str]:
    """The regions that have a manner."""
    return sorted(one.name for one in pkgutil.iter_modules(regions.__path__))


def _modules() -> list[ModuleType]:
    return [importlib.import_module(f"{regions.__name__}.{name}") for name in manner_names()]
