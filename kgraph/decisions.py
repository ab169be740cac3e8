"""A user's decisions about entities, statements and articles, as a TOML file made for version control.

    [[same]]                                # two or more names of one entity
    names = ["Kaja Kallas", "Kaia Kallas"]
    [[different]]                           # of two or more
    names = ["John Smith", { name = "John Smith", document = "b.txt" }]
    [[unsure]]                              # nobody can tell; decides nothing, but is not asked again
    names = ["J. Smith", "John Smith"]
    [[rename]]
    name = "DPRK"
    to = "North Korea"
    [[retype]]
    name = "Truth Social"
    type = "ORG"
    [[ignore]]                              # no entity at all
    name = "File Photo"
    [[alias]]
    name = "Kim Jong Un"
    alias = "Rocket Man"
    [[wrong]]                               # the sentence does not say that: it stays out of the graph
    document = "b.txt"
    sentence = "The minister thanked the pilot of the flight to Oslo."
    subject = "The minister"                # subject, type, object as kgraph has them
    type = "thank"
    object = "Oslo"
    [[right]]                               # with the same keys: checked
    [[unclear]]                             # nobody can tell; not asked again
    [[exclude]]                             # an article that is left out
    document = "b.txt"

Each may have a ``note``, which is for people to read.  A name is a string or, where that fits more
than is meant, a table with ``document`` or ``type``.  Right, wrong and unclear without a type are about
two entities, by their names, that the sentence is taken to mention; with ``polarity`` or ``modality``
they are about the statement that is read so, where a sentence has others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kgraph.config import SETTINGS, VERBS, read_toml
from kgraph.errors import ConfigError
from kgraph.names import fold
from kgraph.types import CLAIM_VERDICTS, ENTITY_TYPES, MODALITIES, POLARITIES, Document

__all__ = [
    "ENTITY_VERBS",
    "VERBS",
    "VERDICT_VERBS",
    "Claim",
    "Decision",
    "Reference",
    "describe",
    "folded",
    "is_called",
    "load_decisions",
    "stands_in",
    "with_decision",
    "without_decision",
]

VERDICT_VERBS = ("same", "different", "unsure")
# Beside the names that a decision is about: the key of what it makes of them, None if there is none.
TARGETS = {"rename": "to", "retype": "type", "ignore": None, "alias": "alias"}
ENTITY_VERBS = (*VERDICT_VERBS, *TARGETS)
# What a decision about a statement must tell, and what it may.
CLAIM_KEYS = ("document", "sentence", "subject", "object")
FURTHER_CLAIM_KEYS = ("type", "polarity", "modality")
CLAIM_ORDER = ("document", "sentence", "subject", "type", "object", "polarity", "modality")


@dataclass(frozen=True, slots=True)
class Reference:
    """How a user names an entity: by a name or alias, where needed in one document or of one type only.

    ``document`` is a Document's name, source or id; None means everywhere.  ``type`` is one of
    ENTITY_TYPES; None means any.  References sort by name, document, type.
    """

    name: str
    document: str | None = None
    type: str | None = None

    def __lt__(self, other: Reference) -> bool:
        return _order(self) < _order(other)


def _order(reference: Reference) -> tuple[str, str, str]:
    return reference.name, reference.document or "", reference.type or ""


@dataclass(frozen=True, slots=True)
class Claim:
    """How a user names a statement: by what it says and where, so that it is found after edits elsewhere.

    ``document`` is a Document's name, source or id, ``sentence`` the sentence's text and ``subject``,
    ``type`` and ``object`` are the statement's; white space is folded in all.  Without a type it is that
    the sentence mentions the two entities of these names.  ``polarity`` and ``modality`` are None for any.
    """

    document: str
    sentence: str
    subject: str
    object: str
    type: str | None = None
    polarity: str | None = None
    modality: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a user has decided of one entity, of how two or more relate, of a statement or of an article.

    ``verb`` is one of VERBS.  ``of`` are two or more for same, different and unsure, one for the
    others that are about entities.  ``to`` is the canonical name (rename), the type (retype), the
    further spelling (alias), the article's name, source or id (exclude), else empty.  ``claim`` is
    what right, wrong and unclear are about.
    """

    verb: str
    of: tuple[Reference, ...] = ()
    to: str = ""
    claim: Claim | None = None


def load_decisions(path: str | Path, *, missing_ok: bool = False) -> tuple[Decision, ...]:
    """The decisions of a TOML file, and of the one that its key ``decisions`` names, in their order.

    The file may hold the settings of a run as well, which ``load_config`` reads.  Raises ConfigError
    for what cannot be read, has no meaning, or contradicts itself.  With ``missing_ok``, a file that
    is yet to be written holds none.
    """
    path = Path(path)
    if missing_ok and not path.exists():
        return ()
    entries = read_toml(path)
    found = list(_decisions(path, entries, settings=True))
    other = decisions_file(path, entries)
    if other != path and (other.exists() or not missing_ok):
        found += _decisions(other, read_toml(other), settings=False)
    _check_contradictions(path, found)
    return tuple(found)


