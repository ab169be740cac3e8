"use strict";
/* Elements: what the page is built of.  Every text of the documents reaches the page through
   `textContent`, as the children of `el`; there is no way here to write markup. */

const Elements = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const PAGE = 60;  // entries of a list that are shown at first
  const MOST = 500;  // that are added at once: 0.1 s here
  const FEW_MORE = 2;  // that take no more room than the button that would show them

  /** A new element; `settings` are attributes, or listeners where the value is a function. */
  function el(name, settings, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(settings || {})) {
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  }

  /** The parts with a dot between each two. */
  const dotted = (parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [" · ", part] : [part]));

  const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;

  /** A text of the documents, kept from turning the text around it (right-to-left, overrides). */
  const said = (text, name = "bdi") => el(name, { dir: "auto" }, text);

  const SHAPES = {
    PERSON: "M8 1.5a6.5 6.5 0 1 0 .01 0z", ORG: "M2.2 2.2h11.6v11.6H2.2z", GPE: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    LOC: "M1 2.5h14L8 15z", FAC: "M1 13.5h14L8 1z", PRODUCT: "M8 .5 15.5 8 8 15.5 .5 8z",
    EVENT: "M8 .6l2.3 4.9 5.3.6-3.9 3.6 1.050 5.2L8 12.3l-4.7 2.6 1.050-5.2L.4 6.1l5.3-.6z",
    WORK: "M3 1.5h6.5L13 5v9.5H3z", GROUP: "M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z",
  };

  /** The shape and colour that the map uses for a type. */
  function icon(type) {
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("viewBox", "0 0 16 16");
    drawn.setAttribute("class", "icon");
    drawn.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", Object.hasOwn(SHAPES, type) ? SHAPES[type] : SHAPES.PERSON);
    shape.style.fill = `var(--type-${Object.hasOwn(SHAPES, type) ? type : "GROUP"})`;
    drawn.append(shape);
    return drawn;
  }

  /** The line that the map uses for a relation. */
  function line(relation) {
    const drawn = el("span", { class: "line", "aria-hidden": "true" });
    const family = `var(--family-${Data.familySlot.get(relation.family)})`;
    drawn.style.borderTopColor = !relation.stated ? "var(--co)"
      : relation.polarity === "negative" ? "var(--denied)" : family;
    drawn.style.borderTopStyle = { claimed: "dotted", asserted: "solid" }[relation.modality] || "dashed";
    return drawn;
  }

  /** A list that shows its first entries, and the rest when asked: all of them, of thousands a part at a time. */
  function list(entries, draw, settings, first = PAGE) {
    const made = el("ul", settings);
    const more = el("button", { type: "button", class: "more", click: () => add(MOST) });
    let shown = 0;
    function add(n) {
      const before = shown;
      made.append(...entries.slice(shown, shown + n).map((entry) => el("li", null, draw(entry))));
      shown = Math.min(entries.length, shown + n);
      const left = entries.length - shown, count = (value) => value.toLocaleString("en");
      more.hidden = left === 0;
      more.textContent = left > MOST ? `Show ${count(MOST)} more of ${count(left)}` : `Show all ${count(entries.length)}`;
      if (before) made.children[before].querySelector("button, a")?.focus();
    }
    add(entries.length <= first + FEW_MORE ? entries.length : first);
    return [made, more.hidden ? null : more];
  }

  const wordsOf = (one) => one.getAttribute("aria-label") || one.textContent;

  /** Gives the focus, which was on an element that the box no longer holds, to its like there, or to the heading. */
  function refocus(box, held) {
    const like = [...box.querySelectorAll(held.tagName)].find((one) => wordsOf(one) === wordsOf(held));
    const found = like || box.querySelector("h2");
    if (!found) return;
    if (found.tagName === "H2") found.tabIndex = -1;
    found.focus();
  }

  /* ---- dates ------------------------------------------------------------------------------ */

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];

  /** "2025-09-03" as "3 September 2025"; what is no such date, as it is. */
  function day(date) {
    const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
    if (!found || (found[2] && !MONTHS[found[2] - 1])) return date || "";
    return [found[3] && String(Number(found[3])), found[2] && MONTHS[found[2] - 1], found[1]].filter(Boolean).join(" ");
  }

  const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };

  /** The time of a statement, which besides days may be a week, season, decade, century or an interval. */
  function when(time) {
    const [from, to] = (time || "").split("/");
    if (to !== undefined) {
      if (to === "..") return `since ${when(from)}`;
      return from === ".." ? `until ${when(to)}` : `${when(from)} – ${when(to)}`;
    }
    const part = /^(\d{4})-(?:W(\d\d)|(2[1-4]))$/.exec(from);
    if (part) return part[2] ? `week ${Number(part[2])} of ${part[1]}` : `${SEASONS[part[3]]} ${part[1]}`;
    if (/^\d{3}X$/.test(from)) return `${from.slice(0, 3)}0s`;
    return /^\d\dXX$/.test(from) ? `${from.slice(0, 2)}00s` : day(from);
  }

  /** Two dates as a range that says the month and the year once where they are the same. */
  function dateRange(first, last) {
    const from = day(first).split(" "), to = day(last).split(" ");
    if (!first || from.join() === to.join()) return from.join(" ");
    let shared = 0;
    while (from.length === to.length && from[from.length - 1 - shared] === to[to.length - 1 - shared]) shared++;
    return `${from.slice(0, from.length - shared).join(" ")} – ${to.join(" ")}`;
  }

  return { el, dotted, plural, said, icon, line, list, refocus, day, when, dateRange };
})();
