"""Reading: any bytes become Documents or Failures, and the frame of an article is told from its story."""

from __future__ import annotations

import io
import json
import os
from itertools import pairwise
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import ReadError
from kgraph.read import SUFFIXES, hashes, read_documents
from kgraph.read.article import read_article
from kgraph.read.clean import UnreadableError, decode, normalise
from kgraph.read.dates import parse_date
from kgraph.types import FRAME_KINDS, Document

SEEDS = Path(__file__).parent.parent / "seeds"
STORY = "Beijing, Moscow and Pyongyang are far from forming a cohesive bloc, the sources said."
LONG_STORY = (
    "While the gathering at the military parade sparked concern among some world leaders, Beijing, Moscow "
    "and Pyongyang are far from forming a cohesive bloc, the sources said on Sunday."
)


def read_one(folder: Path, name: str, content: str | bytes) -> Document:
    """The only document of a file ``name`` with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    documents, failures = read_documents([path])
    assert failures == []
    (document,) = documents
    return document


def framed(text: str) -> list[tuple[str, str]]:
    """(kind, text) of each frame, and a check that frames are sorted and apart."""
    frames = read_article(text).frame
    assert all(a.end <= b.start for a, b in pairwise(frames))
    assert all(0 <= f.start < f.end <= len(text) and f.kind in FRAME_KINDS for f in frames)
    return [(f.kind, text[f.start : f.end]) for f in frames]


# ---- the seeds ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds() -> dict[str, Document]:
    documents, failures = read_documents([SEEDS])
    assert failures == []
    return {d.name[6:9]: d for d in documents}


def seed_frames(document: Document) -> list[tuple[str, str]]:
    return [(f.kind, document.text[f.start : f.end]) for f in document.frame]


def test_seed_with_site_header(seeds):
    seed = seeds["000"]
    assert seed.title == "How united is the autocratic alliance opposing the West?"
    assert (seed.date, seed.outlet, seed.authors) == ("2025-09-27", "Fakti", ())
    frames = seed_frames(seed)
    assert frames[:2] == [("header", "Last news in Fakti"), ("header", "Sep 27, 2025 04:01 641")]
    assert {kind for kind, _ in frames} == {"header"}
    assert "FAKTI.BG publishes opinions" in frames[-1][1]
    assert not any("cohesive bloc" in text or "Beyond the friendliness" in text for _, text in frames)


def test_seed_from_an_agency(seeds):
    seed = seeds["001"]
    assert (seed.title, seed.date, seed.outlet) == (None, None, "Reuters")
    assert seed.authors == (
        "Antoni Slodkowski", "Ju-min Park", "David Brunnstrom", "Mei Mei Chu", "Lewis Jackson",
        "Sumeet Chatterjee", "Josh Smith", "Tim Kelly", "Steve Holland", "John Geddie",
    )  # fmt: skip
    frames = seed_frames(seed)
    assert frames[:4] == [
        ("credit", "FILE PHOTO:"),
        ("credit", "KCNA via REUTERS/File Photo"),
        ("byline", "By Antoni Slodkowski, Ju-min Park and David Brunnstrom"),
        ("dateline", "BEIJING/SEOUL/WASHINGTON (Reuters) -"),
    ]
    ((kind, footer),) = frames[4:]
    assert kind == "footer"
    assert footer.startswith("(Reporting by Antoni")
    assert footer.endswith("Editing by Raju Gopalakrishnan)")


@pytest.mark.parametrize("number", ["003", "004"])
def test_seeds_without_frame(seeds, number):
    seed = seeds[number]
    assert (seed.title, seed.date, seed.outlet, seed.authors, seed.frame) == (None, None, None, (), ())


# ---- paths ----------------------------------------------------------------------------------


def test_names_are_relative_to_the_folders_parent(tmp_path, monkeypatch):
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY)
    (folder / "deep" / "b.TXT").write_text(LONG_STORY)
    names = ["news/a.txt", "news/deep/b.TXT"]
    monkeypatch.chdir(folder)
    for named in ([folder], ["."], ["../news/"], ["deep/../../news"], [folder, folder / "a.txt"]):
        documents, _ = read_documents(named)
        assert [d.name for d in documents] == names
        assert [d.source for d in documents] == names
    assert read_documents(["a.txt"])[0][0].name == "news/a.txt"


def test_order_of_paths_does_not_matter(tmp_path):
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"{STORY} {name}")
    (tmp_path / "broken.txt").write_bytes(b"")
    paths = sorted(tmp_path.iterdir())
    assert read_documents(paths) == read_documents(paths[::-1]) == read_documents([tmp_path])


def test_same_content_is_read_once(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(STORY)
    (document,), failures = read_documents([tmp_path])
    assert document.name.endswith("/a.txt")
    assert failures == []


def test_hidden_files_and_other_types_are_passed_over(tmp_path, caplog):
    for name in ("a.txt", ".hidden.txt", ".git/b.txt", "c.pdf", "d.csv", "e.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    with caplog.at_level("INFO"):
        documents, failures = read_documents([tmp_path])
    assert len(documents) == 1
    assert failures == []
    assert "3 files of other types (2 .csv, 1 .pdf)" in caplog.text


def test_links_that_loop_end(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    documents, failures = read_documents([tmp_path])
    assert len(documents) == 1
    assert [f.message for f in failures] == ["is a broken link"]


def test_a_hash_of_the_bytes_tells_files_apart(tmp_path):
    (tmp_path / "a.txt").write_text("Xi Jinping visited Moscow.")
    (tmp_path / "b.txt").write_text("Kim Jong Un visited Moscow.")
    (first, one), (second, other) = hashes([tmp_path])
    assert [first, second] == [f"{tmp_path.name}/a.txt", f"{tmp_path.name}/b.txt"]
    assert one != other and hashes([tmp_path]) == [(first, one), (second, other)]


@pytest.mark.parametrize("what", ["pipe", "broken link", "empty folder", "standard input"])
def test_what_is_read_in_vain_or_but_once_has_no_hash(tmp_path, what):
    """As in "kgraph build <(curl ...)": what the last run had from there tells nothing of this one."""
    (tmp_path / "a.txt").write_text("Xi Jinping visited Moscow.")
    other = {"standard input": "-"}.get(what, tmp_path / "other")
    if what == "pipe":
        os.mkfifo(other)
    elif what == "broken link":
        other.symlink_to("nowhere")
    elif what == "empty folder":
        other.mkdir()
    assert hashes([tmp_path / "a.txt", other]) == []


def test_what_is_read_once_is_named_up_to_a_few(tmp_path, caplog):
    line = '{"id": "1", "text": "Xi met Putin."}\n'
    (tmp_path / "a.jsonl").write_text(line * 9)
    with caplog.at_level("INFO"):
        documents, failures = read_documents([tmp_path])
    assert (len(documents), failures) == (1, [])
    assert "a.jsonl:2 (as " in caplog.text and "and 3 more" in caplog.text


def test_a_closed_standard_input_is_said(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ReadError, match="standard input is closed"):
        read_documents(["-"])


def test_a_page_of_nothing_but_tags_is_not_read_for_hours(tmp_path, monkeypatch):
    monkeypatch.setattr("kgraph.read.formats.MOST_TAGS", 100)
    (tmp_path / "a.html").write_text("<p>" * 101)
    with pytest.raises(ReadError, match="101 tags"):
        read_documents([tmp_path])


def test_a_missing_path_is_said_at_once(tmp_path):
    with pytest.raises(ReadError, match=r"no file or folder '.*nowhere'; name files \(.txt, .md, "):
        read_documents([SEEDS, tmp_path / "nowhere"])


def test_an_empty_folder_is_said_with_what_is_supported(tmp_path):
    (tmp_path / "x.pdf").write_text("x")
    with pytest.raises(ReadError) as raised:
        read_documents([tmp_path])
    assert all(suffix in str(raised.value) for suffix in SUFFIXES)
    assert "1 files of other types" in str(raised.value)


def test_a_single_path_is_a_wrong_argument():
    with pytest.raises(ValueError, match=r"write \['seeds'\]"):
        read_documents("seeds")


def test_standard_input():
    (document,), _ = read_documents(["-"], stdin=io.BytesIO(STORY.encode()))
    assert (document.name, document.source, document.text) == ("-", "-", STORY)
    lines = b'{"id": "a", "text": "x"}\n{"text": "y"}\n{"text": "z"'
    documents, failures = read_documents(["-"], stdin=io.BytesIO(lines))
    assert [d.name for d in documents] == ["-:2", "a"]
    assert [f.source for f in failures] == ["-:3"]
    page = PAGE.format(STORY, LONG_STORY).encode()
    assert read_documents(["-"], stdin=io.BytesIO(page))[0][0].outlet == "Fakti"
    (document,), _ = read_documents(["-"], stdin=io.BytesIO(b"{{draft}} text in braces"))
    assert document.text == "{{draft}} text in braces"


@pytest.mark.parametrize(
    "name",
    ['"quoted".txt', "<script>alert(1)</script>.txt", "a\nb\x01.txt", "n\u0308.txt", os.fsdecode(b"\xff")],
)
def test_hostile_names_can_be_written(tmp_path, name):
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / f"{name.replace('/', '∕')}.txt"
    path.write_text(STORY)
    (document,), _ = read_documents([folder])
    assert document.name.encode()
    assert document.name.startswith("in/")
    assert document.name.isprintable()


# ---- bytes ----------------------------------------------------------------------------------

WESTERN = "The café owner’s “naïve” plan cost £5 – a résumé of the exposé said."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", WESTERN), ("utf-8-sig", WESTERN), ("utf-16", WESTERN), ("utf-16-le", WESTERN),
        ("utf-16-be", WESTERN), ("utf-32", WESTERN), ("utf-32-le", WESTERN), ("cp1252", WESTERN),
        ("mac_roman", WESTERN), ("iso8859_2", "Gdańsk, Łódź and Wałbrzych lie in Poland, Plzeň does not."),
        ("cp1251", "Президент России прибыл в Пекин во вторник."),
        ("koi8_r", "Президент России прибыл в Пекин во вторник."),
        ("gb18030", "中国国家主席在北京会见了俄罗斯总统。"),
        ("shift_jis", "日本の首相は北京に到着した。"),
    ],
)  # fmt: skip
def test_encodings(tmp_path, encoding, text):
    assert read_one(tmp_path, "a.txt", text.encode(encoding)).text == text


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding():
    assert decode("“café” – naïve “résumé”".encode() + b"\xe2\x80") == "“café” – naïve “résumé”\ufffd"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\xef\xbb\xbf", "is empty"),
        (b"\x00\x01\x02\x03" * 300, "looks like a binary file"),
        (bytes(range(256)) * 20, "looks like a binary file"),
        (b"%PDF-1.7\nplain enough", r"looks like a binary file \(PDF\)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", r"looks like a binary file \(JPEG\)"),
        (b"\xff\xfe" + bytes(range(256)) * 20, "looks like a binary file"),
    ],
)
def test_what_is_no_text_is_a_failure_among_others(tmp_path, content, message):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "odd.txt").write_bytes(content)
    documents, (failure,) = read_documents([tmp_path])
    assert len(documents) == 1
    assert (failure.source, failure.stage) == (f"{tmp_path.name}/odd.txt", "read")
    with pytest.raises(ReadError, match=message):
        read_documents([tmp_path / "odd.txt"])


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0cg", "a\nb\nc\nd\ne\nf\ng"),
        ("co\xadop\u200beration\ufeff \u202eX", "cooperation X"),
        ("Pu\u200dtin 👩\u200d🚀", "Putin 👩\u200d🚀"),
        ("a\x00b\x07c\x9bd\te", "a b c d\te"),
        ("x\ud800y", "x\ufffdy"),
        ("Cafe\u0301", "Café"),
        ("a" + "\u0301\u0323" * 20_000, "ạ" + "\u0323" * 14 + "\u0301" * 15),
        ("\n\n a  \t\n \nb\n\n\n\nc \n", "a\n\nb\n\nc"),
        ("gov-\nernment", "gov-\nernment"),
    ],
)
def test_normalise(raw, clean):
    assert normalise(raw) == clean


@given(st.text(st.one_of(st.characters(), st.sampled_from("\r\n \u200b\u200d\u212a\u0301e\xad\ud800"))))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    once.encode()


JSON_PIECES = st.sampled_from(
    [b'{"id": "1", "text": "a"}\n', b'{"text": "\\ud800"}', b"[1]", b"{", b"\n", b"\xff"]
)
START = st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", b"<p>", b"---\n"])
MIXED = st.one_of(st.binary(max_size=300), st.lists(JSON_PIECES).map(b"".join), st.text().map(str.encode))


@given(content=MIXED, suffix=st.sampled_from(SUFFIXES), start=START)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_bytes_are_read_or_become_a_failure(tmp_path, content, suffix, start):
    (tmp_path / "good.txt").write_text(STORY)
    odd = tmp_path / f"odd{suffix}"
    odd.write_bytes(start + content)
    documents, failures = read_documents([tmp_path / "good.txt", odd])
    for document in documents:
        document.text.encode()
        assert document.text.strip()
        assert all(0 <= f.start < f.end <= len(document.text) for f in document.frame)
    if len(documents) == 1 and content.strip() and suffix not in (".jsonl", ".ndjson"):
        assert len(failures) == 1


@pytest.mark.parametrize(
    "piece",
    ["x" * 50 + " (Reporting by / via : photo " + " " * 500, "A", "A.", "AB ", "A/", "(", "a\u0301\u0323"],
)
def test_a_large_line_is_read_in_linear_time(tmp_path, piece):
    size = 3_000_000  # a second for a rule that takes quadratic time at 20,000 characters
    assert len(read_one(tmp_path, "a.txt", piece * (size // len(piece))).text) > size / 2


# ---- formats --------------------------------------------------------------------------------


def test_json_lines(tmp_path):
    lines = [
        {
            "id": "a",
            "text": "One\r\n two \ud800.",
            "title": "T",
            "date": "Sep 3, 2025",
            "source": "https://www.x.org/1",
        },
        {"id": 2, "text": STORY, "source": "The Daily"},
        {"text": LONG_STORY},
    ]
    (tmp_path / "d.jsonl").write_text("\n\n".join(json.dumps(line) for line in lines))
    documents, failures = read_documents([tmp_path])
    where = f"{tmp_path.name}/d.jsonl"
    assert failures == []
    assert [(d.name, d.source, d.outlet, d.date) for d in documents] == [
        ("2", "The Daily", "The Daily", None),
        (f"{where}:5", f"{where}:5", None, None),
        ("a", "https://www.x.org/1", "x.org", "2025-09-03"),
    ]
    assert documents[2].text == "One\r\n two \ufffd."
    assert documents[2].title == "T"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('["text"]', "no JSON object"),
        ('{"id": "x"}', 'no "text"'),
        ('{"id": "x", "text": 3}', 'no "text"'),
        ('{"id": "x", "text": " "}', "empty"),
        ('{"id": ["x"], "text": "a"}', '"id"'),
        ('{"id": "good", "text": "another"}', "of line 1; ids must differ"),
        (b'{"id": "x", "text": "\xff"}', "not valid UTF-8"),
    ],
)
def test_a_broken_json_line_is_named_and_the_rest_go_on(tmp_path, line, message):
    raw = line if isinstance(line, bytes) else line.encode()
    good = [json.dumps({"id": i, "text": STORY}).encode() for i in ("good", "last")]
    (tmp_path / "d.jsonl").write_bytes(b"\n".join([good[0], raw, good[1], good[1]]))
    documents, (failure,) = read_documents([tmp_path])
    assert sorted(d.name for d in documents) == ["good", "last"]
    assert failure.source == f"{tmp_path.name}/d.jsonl:2"
    assert message in failure.message


def test_front_matter(tmp_path):
    matter = 'date: 2025-09-03\ntitle: "A: title"\nurl: http://www.x.org/a\nauthors: [Ju-min Park, Tim Kelly]'
    document = read_one(tmp_path, "a.md", f"---\n{matter}\n---\n\n# H\n\n{STORY}")
    assert (document.title, document.date, document.outlet) == ("A: title", "2025-09-03", "x.org")
    assert document.authors == ("Ju-min Park", "Tim Kelly")
    assert document.text == f"# H\n\n{STORY}"


PAGE = """<html><head><title>How united is the alliance? | Fakti</title>
<meta property="og:site_name" content="Fakti"><meta name="author" content="Antoni Slodkowski">
<meta property="article:published_time" content="2025-09-27T04:01:00+03:00"></head>
<body><nav><a href="/">Home</a></nav>
<article><h1>How united is the alliance?</h1><p>{0}</p><p>{1}</p></article></body></html>"""


def test_html(tmp_path):
    document = read_one(tmp_path, "a.html", PAGE.format(STORY, LONG_STORY))
    assert (document.date, document.outlet) == ("2025-09-27", "Fakti")
    assert document.title.startswith("How united is the alliance?")
    assert document.authors == ("Antoni Slodkowski",)
    assert f"{STORY}\n\n{LONG_STORY}" in document.text
    again = read_one(tmp_path, "a.html", PAGE.format(STORY, LONG_STORY))
    assert again == document


def test_html_with_a_declared_encoding(tmp_path):
    page = PAGE.format("Wałęsa met Havel in Gdańsk, the Polish newspaper reported on Tuesday.", LONG_STORY)
    page = page.replace("<head>", '<head><meta charset="iso-8859-2">')
    assert "Wałęsa met Havel in Gdańsk" in read_one(tmp_path, "a.htm", page.encode("iso8859_2")).text


# ---- dates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-09-03", "2025-09-03"), ("2025-09-03T23:30:00-05:00", "2025-09-03"), ("2025-09", "2025-09"),
        ("2025", "2025"), ("September 2025", "2025-09"), ("Sep 27, 2025 04:01", "2025-09-27"),
        ("3rd of September, 2025", "2025-09-03"), ("Wed, 03 Sep 2025 10:00:00 GMT", "2025-09-03"),
        ("27/09/2025", "2025-09-27"), ("09/27/2025", "2025-09-27"), ("3-Sep-2025", "2025-09-03"),
        ("03/04/2025", None), ("2025-02-30", None), ("today", None), ("3 hours ago", None), ("Sep 27", None),
        ("last Friday", None), ("", None), ("2025-13", None), ("20:25", None),
    ],
)  # fmt: skip
def test_dates(written, iso):
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Sep 27, 2025 04:01 641", "2025-09-27"), ("September 3, 2025", "2025-09-03"),
        ("Friday, July 21, 2017", "2017-07-21"), ("3 September 2025", "2025-09-03"),
        ("2025-09-03", "2025-09-03"), ("2025-09-03T10:00:00Z", "2025-09-03"),
        ("Published: September 3, 2025 at 10:15 AM EDT", "2025-09-03"),
        ("Thu 4 Sep 2025 10.15 BST", "2025-09-04"), ("Updated 3:04 PM, Sept. 3, 2025", "2025-09-03"),
        ("By Tim Kelly | September 3, 2025", "2025-09-03"), ("03/04/2025", None),
        ("The parade of September 3, 2025 in pictures", None), ("September 3", None),
    ],
)  # fmt: skip
def test_date_lines(line, date):
    assert read_article(f"A headline of some words\n\n{line}\n\n{LONG_STORY}").date == date


def test_the_first_publication_counts():
    text = f"A headline of some words\n\nUpdated: Sept. 4, 2025\n\nPublished: Sept. 3, 2025\n\n{LONG_STORY}"
    assert read_article(text).date == "2025-09-03"


# ---- the frame ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("BEIJING/SEOUL/WASHINGTON (Reuters) -", "Reuters"), ("MOSCOW, March 3 (AP) —", "AP"),
        ("KABUL, Afghanistan —", None), ("WASHINGTON, Sept 3 (Reuters) -", "Reuters"),
        ("BEIJING, Sept. 3 (Xinhua) --", "Xinhua"), ("Paris, Sept. 3, 2025 (AFP) –", "AFP"),
        ("MOSCOW, September 3. /TASS/.", "TASS"), ("UNITED NATIONS —", None), ("BEIJING -", None),
        ("ST. PETERSBURG, Fla. (AP) —", "AP"), ("Berlin (dpa) -", "DPA"), ("(Reuters) -", "Reuters"),
        ("Sept 3 (Reuters) -", "Reuters"), ("NEW YORK (AP) —", "AP"), ("KYIV, Ukraine (AP) —", "AP"),
        ("JERUSALEM and CAIRO (Reuters) -", "Reuters"), ("SEOUL, South Korea --", None),
    ],
)  # fmt: skip
def test_datelines(dateline, outlet):
    text = f"{dateline} {LONG_STORY}"
    assert framed(text) == [("dateline", dateline)]
    assert read_article(text).outlet == outlet


@pytest.mark.parametrize(
    "start",
    ["UPDATE -", "NATO - Its", "NEWS -", "The Kremlin (TASS) said -", "Reuters reports,", "US-backed"],
)
def test_what_is_no_dateline(start):
    assert framed(f"{start} {LONG_STORY}") == []


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("By Antoni Slodkowski, Ju-min Park and David Brunnstrom",
         ("Antoni Slodkowski", "Ju-min Park", "David Brunnstrom"), None),
        ("BY TIM KELLY", ("Tim Kelly",), None),
        ("By Tim Kelly and Josh Smith, Associated Press", ("Tim Kelly", "Josh Smith"), "AP"),
        ("By TIM KELLY in Tokyo", ("Tim Kelly",), None), ("By Reuters Staff", (), "Reuters"),
        ("By AFP", (), "AFP"),
        ("Tim Kelly, Reuters", ("Tim Kelly",), "Reuters"), ("Written by Tim Kelly", ("Tim Kelly",), None),
        ("By Tim Kelly | Reuters | September 3, 2025", ("Tim Kelly",), "Reuters"),
        ("By Tim Kelly, Senior Correspondent", ("Tim Kelly",), None),
    ],
)  # fmt: skip
def test_bylines(line, authors, outlet):
    text = f"A headline of some words\n\n{line}\n\n{LONG_STORY}"
    article = read_article(text)
    assert framed(text) == [("byline", line)]
    assert (article.title, article.authors, article.outlet) == ("A headline of some words", authors, outlet)


@pytest.mark.parametrize("line", ["By the Sea of Galilee", "By 2030, China", "By accusing China and India"])
def test_what_is_no_byline(line):
    assert framed(f"A headline of some words\n\n{line}\n\n{LONG_STORY}") == []


@pytest.mark.parametrize(
    ("line", "frames"),
    [
        (f"{STORY} KCNA via REUTERS/File Photo", ["KCNA via REUTERS/File Photo"]),
        (f"FILE PHOTO: {STORY} REUTERS/Tim Kelly", ["FILE PHOTO:", "REUTERS/Tim Kelly"]),
        (f"FILE - {STORY} (AP Photo/Tim Kelly, File)", ["FILE -", "(AP Photo/Tim Kelly, File)"]),
        (f"{STORY} [Tim Kelly/Reuters]", ["[Tim Kelly/Reuters]"]),
        (f"{STORY} Photograph: Tim Kelly/Reuters", ["Photograph: Tim Kelly/Reuters"]),
        (f"{STORY} AFP via Getty Images", ["AFP via Getty Images"]),
        (f"{STORY} Sputnik/Tim Kelly/Pool via REUTERS", ["Sputnik/Tim Kelly/Pool via REUTERS"]),
        ("The parade in Beijing Image: United States Navy.", ["Image: United States Navy."]),
        ("Image: Tim Kelly", ["Image: Tim Kelly"]),
        (f"{STORY} It was shown on RT/Sputnik channels.", []),
        ("The talks ended with one demand: peace.", []),
        (f"{STORY} He told Reuters.", []),
    ],
)
def test_credits(line, frames):
    text = f"{LONG_STORY}\n\n{line}\n\n{LONG_STORY}"
    assert framed(text) == [("credit", frame) for frame in frames]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("(Reporting by Tim Kelly in Tokyo, Josh Smith and Ju-min Park in Seoul; Editing by John Geddie)",
         ("Tim Kelly", "Josh Smith", "Ju-min Park")),
        ("(Reporting by Tim Kelly\nin Tokyo; Writing by John Geddie)", ("Tim Kelly", "John Geddie")),
        ("Additional reporting by Tim Kelly; Editing by John Geddie", ("Tim Kelly",)),
        ("© 2025 The Associated Press. All rights reserved.", ()), ("Copyright 2025 AFP", ()), ("AFP", ()),
        ("- dpa", ()), ("bur-tk/js", ()), ("Read more: How united is the alliance?", ()), ("Share", ()),
        ("Associated Press writer Tim Kelly in Tokyo contributed to this report.", ()),
        ("We use cookies to improve your experience.", ()), ("Sign up for our morning briefing", ()),
        ("The views expressed in this article do not necessarily reflect those of the newspaper.", ()),
        ("Source: Reuters", ()), ("Our Standards: The Thomson Reuters Trust Principles.", ()),
    ],
)  # fmt: skip
def test_footers(line, authors):
    text = f"{LONG_STORY}\n\n{line}"
    assert framed(text) == [("footer", line)]
    assert read_article(text).authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.", "THE TRUMP FACTOR", "According to reporting by the newspaper, talks go on.",
        "The agency said in its newsletter that talks go on.", "Home prices rose.",
        "Copyright law was changed.",
    ],
)  # fmt: skip
def test_story_lines_are_no_frame(line):
    assert framed(f"{LONG_STORY}\n\n{line}\n\n{LONG_STORY}\n\n{line}") == []


def test_a_footer_at_the_end_of_the_last_paragraph():
    note = "(Reporting by Tim Kelly; Editing by John Geddie)"
    assert framed(f"{LONG_STORY} {note}") == [("footer", note)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Xi hosts talks in Beijing\n\n{LONG_STORY}", "Xi hosts talks in Beijing"),
        (f"Who won in Beijing?\n{LONG_STORY}", "Who won in Beijing?"),
        (f"Home > World\n\nXi hosts talks\n\nBy Tim Kelly\n\n{LONG_STORY}", "Xi hosts talks"),
        (f"Xi hosts talks in Beijing Friday, July 21, 2017\n\n{LONG_STORY}", "Xi hosts talks in Beijing"),
        (f"Politics | China\n\nXi hosts talks\nSource: Xinhua\n\n{LONG_STORY}", "Xi hosts talks"),
        (f"{STORY}\n\n{LONG_STORY}", None),
        ("Xi hosts talks in Beijing", None),
    ],
)
def test_titles(text, title):
    assert read_article(text).title == title


@given(st.text(st.sampled_from("AaB .,:;()/-—\n19©|“@via REUTERSby")))
def test_frames_of_any_text_are_sorted_ranges(text):
    framed(text)


def test_unreadable_names_no_file():
    with pytest.raises(UnreadableError, match=r"^looks like"):
        decode(b"%PDF-1.7")


def test_hard_wrapped_and_crlf_articles_have_the_same_frame():
    text = (SEEDS / "001_8d2443304ec97cd1.txt").read_text()
    expected = [(kind, " ".join(frame.split())) for kind, frame in framed(text)]
    wrapped = "\n\n".join(fill(paragraph, 72) for paragraph in text.split("\n\n"))
    for variant in (wrapped, text.replace("\n\n", "\n"), text.replace("\n", "\r\n")):
        assert [(kind, " ".join(frame.split())) for kind, frame in framed(variant)] == expected


def test_an_agency_line_above_the_story_is_header():
    text = f"Xi hosts talks in Beijing\n\nBy TIM KELLY\nAssociated Press\n\n{LONG_STORY}"
    assert framed(text) == [("byline", "By TIM KELLY"), ("header", "Associated Press")]
    assert read_article(text).outlet == "AP"


def test_a_json_line_names_its_outlet(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        {
            "id": 1,
            "text": "Xi Jinping met Vladimir Putin.",
            "outlet": "The Daily",
            "source": "https://x.org/1",
        },
        {"id": 2, "text": "Kim Jong Un visited Moscow.", "outlet": 7.5},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    documents, failures = read_documents([path])
    assert [d.outlet for d in documents] == ["The Daily", None]
    assert documents[0].source == "https://x.org/1"
    assert not failures
