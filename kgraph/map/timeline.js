"use strict";
/* Timeline: a histogram of the evidence over the articles' dates, with two handles that bound it. */

const Timeline = (() => {
  const { el, plural, dateRange } = Elements;
  const BAR = 14, LEAST = 70, MOST = 240;  // pixels: the width of a bar, and of all; two bars are no grey wall
  let edges = [], bars = [], from = null, until = null, words = null, chart = null;

  /** The range of one bar, or of several, in words. */
  const range = (first, end) => dateRange(Dates.iso(edges[first]), Dates.iso(edges[end] - 1));

  /** The element; `changed(since, until)` hears of days or nulls, `done` that a handle was let go. */
  function make(scale, changed, done) {
    edges = scale.edges;
    const n = edges.length - 1;
    bars = Array.from({ length: n }, () => el("span", { class: "bar-of" }));
    chart = el("div", { class: "bars", role: "img" }, bars);
    words = el("span", { class: "span-words" });
    const moved = (own) => {
      if (own === from) from.value = Math.min(Number(from.value), Number(until.value) - 1);
      else until.value = Math.max(Number(until.value), Number(from.value) + 1);
      const first = Number(from.value), end = Number(until.value);
      changed(first === 0 ? null : edges[first], end === n ? null : edges[end] - 1);
    };
    const handle = (label) => {
      const made = el("input", { type: "range", min: 0, max: n, step: 1, "aria-label": label,
        input: () => moved(made), change: () => done() });
      return made;
    };
    from = handle("Evidence from this date on");
    until = handle("Evidence until this date");
    const line = el("div", { class: "timeline" }, chart, from, until);
    line.style.setProperty("--wide", `${Math.max(LEAST, Math.min(MOST, BAR * n))}px`);
    return el("div", { class: "time" }, line, words);
  }

  /** Shows the counts of sentences by bar, and where the handles stand. */
  function draw(counts, since, until_) {
    const n = bars.length, most = counts.reduce((a, b) => Math.max(a, b), 0);
    const first = since === null ? 0 : Dates.place(edges, since);
    const end = until_ === null ? n : Dates.place(edges, until_) + 1;
    bars.forEach((bar, at) => {
      bar.style.height = counts[at] ? `${Math.max(8, Math.round((counts[at] / most) * 100))}%` : "0";
      bar.classList.toggle("out", at < first || at >= end);
      bar.title = `${range(at, at + 1)}: ${plural(counts[at], "sentence")}`;
    });
    from.value = first;
    until.value = end;
    const [low, high] = [since === null ? edges[0] : since, until_ === null ? edges[n] - 1 : until_].map(Dates.iso);
    from.setAttribute("aria-valuetext", dateRange(low, low));
    until.setAttribute("aria-valuetext", dateRange(high, high));
    words.textContent = dateRange(low, high);
    const at = counts.indexOf(most);
    chart.setAttribute("aria-label", most ? `Sentences over time; most, ${most.toLocaleString("en")}, in ${range(at, at + 1)}`
      : "Sentences over time: none");
  }

  return { make, draw };
})();
