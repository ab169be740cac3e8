"use strict";
/* Pins: the entities that are shown and named whatever the filters say, and those that the reader has put off the map.

   filter.js follows both; of an entity only one is true. */

const Pins = (() => {
  const MOST = 60;  // of either in the address, the last; more, and programs cut the link
  const MOST_CHIPS = 8;  // of either; more are one chip
  const pinned = new Set(), away = new Set();  // in the order in which they were asked for

  function change(list, other, entity, yes) {
    list.delete(entity);
    if (!yes) return;
    other.delete(entity);
    list.add(entity);
  }

  /** [words, what undoes it] of each. */
  function chips() {
    const of = (list, one, several) => (list.size > MOST_CHIPS ? [[several(list.size), () => list.clear()]]
      : [...list].map((entity) => [`${one} ${entity.name}`, () => list.delete(entity)]));
    return [...of(pinned, "pinned", (n) => `${n} pinned`), ...of(away, "without", (n) => `${n} put off the map`)];
  }

  const toAddress = () => [...[...pinned].slice(-MOST).map((one) => ["pin", one.id]),
    ...[...away].slice(-MOST).map((one) => ["hide", one.id])];

  function fromAddress(read) {
    pinned.clear();
    away.clear();
    const named = (key) => read.getAll(key).slice(0, MOST).map((id) => Data.byId.get(id)).filter(Boolean);
    for (const entity of named("pin")) change(pinned, away, entity, true);
    for (const entity of named("hide")) change(away, pinned, entity, true);
  }

  return {
    pinned: () => [...pinned],
    isPinned: (entity) => pinned.has(entity),
    isAway: (entity) => away.has(entity),
    pin: (entity, yes) => change(pinned, away, entity, yes),
    hide: (entity) => change(away, pinned, entity, true),
    reveal: (entity) => away.delete(entity),
    clear: () => { pinned.clear(); away.clear(); },
    chips, toAddress, fromAddress,
  };
})();
