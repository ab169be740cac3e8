"use strict";
/* Record: how the map was made, as a list that opens. */

const Record = (() => {
  const { el, said } = Elements;

  /** What made the graph: versions, settings, counts, and the articles with the hashes of their contents. */
  function record() {
    const made = el("details", { class: "record" }, el("summary", null, "How this map was made"));
    made.addEventListener("toggle", () => made.append(el("dl", null, Data.manifest.flatMap(([key, value]) =>
      [el("dt", null, said(key)), el("dd", null, ...recorded(value))]))), { once: true });
    return made;
  }

  /** The entries of a list in JSON, nothing of another text. */
  function listed(value) {
    try {
      const found = JSON.parse(value);
      return Array.isArray(found) ? found : null;
    } catch {
      return null;
    }
  }

  /** The value of a record; of a list one entry a line. */
  function recorded(value) {
    const entries = listed(value);
    if (!entries) return [said(value)];
    if (!entries.length) return ["none"];
    return [el("ul", null, entries.map((entry) => el("li", null, said([entry].flat().join("  ")))))];
  }

  return { record };
})();
