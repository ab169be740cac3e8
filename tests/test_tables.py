"""The README tells of every table and column of the store, with type and meaning."""

from __future__ import annotations

import re

import pytest
from tables import README, block, columns, meanings, views, written

COLUMNS = {(table, column) for table, its in columns().items() for column, _ in its if table not in views()}


def test_the_readme_has_every_table_and_column_as_they_are():
    assert written() == block()


@pytest.mark.parametrize("table", sorted(columns()))
def test_every_table_and_view_is_told_of_in_a_line(table):
    text = README.read_text(encoding="utf-8")
    assert re.search(rf"^\|[^|]*`{table}`[^|]*\| .+\|$", text, re.M), table


def test_every_column_has_a_meaning():
    known = meanings()
    assert len(COLUMNS) > 150
    assert [where for where in sorted(COLUMNS) if not known[where[0]].get(where[1])] == []
