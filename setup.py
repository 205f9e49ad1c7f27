"""Only what pyproject.toml cannot say: models/ travels inside the package, as `pipeline.models`."""

from setuptools import find_namespace_packages, setup

setup(packages=[*find_namespace_packages(include=["pipeline*"]), "pipeline.models"])
