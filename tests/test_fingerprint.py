"""What is annotated again: all whose rules, model, libraries or names from outside are others."""

from __future__ import annotations

import ast
from pathlib import Path

import kgraph
from kgraph.fingerprint import RULES, code_digest, fingerprint

PACKAGE = Path(kgraph.__file__).parent
# They say what is wrong, check what the user chose, or call the rules: no word of an article passes them.
NO_RULES = {"errors.py", "config.py", "window.py", "engine.py"}


def part_of(module: str) -> str:
    """The file or folder of kgraph that holds the module: "kgraph.read.clean" -> "read"."""
    name = module.split(".")[1]
    return name if (PACKAGE / name).is_dir() else f"{name}.py"


def imported(part: str) -> set[str]:
    """The parts of kgraph that one imports."""
    files = (PACKAGE / part).rglob("*.py") if (PACKAGE / part).is_dir() else [PACKAGE / part]
    modules = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "kgraph":
                modules |= {f"kgraph.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("kgraph."):
                modules.add(node.module)
    return {part_of(module) for module in modules}


def test_all_that_makes_an_extraction_is_hashed():
    found, todo = set(), {"read", "extraction.py"}
    while todo:
        part = todo.pop()
        found.add(part)
        todo |= imported(part) - found - NO_RULES
    assert found == set(RULES)


def test_another_model_another_name_or_another_rule_is_another_fingerprint(monkeypatch):
    first = fingerprint("en_core_web_sm")
    assert first == fingerprint("en_core_web_sm", ())
    assert first != fingerprint("en_core_web_sm", ("Rocket Man",))
    monkeypatch.setattr("kgraph.fingerprint.model_version", lambda model: "another version")
    second = fingerprint("en_core_web_sm")
    assert second != first
    monkeypatch.setattr("kgraph.fingerprint.version", lambda library: "0.0")
    assert fingerprint("en_core_web_sm") not in (first, second)


def test_rules_are_a_part_of_all_the_code():
    digests = {code_digest(), code_digest(RULES), code_digest(RULES[:-1]), code_digest(("read",))}
    assert len(digests) == 4
