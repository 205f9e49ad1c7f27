"""How good the answers are: `pipeline evaluate`, and its parts.

A part is one file in `parts/` and one entry in `PARTS` (parts/__init__.py):

    # parts/headers.py
    PART = Part("headers", "header terms found among all, at 0, 5 and 10 % wrong characters", run)

    def run(material: Material) -> Result:
        from pipeline.tables.heads import …  # heavy things here: `pipeline evaluate --help` reads this file
        return Result((
            Figures("Headers", ("errors", "terms", "top-1"), (("0 %", 412, 0.998), ("5 %", 412, 0.981))),
            Curves("Headers by damage", "characters wrong, %", "top-1", (("all tables", ((0, 0.998), (5, 0.981))),)),
        ))

`Figures` are printed and shown in the report; the other blocks (`Confusion`, `Reliability`, `Curves`, `Errors`, see
results.py) are shown in the report. `Part(…, answers=True)` is for parts that compare `material.found` with
`material.gold`: documents are extracted for them, and `--predictions` hands them another system's answers. All other
parts measure a component of ours by itself and read what they need under `material.annotations`. Parts are
deterministic: random numbers are seeded.
"""

from pipeline.evaluate.results import Confusion, Curves, Error, Errors, Figures, Material, Part, Reliability, Result

__all__ = ["Confusion", "Curves", "Error", "Errors", "Figures", "Material", "Part", "Reliability", "Result"]
