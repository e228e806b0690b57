"""The rules that a case must keep beyond the schema: one function a rule, all in TEXT_CHECKS and CHECKS.

A check's docstring states its rule: the first line is the code and the rule in one sentence. `kb explain CODE` prints it.
TEXT_CHECKS see the text of a file before it is parsed; a text with an error goes no further, since all that follows would come from it.
CHECKS see only documents that the schema accepts.
"""

from __future__ import annotations

from builder.checks import body, burmese, characters, identity, language, references, review, translations
from builder.checks.world import Check, TextCheck, World

TEXT_CHECKS: tuple[TextCheck, ...] = (
    characters.no_conflict_markers,
    characters.no_hidden_characters,
    characters.letters_are_of_one_alphabet,
    characters.letters_are_composed,
    characters.spaces_and_line_ends,
    burmese.burmese_is_unicode,
    language.text_is_in_its_language,
)

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
    characters.no_written_out_characters,
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

__all__ = ["CHECKS", "TEXT_CHECKS", "Check", "TextCheck", "World"]
