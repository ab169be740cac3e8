"use strict";
/* Dates: the days that an article's date may mean, and a scale of days, months or years for a histogram.

   A day is a whole number, 0 for 1 January 1970; the date "2025" covers every day of that year. */

const Dates = (() => {
  const MOST_BARS = 96;  // of a histogram; more are thinner than a finger, or two pixels
  const DAY = 86400000;

  /** The number of a day; `month` counts from 0 and may be 12, the next January. */
  const number = (year, month, day) => new Date(0).setUTCFullYear(year, month, day) / DAY;

  /** "2025-09-03", "2025-09" or "2025" as [first day, last day]; null of what is no such date. */
  function span(text) {
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text || "");
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
    if (month === null) return [number(year, 0, 1), number(year + 1, 0, 1) - 1];
    if (month < 1 || month > 12) return null;
    const first = number(year, month - 1, 1), last = number(year, month, 1) - 1;
    if (day === null) return [first, last];
    return day >= 1 && first + day - 1 <= last ? [first + day - 1, first + day - 1] : null;
  }

  const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  /** Where the bars of a histogram from one day to another begin, and the day after the last; and their unit. */
  function scale(first, last) {
    const [year, month] = iso(first).split("-").map(Number), [lastYear, lastMonth] = iso(last).split("-").map(Number);
    const months = (lastYear - year) * 12 + lastMonth - month + 1, years = lastYear - year + 1;
    const row = (n, start) => Array.from({ length: n + 1 }, (_, at) => start(at));
    if (last - first < MOST_BARS) return { unit: "day", edges: row(last - first + 1, (at) => first + at) };
    if (months <= MOST_BARS) return { unit: "month", edges: row(months, (at) => number(year, month - 1 + at, 1)) };
    const step = Math.ceil(years / MOST_BARS);
    return { unit: step > 1 ? `${step} years` : "year", edges: row(Math.ceil(years / step), (at) => number(year + step * at, 0, 1)) };
  }

  /** The bar in which a day lies. */
  function place(edges, day) {
    let low = 0, high = edges.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (edges[middle] <= day) low = middle; else high = middle - 1;
    }
    return low;
  }

  return { span, iso, scale, place };
})();
