"""What a person knows better: answers put right where the report itself says where they stand."""

from pipeline.corrections.apply import correct_identity, correct_statements, correct_tables, type_of
from pipeline.corrections.record import FIELDS, Correction, Target

__all__ = ["FIELDS", "Correction", "Target", "correct_identity", "correct_statements", "correct_tables", "type_of"]
