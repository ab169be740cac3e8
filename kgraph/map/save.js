"use strict";
/* Save: what leaves the page, and only when asked: a picture, a table, a citation. */

const Save = (() => {
  const status = document.getElementById("status");

  function download(blob, name) {
    const link = Elements.el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    status.textContent = `${name} saved`;
  }

  const picture = () => Draw.picture().toBlob((blob) => download(blob, "map.png"), "image/png");

  const vector = () => download(new Blob([Draw.vector(document.title)], { type: "image/svg+xml" }), "map.svg");

  /** For print a copy of the picture, since the canvas has the screen's size and colours. */
  function toPaper() {
    document.querySelector(".printed")?.remove();
    Draw.onPaper(true);
    const copy = Draw.picture(), box = document.getElementById("canvas");
    box.style.setProperty("--width", `${box.clientWidth}px`);
    box.style.setProperty("--height", `${box.clientHeight}px`);
    copy.className = "printed";
    document.querySelector(".stage").prepend(copy);
  }

  function fromPaper() {
    document.querySelector(".printed")?.remove();
    Draw.onPaper(false);
  }

  /** A cell; what a spreadsheet would take for a formula is kept from it by an apostrophe. */
  function cell(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  const HEAD = ["subject", "relation", "object", "kind", "family", "polarity", "modality",
    "ended", "independent_sources", "sentence", "according_to", "article", "outlet", "date", "address", "copy"];

  /** Of each sentence of a relation, who says so by its words. */
  function sayersOf(relation) {
    const found = new Map();
    for (const { one: { sentence, source }, also } of Data.statements(relation)) {
      for (const place of source ? [sentence, ...also] : []) found.set(place, (found.get(place) || new Set()).add(source.text));
    }
    return found;
  }

  /** The relations that are shown, a line for each of their sentences from the outlets and dates chosen. */
  function lines() {
    const found = [HEAD];
    for (const one of Data.relations) {
      if (one.hidden) continue;
      const about = [one.subject.name, one.type, one.object.name, one.stated ? "stated" : "co-mention", one.family,
        one.polarity, one.modality, one.over ? "ended" : "", one.heard];
      const firsts = new Set(), sayers = sayersOf(one);
      for (const sentence of one.sentences) {
        const { text, first, document: { name, title, outlet, date, address, inside } } = sentence;
        if (!inside) continue;
        found.push([...about, text, [...sayers.get(sentence) || []].join("; "), title || name, outlet, date, address, firsts.has(first) ? "copy" : ""]);
        firsts.add(first);
      }
    }
    return found.map((line) => line.map(cell).join(",") + "\r\n");
  }

  // The mark at its beginning tells spreadsheets that the file is UTF-8.
  const table = () => Data.evidence().then(() => download(new Blob(["\ufeff", ...lines()], { type: "text/csv" }),
    "relations.csv"), Panel.unreadable);

  /** The sentence and where it stands, as one text for the clipboard. */
  function citation({ text, document: { name, title, outlet, date, address } }) {
    const source = [title || name, outlet, Elements.day(date), address].filter(Boolean).join(", ");
    const cited = `“${text.replace(/\s+/g, " ").trim()}” (${source})`;
    const done = () => { status.textContent = "Citation copied"; };
    if (navigator.clipboard) navigator.clipboard.writeText(cited).then(done, () => copyByHand(cited, done));
    else copyByHand(cited, done);
  }

  /** Where a browser gives a local file no clipboard. */
  function copyByHand(text, done) {
    const field = Elements.el("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    if (document.execCommand("copy")) done();
    field.remove();
    before?.focus();
  }

  return { picture, vector, table, citation, toPaper, fromPaper };
})();
