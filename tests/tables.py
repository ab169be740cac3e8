"""The README's account of the store: every table with its columns, their types and meanings.

    python tests/tables.py     writes it into the README, between the marks

The meanings are the comments of the schema, kgraph/store/*.sql.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from kgraph.store import schema

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- tables: python tests/tables.py -->", "<!-- end of tables -->"
COLUMN = re.compile(r"    (\w+) (?:TEXT|INTEGER|REAL)\b[^-]*(?:-- (.*))?$")
# What is said of an offset that has no comment of its own: it stands below the one that tells of what.
OFFSETS = {"_start": "where it begins", "_stop": "where it ends"}


def meanings() -> dict[str, dict[str, str]]:
    """What the comments of the migrations say of each column, by table."""
    found: dict[str, dict[str, str]] = {}
    table = ""
    for script in schema.MIGRATIONS:
        text = (Path(schema.__file__).parent / script).read_text(encoding="utf-8")
        for line in text.splitlines():
            if match := re.match(r"CREATE TABLE (\w+)", line):
                table = match[1]
                found[table] = {}
            elif match := re.match(r"ALTER TABLE (\w+) RENAME TO (\w+)", line):
                found[match[2]] = found.pop(match[1])
            elif match := re.match(r"DROP TABLE (\w+)", line):
                del found[match[1]]
            elif match := re.match(r"ALTER TABLE (\w+) ADD COLUMN (\w+)[^;]*;(?:\s+-- (.*))?", line):
                found[match[1]][match[2]] = match[3] or offset(match[2])
            elif table and (match := COLUMN.match(line)):
                found[table][match[1]] = match[2] or offset(match[1])
            elif line.startswith(")"):
                table = ""
    return found


def offset(column: str) -> str:
    return next((meaning for end, meaning in OFFSETS.items() if column.endswith(end)), "")


def columns() -> dict[str, list[tuple[str, str]]]:
    """The columns of every table and view, each with its type, as SQLite has them; the tables first."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'sentence_words%' ORDER BY type, name"
        ).fetchall()
        return {
            name: [(c, type_) for _, c, type_, *_ in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in names
        }


def views() -> set[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        return {n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}


def block() -> str:
    """The account, for the README."""
    known, seen = meanings(), views()
    lines = [BEGIN, ""]
    for table, its in columns().items():
        if table in seen:
            continue
        lines += [
            f"<details><summary><code>{table}</code></summary>",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        ]
        lines += [f"| `{c}` | {type_} | {_cell(known[table][c])} |" for c, type_ in its]
        lines += ["", "</details>"]
    lines += ["", "The columns of the views, most of them with the meaning that they have in the tables:", ""]
    for view in sorted(seen):
        lines.append(f"- `{view}`: " + ", ".join(f"`{c}`" for c, _ in columns()[view]))
    return "\n".join([*lines, "", END])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def written() -> str:
    """The account as the README has it."""
    text = README.read_text(encoding="utf-8")
    return text[text.index(BEGIN) : text.index(END) + len(END)]


if __name__ == "__main__":
    whole = README.read_text(encoding="utf-8")
    README.write_text(whole.replace(written(), block()), encoding="utf-8")
