"""Only what pyproject.toml cannot say: models/ and the locked versions travel inside the package."""

from pathlib import Path

from setuptools import find_namespace_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class BuildWithConstraints(build_py):
    """Writes `pipeline/constraints.txt`: what the tests ran with, one `name==version` a line, as pip's -c takes it."""

    def run(self):
        super().run()
        if not self.editable_mode:
            locked = (HERE / "requirements.lock").read_text("ascii").splitlines()
            pins = [line.removesuffix(" \\") for line in locked if line and not line.startswith((" ", "#"))]
            Path(self.build_lib, "pipeline", "constraints.txt").write_text("\n".join(pins) + "\n", "ascii")


setup(
    packages=[*find_namespace_packages(include=["pipeline*"]), "pipeline.models"],
    cmdclass={"build_py": BuildWithConstraints},
)
