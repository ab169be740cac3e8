"use strict";
/* Search: names found as they are typed, led by the arrows; and the other end of a way, when one is asked for. */

const Search = (() => {
  const { el, icon, said, plural } = Elements;
  const search = document.getElementById("search"), results = document.getElementById("results");
  const status = document.getElementById("status");
  let go = null;

  let active = -1, options = [];
  let entered = false;  // whether the pointer has just brought the focus; a further click puts the caret

  function find() {
    const found = Data.search(search.value, 12);
    found.push(...Communities.search(search.value, 12 - found.length));
    options = found.map(({ entity, alias, rest, member }, at) => el("li", { role: "option", id: `result-${at}`, "aria-selected": "false",
      mousedown: (event) => { event.preventDefault(); pick(found[at]); } },
    icon((entity || member).type),
    el("span", { class: "names" }, said((entity || member).name), alias && el("small", null, said(alias)),
      rest && el("small", null, "not on the map one by one")),
    el("span", { class: "count" }, Data.typeName((entity || member).type))));
    options.forEach((option, at) => { option.found = found[at]; });
    const asked = search.value.trim() !== "";
    const none = el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No name like this");
    results.replaceChildren(...(options.length || !asked ? options : [none]));
    results.hidden = !asked;
    search.setAttribute("aria-expanded", String(asked));
    mark(options.length ? 0 : -1);
    if (asked) status.textContent = plural(options.length, "result");
  }

  function mark(at) {
    active = at;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) search.removeAttribute("aria-activedescendant");
    else {
      search.setAttribute("aria-activedescendant", `result-${at}`);
      options[at].scrollIntoView({ block: "nearest" });
    }
  }

  function closeResults() {
    results.hidden = true;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  }

  function pick({ entity, rest, member }) {
    search.value = (entity || member).name.slice(0, 200);
    closeResults();
    if (rest) go({ rest }, "search");
    else go(start && start !== entity ? { from: start, to: entity } : { entity }, "search");
  }

  let start = null;  // where the way begins whose end the search is asked for
  const usual = search.placeholder;

  /** Makes the search ask for the other end of a way from the entity; of null, for an entity again. */
  function wayFrom(entity) {
    start = entity;
    search.placeholder = entity ? `From ${entity.name.slice(0, 60)} to …` : usual;
    if (!entity) return;
    search.value = "";
    search.focus();
    status.textContent = `Choose the other end of the way from ${entity.name}`;
  }

  function searchKey(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      if (results.hidden) find(); else mark((active + steps[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" && !results.hidden && active >= 0) {
      event.preventDefault();
      pick(options[active].found);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!results.hidden) closeResults();
      else if (search.value) search.value = "";
      else if (start) wayFrom(null);
      else go({}, "panel");
    }
  }

  return {
    wayFrom,
    focus: () => { search.focus(); search.select(); },  // what was found before gives way to what is typed
    disable: () => { search.disabled = true; },
    start: (open) => {
      go = open;
      search.addEventListener("input", find);
      search.addEventListener("keydown", searchKey);
      search.addEventListener("blur", closeResults);
      search.addEventListener("pointerdown", () => { entered = document.activeElement !== search; });
      search.addEventListener("click", () => { if (entered) search.select(); });
    },
  };
})();
