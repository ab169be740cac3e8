"""Times: phrases -> the forms of ISO 8601 that kgraph.statements.dates lists, and sentences with them."""

from __future__ import annotations

import pytest

from kgraph.annotate import reading_copy
from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.statements.dates import resolve_time
from kgraph.types import Document


@pytest.mark.parametrize(
    ("phrase", "written", "expected"),
    [
        ("2014 to 2019", None, "2014/2019"),
        ("2014-19", None, "2014/2019"),
        ("2014–2019", None, "2014/2019"),
        ("between 2014 and 2019", None, "2014/2019"),
        ("2014 and 2019", None, "2014"),
        ("June to August 2020", None, "2020-06/2020-08"),
        ("June 3-5, 2020", None, "2020-06-03/2020-06-05"),
        ("the 1990s", None, "199X"),
        ("the 19th century", None, "18XX"),
        ("spring 2022", None, "2022-21"),
        ("the summer of 2022", None, "2022-22"),
        ("last summer", "2025-09-03", None),
        ("this summer", "2025-09-03", "2025-22"),
        ("two years ago", "2025-09-03", "2023"),
        ("a few years ago", "2025-09-03", None),
        ("three days ago", "2025-09-03", "2025-08-31"),
        ("a month ago", "2025-09-03", "2025-08"),
        ("two weeks ago", "2025-09-03", "2025-W34"),
        ("last week", "2025-09-03", "2025-W35"),
        ("next week", "2025-12-30", "2026-W02"),
        ("earlier this month", "2025-09-03", "2025-09"),
        ("later this year", "2025-09-03", "2025"),
        ("the previous day", "2025-09-03", None),
        ("a year earlier", "2025-09-03", None),
        ("over 80 years ago", "2025-09-03", None),
        ("the past week", "2025-09-03", None),
        ("10 years", "2025-09-03", None),
        ("late Tuesday", "2025-09-03", "2025-09-02"),
        ("next Monday", "2025-09-03", "2025-09-08"),
        ("last Monday", "2025-09-03", "2025-09-01"),
        ("the first half of 2024", None, "2024"),
        ("early June", "2025-09-03", "2025-06"),
        ("31 June 2020", None, "2020-06"),
        ("15", "2025-09-03", None),
        ("daily", "2025-09-03", None),
        ("the fall", "2025-09-03", None),
        ("may", "2025-09-03", None),
        ("the 1950s and 1960s", None, "195X/196X"),
    ],
)
def test_a_time_is_never_more_precise_than_its_phrase(phrase, written, expected):
    assert resolve_time(phrase, written) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Barack Obama visited Japan in June 2014.", "2014-06"),
        ("Barack Obama visited Japan on September 3.", "2024-09-03"),
        ("Barack Obama visited Japan on Monday.", "2025-06-02"),
        ("Barack Obama visited Japan last week.", "2025-W22"),
        ("Barack Obama visited Japan earlier this month.", "2025-06"),
        ("Barack Obama visited Japan two years ago.", "2023"),
        ("Barack Obama will visit Japan on Monday.", "2025-06-09"),
        ("Barack Obama will visit Japan in September.", "2025-09"),
        ("Barack Obama worked in Japan in the 1990s.", "199X"),
        ("Barack Obama worked in Japan from 2014 to 2019.", "2014/2019"),
        ("Barack Obama worked in Japan between 2014 and 2019.", "2014/2019"),
        ("Barack Obama has worked in Japan since 2011.", "2011/.."),
        ("Barack Obama worked in Japan until 2019.", "../2019"),
        ("Barack Obama did not visit Japan until 2019.", "2019"),
        ("Barack Obama visited Japan after the summit.", None),
        ("Barack Obama worked in Japan for ten years.", None),
    ],
)
def test_the_time_of_a_statement(nlp, sentence, expected):
    doc, document = nlp(reading_copy(sentence)), Document("d", "d", "d", sentence, date="2025-06-04")
    found = find_statements(doc, document, find_mentions(doc, document))
    assert {s.time for s in found if s.subject.mention and s.object.mention} == {expected}
