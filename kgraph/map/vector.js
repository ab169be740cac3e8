"use strict";
/* Vector: a picture as SVG.  It takes what a canvas takes, so that vis-network and paint.js draw into it as they do on
   the screen; a name stays text, and is written by the browser's own serializer. */

const Vector = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  // What no XML file may hold: controls, two code points that are no letters, halves of a letter.
  const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  const plain = (text) => text.replace(NO_XML, "\ufffd");
  const short = (value) => String(Math.round(value * 100) / 100);

  class Canvas {
    #root; #path = ""; #dash = []; #matrix = [1, 0, 0, 1, 0, 0]; #kept = []; #name = null;

    constructor(width, height, title) {
      this.canvas = { width, height, clientWidth: width, clientHeight: height };
      this.#root = document.createElementNS(SVG, "svg");
      for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) this.#root.setAttribute(key, value);
      this.#add("title", {}, title).removeAttribute("transform");
      Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "400 10px sans-serif",
        lineJoin: "miter", lineCap: "butt", textAlign: "left", textBaseline: "alphabetic" });
    }

    #add(name, settings, text) {
      const made = document.createElementNS(SVG, name), identity = this.#matrix.join() === "1,0,0,1,0,0";
      if (!identity) made.setAttribute("transform", `matrix(${this.#matrix.map((part) => Math.round(part * 10000) / 10000).join(" ")})`);
      for (const [key, value] of Object.entries(settings)) made.setAttribute(key, value);
      if (this.globalAlpha < 1) made.setAttribute("opacity", this.globalAlpha);
      if (text !== undefined) made.textContent = plain(text);
      this.#root.append(made);
      return made;
    }

    save() { this.#kept.push([this.#matrix, this.#dash, { ...this }]); }

    restore() {
      if (!this.#kept.length) return;
      const [matrix, dash, own] = this.#kept.pop();
      [this.#matrix, this.#dash] = [matrix, dash];
      Object.assign(this, own);
    }

    setTransform(...matrix) { this.#matrix = matrix; }
    setLineDash(dash) { this.#dash = dash.some((part) => part > 0) ? dash : []; }
    getLineDash() { return this.#dash; }

    beginPath() { this.#path = ""; }
    closePath() { this.#path += "Z"; }
    moveTo(...at) { this.#line("M", at); }
    lineTo(...at) { this.#line(this.#path ? "L" : "M", at); }
    quadraticCurveTo(...at) { this.#line("Q", at); }
    bezierCurveTo(...at) { this.#line("C", at); }
    #line(letter, numbers) { this.#path += letter + numbers.map(short).join(" "); }

    rect(x, y, w, h) {
      this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h);
      this.closePath();
    }

    arc(x, y, r, start, end) {
      const point = (angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)], middle = (start + end) / 2;
      this.#line(this.#path ? "L" : "M", point(start));
      for (const to of [middle, end]) this.#path += `A${short(r)} ${short(r)} 0 0 ${end > start ? 1 : 0} ${point(to).map(short).join(" ")}`;
    }

    fill() { if (this.#path) this.#add("path", { d: this.#path, fill: this.fillStyle }); }

    stroke() {
      if (!this.#path) return;
      const dash = this.#dash.length ? { "stroke-dasharray": this.#dash.join(" ") } : {};
      this.#add("path", { d: this.#path, fill: "none", stroke: this.strokeStyle, "stroke-width": short(this.lineWidth), ...dash });
    }

    fillRect(x, y, w, h) { this.#add("rect", { x: short(x), y: short(y), width: short(w), height: short(h), fill: this.fillStyle }); }

    #text(text, x, y) {
      const [weight, size, ...family] = this.font.split(" ");
      return this.#add("text", { x: short(x), y: short(y), "font-weight": weight, "font-size": size, "font-family": family.join(" "),
        "dominant-baseline": this.textBaseline === "middle" ? "central" : "auto", "xml:space": "preserve" }, text);
    }

    /** The halo of a name; the name that is filled at the same place is the same text. */
    strokeText(text, x, y) {
      const made = this.#text(text, x, y);
      for (const [key, value] of Object.entries({ stroke: this.strokeStyle, "stroke-width": short(this.lineWidth), "stroke-linejoin": "round",
        "paint-order": "stroke", fill: "none" })) made.setAttribute(key, value);
      this.#name = [text, x, y, made];
    }

    fillText(text, x, y) {
      const [haloed, hx, hy, halo] = this.#name || [];
      const made = haloed === text && hx === x && hy === y ? halo : this.#text(text, x, y);
      made.setAttribute("fill", this.fillStyle);
      this.#name = null;
    }

    /** The file's text. */
    text() { return new XMLSerializer().serializeToString(this.#root); }
  }

  return { Canvas };
})();