def decisions_file(path: Path, entries: Mapping[str, Any]) -> Path:
    """Where the decisions of a configuration stand: in the file that it names, else in itself."""
    named = entries.get("decisions", "")
    if not isinstance(named, str):
        raise ConfigError(f"in {path}, decisions must be the name of a file, not {named!r}")
    return path.parent / named if named else path


def _decisions(path: Path, entries: Mapping[str, Any], *, settings: bool) -> Iterator[Decision]:
    known = (*VERBS, *SETTINGS, "decisions") if settings else VERBS
    for key, value in entries.items():
        if key not in known:
            raise ConfigError(f"{path} has an unknown key {key!r}; decisions are {_brackets(VERBS)}")
        if key in VERBS:
            if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
                raise ConfigError(f"in {path}, write each {key} as a table of its own under [[{key}]]")
            for number, entry in enumerate(value, 1):
                place = f"in {path}, [[{key}]] number {number}"
                yield _decision(place, key, entry)


def _decision(place: str, verb: str, entry: Mapping[str, Any]) -> Decision:
    target = TARGETS.get(verb)
    keys = _keys(verb)
    if unknown := sorted(set(entry) - set(keys)):
        raise ConfigError(f"{place} has an unknown key {unknown[0]!r}; valid keys are {', '.join(keys)}")
    if not isinstance(entry.get("note", ""), str):
        raise ConfigError(f"{place}: note must be text, not {entry['note']!r}")
    if verb in VERDICT_VERBS:
        names = entry.get("names")
        if not isinstance(names, list):
            raise ConfigError(f'{place} needs names = ["...", "..."]')
        of = tuple(_reference(place, name) for name in names)
        if len({_folded(reference) for reference in of}) < 2:
            raise ConfigError(f"{place} needs two or more names; it has {_listed(of)}")
        return Decision(verb, of)
    if verb in CLAIM_VERDICTS:
        return Decision(verb, claim=_claim(place, entry))
    if verb == "exclude":
        return Decision(verb, to=_worded(place, entry, "document"))
    if "name" not in entry:
        raise ConfigError(f'{place} needs name = "..."')
    of = (_reference(place, entry["name"]),)
    if target is None:
        return Decision(verb, of)
    to = entry.get(target)
    if not isinstance(to, str) or not to.strip():
        raise ConfigError(f'{place} needs {target} = "..."' + ("" if to is None else f", not {to!r}"))
    if verb == "retype" and to not in ENTITY_TYPES:
        raise ConfigError(f"{place}: {to!r} is no type; types are {', '.join(ENTITY_TYPES)}")
    return Decision(verb, of, to)


def _keys(verb: str) -> tuple[str, ...]:
    """The keys that an entry of a verb may have."""
    if verb in VERDICT_VERBS:
        return "names", "note"
    if verb in CLAIM_VERDICTS:
        return (*CLAIM_KEYS, *FURTHER_CLAIM_KEYS, "note")
    if verb == "exclude":
        return "document", "note"
    return ("name", *filter(None, (TARGETS[verb],)), "note")


def _claim(place: str, entry: Mapping[str, Any]) -> Claim:
    told = {key: _worded(place, entry, key) for key in CLAIM_KEYS}
    told |= {key: _worded(place, entry, key) for key in FURTHER_CLAIM_KEYS if key in entry}
    for key, values in (("polarity", POLARITIES), ("modality", MODALITIES)):
        if told.get(key, values[0]) not in values:
            raise ConfigError(f"{place}: {told[key]!r} is no {key}; choose of {', '.join(values)}")
        if key in told and "type" not in told:
            raise ConfigError(f"{place} has a {key} but no type, which a statement has")
    return Claim(**told)


def _worded(place: str, entry: Mapping[str, Any], key: str) -> str:
    """The text of a key; that of a document as it is, any other in one line."""
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f'{place} needs {key} = "..."' + ("" if value is None else f", not {value!r}"))
    return value if key == "document" else folded(value)


def _reference(place: str, value: Any) -> Reference:
    """A name as it stands in the file: a string, or a table with name, document, type."""
    table = {"name": value} if isinstance(value, str) else value
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: a name is text or a table with name, document, type, not {value!r}")
    if unknown := sorted(set(table) - {"name", "document", "type"}):
        raise ConfigError(
            f"{place}: a name has an unknown key {unknown[0]!r}; valid keys are name, document, type"
        )
    for key in ("name", *(set(table) - {"name"})):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise ConfigError(f"{place}: the {key} of a name must be text, not {table.get(key)!r}")
    if table.get("type") not in (None, *ENTITY_TYPES):
        raise ConfigError(f"{place}: {table['type']!r} is no type; types are {', '.join(ENTITY_TYPES)}")
    return Reference(table["name"], table.get("document"), table.get("type"))


def _folded(reference: Reference) -> tuple[str, str | None, str | None]:
    return fold(reference.name), reference.document, reference.type


