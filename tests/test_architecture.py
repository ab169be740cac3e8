"""The house's rules that a machine can check."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import kgraph

PACKAGE = Path(kgraph.__file__).parent
STAGES = re.findall(r"^    (\w+)(?:\.py|/)", kgraph.__doc__ or "", re.M)
FILES = sorted(PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_the_map_in_the_docstring_is_what_is_on_disk():
    on_disk = {stage_of(p) for p in FILES} - {"__init__"}
    assert set(STAGES) == on_disk
    assert len(STAGES) == len(on_disk)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_those_above_it(path):
    own = stage_of(path)
    if own == "__init__":
        return
    above = set(STAGES[: STAGES.index(own) + 1])
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [a.name for a in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            parts = module.split(".")
            if parts[0] == "kgraph" and len(parts) > 1:
                imported.add(parts[1])
            elif parts == ["kgraph"] and isinstance(node, ast.ImportFrom):
                imported |= {a.name for a in node.names}
    assert imported <= above


def test_public_names_are_few_sorted_and_documented():
    assert kgraph.__all__ == sorted(kgraph.__all__)
    assert len(kgraph.__all__) <= 20
    for name in kgraph.__all__:
        assert getattr(kgraph, name).__doc__, name


def test_the_readme_names_every_command_and_public_name():
    from kgraph.cli import main

    readme = (PACKAGE.parent / "README.md").read_text(encoding="utf-8")
    for command, entry in main.commands.items():
        assert f"kgraph {command}" in readme
        assert entry.help
        for option in entry.params:
            assert all(o in readme for o in option.opts if o.startswith("--")), (command, option.opts)
    for name in kgraph.__all__:
        assert name in readme, name


def test_nothing_is_printed_by_the_library():
    for path in FILES:
        calls = [
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "print" not in calls, path
