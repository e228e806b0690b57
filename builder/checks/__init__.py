"""The rules that a case must keep beyond the schema: one function a rule, all in CHECKS.

A check's docstring states its rule: the first line is the code and the rule in one sentence. `kb explain CODE` prints it.
The checks see only documents that the schema accepts. ACROSS are the rules that need all cases together.
"""

from __future__ import annotations

from builder.checks import (
    across,
    body,
    formulas,
    identity,
    links,
    pictures,
    privacy,
    quality,
    references,
    review,
    translations,
)
from builder.checks.across import facts
from builder.checks.world import Check, CheckAcross, Facts, World

CHECKS: tuple[Check, ...] = (
    identity.id_is_folder,
    identity.language_is_name,
    identity.one_original,
    references.sources_are_listed,
    references.entries_have_one_id,
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
    body.pictures_are_named,
    body.headings_have_levels,
    links.addresses_are_public,
    body.no_empty_section,
    body.text_is_shown_as_written,
    translations.entries_match,
    translations.fingerprint_is_fresh,
    translations.marks_match,
    translations.figures_match,
    review.review_is_due,
    quality.lessons_say_when,
    quality.results_have_baselines,
    quality.summary_is_plain,
    quality.costs_are_given,
    privacy.contacts_are_public,
    privacy.births_are_left_out,
    privacy.places_are_rough,
    privacy.identity_numbers_are_left_out,
    privacy.accounts_are_left_out,
    privacy.secrets_are_left_out,
    formulas.values_are_no_formulas,
)

ACROSS: tuple[CheckAcross, ...] = (
    across.ids_are_unique,
    across.cases_exist,
    across.cases_are_no_copies,
)

__all__ = ["ACROSS", "CHECKS", "Check", "CheckAcross", "Facts", "World", "facts"]
