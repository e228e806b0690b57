"""The rules that a case must keep beyond the schema: one function a rule, all in TEXT_CHECKS and CHECKS.

A check's docstring states its rule: the first line is the code and the rule in one sentence. `kb explain CODE` prints it.
TEXT_CHECKS see the text of a file before it is parsed; a text with an error goes no further, since all that follows would come from it.
CHECKS see only documents that the schema accepts. COMPARISONS of translations with their original wait until the original has no error,
since its repair would change what they say. ACROSS are the rules that need all cases together. DATA_TEXT_CHECKS and DATA_CHECKS are for the figures about countries.
"""

from __future__ import annotations

from builder.checks import (
    across,
    body,
    burmese,
    characters,
    figures,
    formulas,
    identity,
    language,
    links,
    pictures,
    privacy,
    quality,
    references,
    review,
    translations,
)
from builder.checks.across import facts
from builder.checks.world import Check, CheckAcross, Facts, TextCheck, World

TEXT_CHECKS: tuple[TextCheck, ...] = (
    identity.language_is_known,
    characters.no_conflict_markers,
    characters.no_hidden_characters,
    characters.letters_are_of_one_alphabet,
    characters.letters_are_composed,
    characters.spaces_and_line_ends,
    burmese.burmese_is_unicode,
    language.text_is_in_its_language,
)

# nothing that harms people or programs, in whatever is contributed
HARMLESS: tuple[Check, ...] = (
    privacy.contacts_are_public,
    privacy.births_are_left_out,
    privacy.places_are_rough,
    privacy.identity_numbers_are_left_out,
    privacy.accounts_are_left_out,
    privacy.secrets_are_left_out,
    formulas.values_are_no_formulas,
)

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
    characters.no_written_out_characters,
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
    references.marks_are_in_brackets,
    review.years_are_of_the_common_era,
    review.review_is_due,
    quality.nothing_is_left_open,
    quality.lessons_say_when,
    quality.results_have_baselines,
    quality.summary_is_plain,
    quality.costs_are_given,
    *HARMLESS,
)

COMPARISONS: tuple[Check, ...] = (
    translations.fingerprint_is_fresh,
    translations.marks_match,
    translations.figures_match,
)

ACROSS: tuple[CheckAcross, ...] = (
    across.cases_exist,
    across.cases_are_no_copies,
)

# figures about countries (statistics.py) have no languages and no neighbours
DATA_TEXT_CHECKS: tuple[TextCheck, ...] = (
    characters.no_conflict_markers,
    characters.no_hidden_characters,
    characters.letters_are_of_one_alphabet,
    characters.letters_are_composed,
    characters.spaces_and_line_ends,
)

DATA_CHECKS: tuple[Check, ...] = (
    figures.figures_are_sound,
    characters.no_written_out_characters,
    review.years_are_of_the_common_era,
    review.review_is_due,
    links.addresses_are_public,
    *HARMLESS,
)

__all__ = ["ACROSS", "CHECKS", "COMPARISONS", "DATA_CHECKS", "DATA_TEXT_CHECKS", "TEXT_CHECKS", "Check", "CheckAcross", "Facts", "TextCheck", "World", "facts"]
