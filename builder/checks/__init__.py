"""The rules that a case must keep beyond the schema: one function a rule, all in CHECKS.

A check's docstring states its rule: the first line is the code and the rule in one sentence. `kb explain CODE` prints it.
The checks see only documents that the schema accepts.
"""

from __future__ import annotations

from builder.checks import body, identity, pictures, references, review, translations
from builder.checks.world import Check, World

CHECKS: tuple[Check, ...] = (
    identity.id_is_folder,
    identity.id_is_unique,
    identity.language_is_name,
    identity.one_original,
    references.sources_are_listed,
    references.entries_have_one_id,
    references.cases_exist,
    references.activities_fit_areas,
    references.topics_fit_areas,
    references.pictures_exist,
    references.sources_are_used,
    pictures.format_is_name,
    pictures.picture_is_whole,
    pictures.size_is_right,
    pictures.nothing_else_inside,
    pictures.no_traces_of_people,
    pictures.alt_describes,
    pictures.people_have_agreed,
    body.sections_are_known,
    body.sections_are_present,
    body.no_raw_html,
    body.links_are_safe,
    body.no_empty_section,
    translations.entries_match,
    translations.fingerprint_is_fresh,
    translations.marks_match,
    translations.figures_match,
    review.review_is_due,
)

__all__ = ["CHECKS", "Check", "World"]
