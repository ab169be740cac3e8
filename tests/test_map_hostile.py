"""The map in a real browser: hostile texts, hostile addresses, odd graphs.  Nothing runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial

import pytest
import test_map_browser as base
from map_graphs import seeds_graph

from kgraph.types import Argument, Document, Entity, Graph, Relation, Span, Statement

pytestmark = base.pytestmark
browser, opened, tags = base.browser, base.opened, base.tags

PAYLOADS = [
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "\"'><svg onload=window.__pwned=1>",
    "javascript:window.__pwned=1",
    "{{7*7}} ${7*7} ]]> <!--<script>",
    "line\u2028and\u2029paragraph",
    "\u202eright to left\u202c \u200bnothing\u200d\ufeff",
    "half \ud83d a letter",
    "long " * 2000,
    '" onmouseover="window.__pwned=1" x="',
    "</style></title><base href=https://evil.example/><link rel=stylesheet href=x>",
    "bell\x07 null\x00 escape\x1b[31m \ufffe",
    "__proto__",
    "constructor",
    "__proto__.polluted=1&no-type=PERSON#entity=x%00%ff",
]
HARMLESS = [
    "javascript:" if text.startswith("javascript:") else f"plain {at}" for at, text in enumerate(PAYLOADS)
]
FIELDS = [
    "id",
    "name",
    "alias",
    "type",
    "relation",
    "wording",
    "family",
    "evidence",
    "who",
    "relayer",
    "time",
    "title",
    "file",
    "url",
    "date",
    "outlet",
]


def hostile_graph(payloads, fields=FIELDS) -> Graph:
    """A ring of entities, of each payload one with a relation, with the payload in these fields."""

    def texts(field):
        return payloads if field in fields else [f"plain {field} {at}" for at in range(len(payloads))]

    def text(field, at):
        return texts(field)[at % len(payloads)]

    names = [f"{at:02} {one}" for at, one in enumerate(texts("name"))]
    keys = [f"{at:02} {one}" for at, one in enumerate(texts("id"))]
    documents, entities, relations = [], [], []
    for at, name in enumerate(names):
        of = partial(text, at=at)
        next_ = (at + 1) % len(names)
        words = f"{name} met {names[next_]} {of('evidence')}"
        one = Span(f"d{at}", 0, len(name))
        two = Span(f"d{at}", len(name) + 5, len(name) + 5 + len(names[next_]))
        url = of("url") if of("url").startswith("javascript:") else "https://news.example/" + of("url")
        title = None if "file" in fields else of("title")
        documents.append(Document(f"d{at}", of("file"), url, words, title, of("date"), of("outlet")))
        whole = Span(f"d{at}", 0, len(words))
        kind = of("type") if "type" in fields else "PERSON"
        entities.append(Entity(keys[at], name, kind, (name, of("alias")), (one,)))
        said = Statement(
            Argument(name, one),
            Argument("met"),
            Argument(names[next_], two),
            of("wording") + " again",
            whole,
            source=Argument(of("who")),
            time=of("time"),
            relayed_by=(Argument(of("relayer")),),
        )
        relations.append(
            Relation(keys[at], keys[next_], of("relation"), "stated", (whole,), (said,), family=of("family"))
        )
    order = sorted(relations, key=lambda r: (r.subject, r.object, r.kind, r.type))
    return Graph(tuple(sorted(entities, key=lambda e: e.id)), tuple(order), tuple(documents))


def written(text):
    """As the page has it: half a letter cannot be written."""
    return re.sub("[\ud800-\udfff]", "�", text)


# Opens everything that there is in a map, and gives how many elements of each kind there were, state by
# state, and which of the wanted texts stood whole in an element.
VISIT = """(wanted) => {
  const found = new Set(), counts = [];
  const look = () => {
    const count = Object.create(null);
    for (const one of document.querySelectorAll('*')) {
      count[one.tagName] = (count[one.tagName] || 0) + 1;
      if (!one.firstElementChild || one.tagName === 'BLOCKQUOTE') found.add(one.textContent);
    }
    counts.push(count);
  };
  const go = (hash) => {
    history.replaceState(null, '', '#' + hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
    look();
  };
  const search = document.getElementById('search');
  look();
  for (const one of Data.relations) go('relation=' + one.index);
  for (const one of Data.entities) {
    search.value = one.name;
    search.dispatchEvent(new Event('input'));
    look();
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    if (document.querySelector('#reading h2').textContent !== one.name) found.add(`not opened: ${one.name}`);
    look();
  }
  if (Data.families.length) go('family=' + encodeURIComponent(Data.families[0][0]));
  go('list=entities');
  go('list=relations');
  go('table=entities');
  go('table=relations&sort=3-down');
  go('');
  go(`from=${encodeURIComponent(Data.entities[0].id)}&to=${encodeURIComponent(Data.entities.at(-1).id)}`);
  go('');
  for (const key of document.querySelectorAll('.key')) {
    key.click();
    look();
    key.click();
  }
  for (const link of document.querySelectorAll('a[href]')) {
    if (!/^https:|^file:/.test(link.protocol)) found.add(`a link to ${link.protocol}`);
  }
  history.replaceState(null, '', location.pathname);
  return { counts, missing: wanted.filter((text) => !found.has(text)),
    wrong: [...found].filter((text) => /^not opened|^a link to/.test(text)),
    live: [window.__pwned, ({}).polluted, [...document.querySelectorAll('*')].flatMap((one) =>
      [...one.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name))] };
}"""


def wanted(graph, fields):
    """What must stand in the page somewhere, letter by letter."""
    found = []
    for document in graph.documents:
        found += [document.text, document.outlet, document.title or document.name]
    for entity in graph.entities:
        found += [entity.name, *entity.aliases, entity.type] if "type" in fields else [entity.name]
    for relation in graph.relations:
        said = relation.statements[0]
        found += [relation.type, relation.family, said.type, said.source.text, said.relayed_by[0].text]
    return sorted({written(text) for text in found if text})


@pytest.fixture(scope="module")
def benign():
    """The elements of each state of a map of harmless texts: read once."""
    return {}


# A few at a time, such as do not stand together, and all.
AT_A_TIME = [
    ["name"],
    ["id", "title"],
    ["alias", "outlet", "relation"],
    ["wording", "family", "date"],
    ["evidence", "time"],
    ["who", "relayer"],
    ["type", "file", "url"],
    FIELDS,
]


@pytest.mark.parametrize("fields", AT_A_TIME, ids=lambda fields: "-".join(fields[:3]))
def test_a_hostile_text_stands_in_the_page_as_it_is_and_adds_nothing(opened, benign, fields):
    graph = hostile_graph(PAYLOADS, fields)
    # A title takes the place of a file's name; many types have many keys.
    alike = hostile_graph(HARMLESS, fields)
    shape = "type" in fields
    if shape not in benign:
        benign[shape] = opened(alike).page.evaluate(VISIT, [])["counts"]
    page = opened(graph)
    seen = page.page.evaluate(VISIT, wanted(graph, fields))
    assert seen["missing"] == [] and seen["wrong"] == []
    assert seen["live"] == [None, None, []]
    for had, has in zip(benign[shape], seen["counts"], strict=True):
        assert has == had


def test_what_is_drawn_of_hostile_names_is_pointed_at_and_clicked(opened):
    graph = hostile_graph(PAYLOADS)
    page = opened(graph, PAYLOADS[1])
    assert page.page.title() == PAYLOADS[1]
    for entity in graph.entities[:6]:
        spot = page.page.evaluate("(id) => kgraph.whereIs(id)", written(entity.id))
        page.page.mouse.move(spot["x"], spot["y"])
        page.page.mouse.click(spot["x"], spot["y"])
        assert page.page.locator("#reading h2").text_content() == written(entity.name)
        page.page.keyboard.press("Escape")
        page.page.keyboard.press("0")
        page.settle()
    assert page.page.evaluate("window.__pwned") is None


@pytest.mark.parametrize("text", [PAYLOADS[1], " ".join([PAYLOADS[10], *PAYLOADS[2:7], PAYLOADS[9]])])
def test_a_hostile_title_and_record_are_text(opened, text):
    record = (("inputs", f'[["{text[:8]}", "00"]]'), (text, text), ("settings", text))
    graph = hostile_graph(["plain"] * 2)
    page = opened(Graph(graph.entities, graph.relations, graph.documents, manifest=record), text)
    assert page.page.locator("h1").text_content() == text
    page.page.locator(".record summary").click()
    page.until("document.querySelector('.record dl') !== null")
    told = page.page.locator(".record bdi").evaluate_all("all => all.map((one) => one.textContent)")
    assert told.count(text) == 3
    assert page.page.evaluate("window.__pwned") is None
    assert page.page.locator("img, svg:not(.icon), base, link, style ~ style").count() == 0


def test_texts_of_a_hundred_thousand_letters_are_read_and_leave_the_page_its_shape(opened):
    long = "endless" * 14_300
    graph = hostile_graph([long, "short", "plain"])
    page = opened(graph, long)
    page.page.keyboard.press("/")
    page.page.locator("#search").fill("00 endless")
    page.page.keyboard.press("Enter")
    page.until("document.querySelector('#reading h2').textContent.startsWith('00 endless')")
    assert page.page.locator("#reading h2").text_content() == f"00 {long}"
    at = next(at for at, r in enumerate(graph.relations) if r.type == long)
    page.page.goto(page.path.as_uri() + f"#relation={at}")
    page.until("document.querySelector('blockquote') !== null")
    assert page.page.locator("blockquote").first.text_content() == graph.documents[0].text
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.page.locator("#panel").bounding_box()["width"] == 384
    assert page.page.locator(".head").bounding_box()["height"] < 100
    assert page.page.locator("#legend").bounding_box()["height"] < 300


# ---- the whole path, where Python takes nothing for UTF-8

FILES = {
    'a"<img src=x onerror=alert(1)>.txt': "Mr. 王伟 met Zoë Müller in Paris, said </script><img src=x "
    "onerror=window.__pwned=1> there. <script>alert(1)</script>",
    "b\u202etxt.exe.txt": "Team 🙂 Rocket Ltd sued Zoë Müller in Paris; شركة الاتصالات praised her.",
    "王伟 {{7*7}}.html": "<html><head><title>&lt;svg onload=window.__pwned=1&gt; 王伟</title></head><body><p>"
    "Mr. 王伟 joined Team 🙂 Rocket Ltd in Paris, where Zoë Müller {{7*7}} met Mr. 王伟.</p></body></html>",
}


def test_a_folder_of_hostile_files_becomes_a_map_of_texts(browser, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "kgraph.cli", "build", folder, "-o", tmp_path / "out"],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in (tmp_path / "out").glob("[!.]*")) == [
        "graph.graphml",
        "kgraph.db",
        "map.html",
    ]
    page = base.Opened(browser, tmp_path / "out" / "map.html")
    for typed, name in (("zoe mull", "Zoë Müller"), ("王", "王伟"), ("🙂", "Team 🙂 Rocket Ltd")):
        page.page.locator("#search").fill(typed)
        page.page.keyboard.press("Enter")
        assert page.page.locator("#reading h2").text_content().endswith(name)
    seen = page.page.evaluate(VISIT, [])
    assert seen["wrong"] == [] and seen["live"] == [None, None, []]
    documents = page.page.evaluate("Data.documents.map((one) => [one.name, one.title])")
    assert ['news/a"<img src=x onerror=alert(1)>.txt', None] in documents
    assert ["news/王伟 {{7*7}}.html", "<svg onload=window.__pwned=1> 王伟"] in documents
    said = page.page.evaluate("Data.sentences.map((one) => one.text)")
    assert any("شركة الاتصالات praised her" in text for text in said)
    assert any("said </script><img src=x onerror=window.__pwned=1> there" in text for text in said)
    assert page.seen == []
    page.context.close()


def test_letters_of_all_scripts_are_shown_and_found(opened):
    names = ["王伟", "Zoë Łukasz", "محمد صلاح", "Ναταλία", "Ångström 🙂", "Đặng Thị Ngọc", "ᜀᜈᜌ"]
    whole = Span("d", 0, 5)
    entities = tuple(Entity(name, name, "PERSON", (name,), (whole,)) for name in sorted(names))
    ties = tuple(Relation("Zoë Łukasz", n, "met", "stated", (whole,)) for n in sorted(names) if n[0] != "Z")
    page = opened(Graph(entities, ties, (Document("d", "d.txt", "d.txt", "They met."),)))
    assert {box["text"] for box in page.page.evaluate("kgraph.boxes()")} >= set(names)
    for typed in ("王", "zoe lukasz", "محمد", "ναταλια", "angstrom 🙂", "DANG THI NGOC", "ᜈ"):
        page.page.locator("#search").fill(typed)
        assert page.page.locator("#results [role=option]").count() == 1, typed


# ---- hostile addresses

ADDRESSES = [
    "relation=",
    "relation=-1",
    "relation=1e999&relation=__proto__",
    "entity=__proto__&focus=constructor&steps=NaN",
    "family=<img src=x onerror=window.__pwned=1>",
    "family=never said by anybody",
    "list=__proto__&table=constructor&sort=99-down",
    "table=relations&sort=-1",
    "from=x&to=__proto__",
    "no-type=A%20text%20of%20somebody&no-outlet=x&outlet=y&no-__proto__=1",
    "least-sources=1e9&least-confidence=-Infinity",
    "least-sources=NaN&least-confidence=<b>",
    "since=0000-00-00&until=99999-01-01",
    "since=9999&until=0000",
    "community=-1&only=__proto__&rest=1e9&tie=x",
    "collapsed=constructor,-5,1e999,&community=0.5",
    "from=China&to=Russia&way=-3",
    "from=China&to=Russia&way=1e999",
    "at=NaN~Infinity~China&at=1~2~__proto__&pin=__proto__&pin=China&hide=somebody",
    "%E0%A4%A&%=%&&&==&\ud800",
    "no-type=PERSON&" * 1000,
    "&".join(f"no-type={at}" for at in range(5000)),
]


def test_a_hostile_address_breaks_nothing_and_puts_no_words_on_the_map(opened):
    page = opened(seeds_graph())
    before = tags(page)
    for address in ADDRESSES:
        page.page.evaluate("(hash) => { location.hash = hash; }", address)
        page.settle()
        assert page.page.evaluate("window.__pwned") is None
        assert "omebody" not in page.text("body") and "anybody" not in page.text("body"), address[:60]
        assert "1000000000" not in page.text("body")
        page.page.keyboard.press("Escape")
        page.page.evaluate("document.getElementById('show-all').click()")
        page.page.evaluate("document.querySelector('#as-table[aria-pressed=true]')?.click()")
        page.settle()
        assert page.page.evaluate("location.hash") == "", address[:60]
        assert page.text("#reading h2") == "Who is connected to whom"
        assert tags(page) == before, address[:60]


# ---- nothing is asked for, whatever is touched


# Presses whatever there is, in the panels, too, that this opens, until all has been pressed or enough was.
PRESS = """() => {
  const pressed = new Set(), name = (one) => one.id + (one.getAttribute('aria-label') || one.textContent);
  const all = () => [...document.querySelectorAll('button, summary, input, a[href^="#"]')];
  while (pressed.size < 160) {
    const one = all().find((each) => !pressed.has(name(each)));
    if (!one) break;
    pressed.add(name(one));
    if (one.type === 'range') one.value = one.max;
    if (one.tagName === 'INPUT') one.dispatchEvent(new Event('input', { bubbles: true }));
    one.click();
  }
  return pressed.size; }"""


def test_no_control_asks_another_host_for_anything(opened):
    page = opened(seeds_graph(), address="#no-outlet=Scoop")
    pressed = page.page.evaluate(PRESS)
    page.settle()
    assert pressed > 100
    assert len(page.context.pages) == 1 and page.page.url.startswith(page.path.as_uri())


def test_it_draws_where_there_is_no_webgl(opened, browser, tmp_path):
    page = opened(seeds_graph())
    found = page.page.evaluate("document.createElement('canvas').getContext('webgl2') !== null")
    page.context.close()
    started = browser.browser_type.launch(
        executable_path=base.CHROMIUM, args=[*base.FLAGS, "--disable-3d-apis"]
    )
    try:
        bare = base.Opened(started, page.path)
        assert bare.page.evaluate("document.createElement('canvas').getContext('webgl2')") is None, found
        assert bare.page.evaluate(base.INK) > 0.002
        assert bare.seen == []
    finally:
        started.close()


# ---- the policy


def test_the_policy_stops_what_a_script_would_add(opened):
    page = opened(seeds_graph())
    page.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.__pwned = 1';"
        " document.body.append(s); }"
    )
    assert (
        page.page.evaluate("fetch('https://example.org').then(() => 'got it', () => 'stopped')") == "stopped"
    )
    assert page.page.evaluate("window.__pwned") is None
    assert len(page.seen) >= 2 and all(
        "Content Security Policy" in text or "example.org" in text for text in page.seen
    )
    page.seen.clear()


# ---- odd graphs


def odd_graphs():
    doc = Document("d", "d.txt", "d.txt", "A and A met A.")

    def some(name, kind="PERSON"):
        return Entity(f"{name} ({kind})", name, kind, (name,), (Span("d", 0, 1),))

    def tie(subject, object_, kind="t"):
        return Relation(subject.id, object_.id, kind, "co-mention", (Span("d", 0, 14),))

    a, b = some("A"), some("A", "ORG")
    yield "one", Graph((a,), (), (doc,))
    yield "isolates", Graph((b, a), (), (doc,))
    yield "loop", Graph((a,), (tie(a, a),), (doc,))
    yield "same names", Graph((b, a), (tie(b, a),), (doc,))
    yield "parallel", Graph((b, a), tuple(tie(b, a, f"t{at:03}") for at in range(500)), (doc,))


@pytest.mark.parametrize(
    ("name", "graph"), tuple(odd_graphs()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_odd_graphs_open_and_can_be_read(opened, name, graph):
    page = opened(graph)
    page.page.locator("#search").fill("a")
    page.page.keyboard.press("Enter")
    assert page.text("#reading h2") == "A"
    if graph.relations:
        page.page.locator("#reading .relation").first.click()
        assert "A and A met A." in page.text()
    else:
        assert "No sentence connects it to another entity." in page.text()
    page.page.locator("#as-table").click()
    assert page.text("#table h2").startswith(f"{len(graph.relations)} relation")
    page.settle()


def test_an_empty_graph_says_so(opened):
    page = opened(Graph(documents=(Document("d", "d.txt", "d.txt", "x"),)))
    assert "No entities were found in 1 document." in page.text()
    assert page.page.locator("#search").is_disabled()
