"""Dates of any precision against a window of time."""

from datetime import date

import pytest

from kgraph.config import Config, load_config
from kgraph.errors import ConfigError
from kgraph.window import covered, first_and_last, is_iso_date, within

WINDOWS = [
    # date, since, until, within
    ("2025-09-03", "2025-09-03", "", True),
    ("2025-09-03", "2025-09-04", "", False),
    ("2025-09-03", "", "2025-09-03", True),
    ("2025-09-03", "", "2025-09-02", False),
    ("2025-09-03", "2025", "2025", True),
    ("2025-09-03", "2024", "2025-08", False),
    ("2025-09", "2025-09-20", "", True),  # one of its days may be
    ("2025-09", "", "2025-09-01", True),
    ("2025-09", "", "2025-08-31", False),
    ("2025-02", "2025-02-28", "2025-02-28", True),
    ("2025-09", "2025-10", "", False),
    ("2025", "2025-12-31", "", True),
    ("2025", "2026", "", False),
    ("2025", "", "2024-12-31", False),
    ("2026", "2025-09-20", "2027-01", True),
    (None, "2025", "", False),  # what is not dated lies in no window
    (None, "", "2025", False),
    ("", "2025", "", False),
    (None, "", "", True),
    ("2025", "", "", True),
]


@pytest.mark.parametrize(("date", "since", "until", "expected"), WINDOWS)
def test_a_date_is_within_if_any_of_its_days_is(date, since, until, expected):
    assert within(date, since, until) is expected


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["2025-09-03"], "2025-09-03", "2025-09-03"),
        (["2025-10-01", "2025-09-03", "2024-12-31"], "2024-12-31", "2025-10-01"),
        (["2025", "2025-09-03"], "2025", "2025"),  # the one without a day may be of any
        (["2025-09", "2025-09-03", "2025-10-02"], "2025-09", "2025-10-02"),
        (["2025-09", "2025-09-03"], "2025-09", "2025-09"),
        (["2025", "2025-01-01", "2025-12-31"], "2025-01-01", "2025-12-31"),  # the more precise of two
        (["2025-01", "2025"], "2025-01", "2025"),
    ],
)
def test_the_first_and_the_last_are_as_far_apart_as_they_may_be(dates, first, last):
    assert first_and_last(dates) == (first, last)
    assert first_and_last(reversed(dates)) == (first, last)


def test_of_no_dates_none_is_the_first():
    assert first_and_last([]) is None


@pytest.mark.parametrize("text", ["2025", "2025-09", "2025-09-03", "2024-02-29"])
def test_iso_dates(text):
    assert is_iso_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "25", "20255", "2025-9", "2025-13", "2025-02-30", "2025-09-03T10:00", "2025-09-", "٢٠٢٥", " 2025"],
)
def test_what_is_no_iso_date(text):
    assert not is_iso_date(text)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"since": "Sep 3"}, "since must be a date such as .* not 'Sep 3'"),
        ({"until": "2025-02-30"}, "until must be a date"),
        ({"since": "2025-10", "until": "2025-09"}, "since .2025-10. is later than until"),
    ],
)
def test_a_window_that_is_none_is_one_sentence(choices, said):
    with pytest.raises(ConfigError, match=said):
        Config(**choices)


def test_a_window_of_one_month_by_its_days():
    assert Config(since="2025-09-30", until="2025-09") == Config(since="2025-09-30", until="2025-09")


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ('since = "2025-09"', "2025-09"),
        ("since = 2025-09-03", "2025-09-03"),  # TOML's own dates
        ("since = 2025-09-03T10:00:00Z", "2025-09-03"),
        ("since = 2025", "2025"),
    ],
)
def test_dates_in_a_file(tmp_path, text, since):
    file = tmp_path / "kgraph.toml"
    file.write_text(text + "\n")
    assert load_config(file).since == since


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-06-19", "2024-06-19", "2024-06-19"),
        ("2025-W35", "2025-08-25", "2025-08-31"),
        ("2022-22", "2022-06-01", "2022-08-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2014/2019", "2014-01-01", "2019-12-31"),
        ("2011/..", "2011-01-01", "9999-12-31"),
        ("../2019", "0001-01-01", "2019-12-31"),
        ("soon", "0001-01-01", "9999-12-31"),
        ("2024-13", "0001-01-01", "9999-12-31"),
    ],
)
def test_the_days_that_a_time_covers(time, first, last):
    assert covered(time) == (date.fromisoformat(first), date.fromisoformat(last))
