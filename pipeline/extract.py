"""One document through every stage, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.checks import find_equations, grade, run_rules, settle_units, with_levels
from pipeline.clean import clean_pages
from pipeline.corrections import Correction, correct_identity, correct_statements, correct_tables, type_of
from pipeline.document import Document
from pipeline.identity import identify, why_no_report
from pipeline.losses import find_losses
from pipeline.quantities import name_quantities
from pipeline.repair import repair
from pipeline.sections import find_sections
from pipeline.statements import find_blanks, find_statements
from pipeline.tables import find_grids, read_tables
from pipeline.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language


def extract(
    document: Document, vocabulary: Vocabulary, language: Language, corrections: Sequence[Correction] = ()
) -> Document:
    """A document as read → the same with what each stage found in it; each call shows all that stage reads.

    `language` is the pipeline of `pipeline.statements.language.load_language`; `corrections` are those of this document.
    """
    doc_id = document.doc_id
    pages = clean_pages(document.pages, vocabulary.confusions)
    grids, prose = find_grids(pages, vocabulary.columns, vocabulary.accounts)
    sections = find_sections(prose, vocabulary.headings, vocabulary.heading_models, doc_id)
    identity = identify(pages, sections, document.path, vocabulary.regions)
    identity, not_so = correct_identity(identity, corrections, vocabulary.regions)
    given_type = partial(type_of, corrections=corrections, pages=pages, types=vocabulary.columns.types)
    tables = read_tables(grids, vocabulary.columns, vocabulary.accounts, doc_id, identity.report_type, given_type)
    tables, not_there = correct_tables(tables, corrections, pages, vocabulary.answers)
    statements = find_statements(sections, vocabulary.cues, language, doc_id)
    statements, not_said = correct_statements(statements, corrections, sections, vocabulary.answers)
    no_report = why_no_report(pages, sections, tables, statements, document.issues, vocabulary.natures)
    if "report_type" in identity.corrected:
        no_report = None  # a person knows better
    if no_report:
        identity = replace(identity, fiscal_year=None, report_type=None, scope=None)  # it has none
    lost = () if no_report else find_losses(pages, grids, prose, tables, statements)
    found = replace(
        document,
        no_report=no_report,
        issues=(*document.issues, *lost, *not_so, *not_there, *not_said),
        pages=pages,
        sections=sections,
        identity=identity,
        tables=tables,
        statements=statements,
    )
    found = settle_units(replace(found, blanks=find_blanks(sections, vocabulary.cues)))
    found = with_levels(repair(found, find_equations, vocabulary.digits))
    found = name_quantities(found, vocabulary.quantities, vocabulary.accounts)
    checks = run_rules(found)
    return replace(grade(found, checks), checks=checks)
