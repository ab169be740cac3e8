"use strict";
/* Places: where entities stand: where the layout has put them, or the reader. */

const Places = (() => {
  const MOST_LETTERS = 1500;  // of the address; of more than 2,000 in all some programs cut a link
  // Of the layout's own measure; a link that puts somebody farther off would make all the rest too small to be read.
  const FARTHEST = 3, LEAST_FAR = 1000;
  const far = Math.max(LEAST_FAR, FARTHEST * Data.entities.reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)), 0));
  const homes = new Map();  // of each that was moved its place by the layout, in the order of the last moves
  let upright = false;

  /** On an upright screen the picture, which is wider than high, is laid over its diagonal. */
  function standUp(yes) {
    upright = yes;
    if (yes) for (const one of [...Data.entities, ...Communities.rests]) [one.x, one.y] = [one.y, one.x];
  }

  /** A point of this picture in the one that lies, or the other way round. */
  const turned = ({ x, y }) => (upright ? { x: y, y: x } : { x, y });

  const near = (value) => Math.round(Math.max(-far, Math.min(far, value)));

  function put(entity, { x, y }) {
    const home = homes.get(entity) || { x: entity.x, y: entity.y };
    homes.delete(entity);
    if (Math.hypot(x - home.x, y - home.y) < 1) Object.assign(entity, home);
    else {
      homes.set(entity, home);
      Object.assign(entity, { x: near(x), y: near(y) });
    }
  }

  /** Puts all back, and returns them. */
  function home() {
    const all = [...homes.keys()];
    for (const one of all) Object.assign(one, homes.get(one));
    homes.clear();
    return all;
  }

  /** The moved in the order of their moves; the last, as far as the address has room for them. */
  function kept() {
    const found = [];
    let room = MOST_LETTERS;
    for (const one of [...homes.keys()].reverse()) {
      const text = [...(upright ? [one.y, one.x] : [one.x, one.y]), one.id].join("~");
      room -= encodeURIComponent(text).length + 4;
      if (room < 0) break;
      found.unshift(["at", text]);
    }
    return found;
  }

  /** Puts entities where the address says and all others back; returns those that it has moved. */
  function fromAddress(read) {
    const before = home();
    for (const text of read.getAll("at")) {
      const [, a, b, id] = /^(-?\d{1,5})~(-?\d{1,5})~(.+)$/s.exec(text) || [], entity = Data.byId.get(id);
      if (entity) put(entity, upright ? { x: Number(b), y: Number(a) } : { x: Number(a), y: Number(b) });
    }
    return [...new Set([...before, ...homes.keys()])];
  }

  const chips = () => (homes.size ? [[`${homes.size.toLocaleString("en")} moved`, () => Draw.place(home()), "put back"]] : []);

  return { standUp, turned, put, left: () => homes.size - kept().length, chips, toAddress: kept, fromAddress };
})();