def _check_contradictions(path: Path, decisions: Sequence[Decision]) -> None:
    """Raise ConfigError where one pair is same and different, one entity gets two names or types, or one
    statement two verdicts."""
    leader: dict[Any, Any] = {}

    def find(key: Any) -> Any:
        while (parent := leader.get(key, key)) != key:
            key = parent
        return key

    for decision in decisions:
        if decision.verb == "same":
            first, *others = map(_folded, decision.of)
            for other in others:
                leader[find(other)] = find(first)
    targets: dict[Any, str] = {}
    for decision in decisions:
        if decision.verb == "different":
            for left, right in combinations(decision.of, 2):
                if find(_folded(left)) == find(_folded(right)):
                    raise ConfigError(
                        f"{path} contradicts itself: {_listed((left, right))} are same and different; "
                        f"remove one of the two"
                    )
        if decision.verb in ("rename", "retype"):
            one = decision.verb, _folded(decision.of[0])
            if targets.setdefault(one, decision.to) != decision.to:
                raise ConfigError(
                    f"{path} contradicts itself: [[{decision.verb}]] {_listed(decision.of)} is there to "
                    f"{targets[one]!r} and to {decision.to!r}; remove one of the two"
                )
    verdicts: dict[Claim, str] = {}
    for decision in decisions:
        if decision.claim and verdicts.setdefault(decision.claim, decision.verb) != decision.verb:
            raise ConfigError(
                f"{path} contradicts itself: {_stated(decision.claim)} is {verdicts[decision.claim]} and "
                f"{decision.verb}; remove one of the two"
            )


def describe(decision: Decision) -> str:
    """The decision in one line: 'same: "Kaja Kallas", "Kaia Kallas"'; 'rename: "DPRK" to "..."'."""
    if decision.claim:
        return f"{decision.verb}: {_stated(decision.claim)}"
    if decision.verb == "exclude":
        return f"exclude: {_quoted(decision.to)}"
    to = f" to {_quoted(decision.to)}" if decision.to else ""
    return f"{decision.verb}: {_listed(decision.of)}{to}"


def _stated(claim: Claim) -> str:
    """What is claimed and where, in one line."""
    said = _quoted(claim.type) if claim.type else "mentioned with"
    manner = ", ".join(filter(None, (claim.polarity, claim.modality)))
    ends = f"{_quoted(claim.subject)} {said} {_quoted(claim.object)}" + (f" ({manner})" if manner else "")
    return f"{ends} in {_quoted(claim.document)}, {_quoted(claim.sentence)}"


def _listed(references: Sequence[Reference]) -> str:
    return ", ".join(map(_written, references)) or "none"


def _brackets(verbs: Sequence[str]) -> str:
    return ", ".join(f"[[{verb}]]" for verb in verbs)


def stands_in(reference: Reference, document: Document) -> bool:
    """Whether the reference's document is this one, or any."""
    return reference.document is None or is_called(document, reference.document)


def is_called(document: Document, name: str) -> bool:
    """Whether a user may mean the document by it: its name, source or id."""
    return name in (document.name, document.source, document.id)


def folded(text: str) -> str:
    """The text in one line, as the sentences and words of a claim are compared."""
    return " ".join(text.split())


def with_decision(text: str, decision: Decision) -> str:
    """The text of a decisions file with one more at its end; all that was there stays as it is.

    Raises ConfigError where the text is no TOML or has the verb's entries as an inline array.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = newline if text.removeprefix("\ufeff") else ""  # a blank line, or the end of an unfinished one
    longer = text + gap + _entry(decision).replace("\n", newline)
    try:
        tomllib.loads(longer.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"[[{decision.verb}]] cannot be added to the decisions: {error}") from error
    return longer


def without_decision(text: str, decision: Decision) -> str:
    """The text as it was before ``with_decision``, but with what was written behind; else as it is."""
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = _entry(decision).replace("\n", newline)
    at = text.rfind(entry)
    if at < 0:
        return text
    return text[:at].removesuffix(newline) + text[at + len(entry) :]


def _entry(decision: Decision) -> str:
    """The decision as it stands in the file, a table of its own."""
    if decision.verb in VERDICT_VERBS:
        return f"[[{decision.verb}]]\nnames = [{_listed(decision.of)}]\n"
    if decision.claim:
        told = asdict(decision.claim)
        keys = [f"{key} = {_quoted(told[key])}\n" for key in CLAIM_ORDER if told[key] is not None]
        return f"[[{decision.verb}]]\n{''.join(keys)}"
    if decision.verb == "exclude":
        return f"[[exclude]]\ndocument = {_quoted(decision.to)}\n"
    target = TARGETS[decision.verb]
    to = f"{target} = {_quoted(decision.to)}\n" if target else ""
    return f"[[{decision.verb}]]\nname = {_written(decision.of[0])}\n{to}"


def _written(reference: Reference) -> str:
    """The reference in TOML: a string if the name is all, else an inline table."""
    if reference.document is None and reference.type is None:
        return _quoted(reference.name)
    keys = {"name": reference.name, "document": reference.document, "type": reference.type}
    return "{ " + ", ".join(f"{key} = {_quoted(value)}" for key, value in keys.items() if value) + " }"


def _quoted(text: str) -> str:
    """The text as a basic string of TOML, in one line and with nothing that a terminal would obey."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:  # half a surrogate pair, which no TOML can hold
        return "\ufffd"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
