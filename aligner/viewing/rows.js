// What the report and the review page share: the rows of a long list, and marked text.
// All text goes into the page as text nodes, never as markup.

/** An element with classes, attributes and children (strings become text). */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * Rows that are drawn when they come near the view, in groups.
 *
 * `show(items)` replaces the list; a group whose items are the same objects as before is
 * left alone. `draw(item, place)` makes a row, `placed(row, place)` is told where a row is now.
 * Groups that are out of sight keep their height; the first is always drawn.
 */
export class Rows {
  constructor(box, draw, { size = 30, height = 84, placed = () => {} } = {}) {
    this.box = box;
    this.draw = draw;
    this.placed = placed;
    this.size = size;
    this.height = height;
    this.items = [];
    this.groups = [];
    this.observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        entry.target.near = entry.isIntersecting;
        if (entry.isIntersecting) this.fill(entry.target);
        else this.empty(entry.target);
      }
    }, { rootMargin: "1200px 0px" });
  }

  show(items) {
    this.items = items;
    const count = Math.ceil(items.length / this.size);
    while (this.groups.length > count) {
      const group = this.groups.pop();
      this.observer.unobserve(group);
      group.remove();
    }
    for (let number = 0; number < count; number += 1) {
      const some = items.slice(number * this.size, (number + 1) * this.size);
      let group = this.groups[number];
      if (!group) {
        group = element("div", { class: "rows" });
        group.style.minHeight = `${some.length * this.height}px`;
        group.first = number * this.size;
        group.some = some;
        this.groups.push(group);
        this.box.append(group);
        this.observer.observe(group);
      } else if (some.length !== group.some.length || some.some((item, at) => item !== group.some[at])) {
        this.change(group, some);
      }
    }
    // A list is never without rows, for those who do not see it.
    if (count) this.fill(this.groups[0]);
  }

  /** Draw again what has changed in a group, row by row. */
  change(group, some) {
    const old = group.some;
    group.some = some;
    if (!group.filled) {
      // Setting the same height again would have the browser lay out all groups anew.
      if (some.length !== old.length) group.style.minHeight = `${some.length * this.height}px`;
      return;
    }
    const rows = new Map(old.map((item, at) => [item, group.children[at]]));
    const kept = new Set(some);
    for (const item of old) if (!kept.has(item)) rows.get(item).remove();
    some.forEach((item, at) => {
      const row = rows.get(item) ?? this.draw(item, group.first + at);
      if (rows.has(item)) this.placed(row, group.first + at);
      if (group.children[at] !== row) group.insertBefore(row, group.children[at] ?? null);
    });
  }

  fill(group) {
    if (group.filled) return;
    group.filled = true;
    group.append(...group.some.map((item, at) => this.draw(item, group.first + at)));
    group.style.minHeight = "";
  }

  empty(group) {
    if (!group.filled || group === this.groups[0] || group.contains(document.activeElement) || this.whole) return;
    group.style.minHeight = `${group.offsetHeight}px`;
    group.filled = false;
    group.replaceChildren();
  }

  /** The row of the item at a place of the list, drawn if it was not; null if there is none. */
  row(place) {
    const group = this.groups[Math.floor(place / this.size)];
    if (!group) return null;
    this.fill(group);
    return group.children[place - group.first] ?? null;
  }

  /** The row of a place if it is drawn. */
  drawn(place) {
    const group = this.groups[Math.floor(place / this.size)];
    return group?.filled ? group.children[place - group.first] : null;
  }

  /** Draw everything and keep it, for paper. */
  fillAll() {
    this.whole = true;
    this.groups.forEach((group) => this.fill(group));
  }
}

/** The text as an array of code points, in which the places of findings count. */
function points(text) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
}

function piece(some, start, end) {
  const part = some.slice(start, end);
  return typeof part === "string" ? part : part.join("");
}

/**
 * The text as nodes, with marks where findings have their spans.
 *
 * `marks` are {start, end, kind, title}; where they overlap the piece is marked for
 * the first of them, and its title tells of all.
 */
export function marked(text, marks) {
  if (!marks.length) return [document.createTextNode(text)];
  const some = points(text);
  const edges = new Set([0, some.length]);
  const inside = marks.map((mark) => ({
    ...mark,
    start: Math.max(0, Math.min(mark.start, some.length)),
    end: Math.max(0, Math.min(mark.end, some.length)),
  }));
  for (const mark of inside) edges.add(mark.start).add(mark.end);
  const cuts = [...edges].sort((a, b) => a - b);
  const nodes = [];
  const made = (mark, content, extra) =>
    element("mark", { class: `${mark.kind}${extra}`, title: mark.title, "data-finding": mark.finding }, content);
  cuts.forEach((start, at) => {
    for (const mark of inside.filter((each) => each.start === start && each.end === start)) {
      nodes.push(made(mark, "", " point"));
    }
    const end = cuts[at + 1];
    if (end === undefined) return;
    const content = piece(some, start, end);
    const over = inside.filter((mark) => mark.start <= start && end <= mark.end && mark.start < mark.end);
    if (!over.length) nodes.push(document.createTextNode(content));
    else nodes.push(made({ ...over[0], title: over.map((mark) => mark.title).filter(Boolean).join("\n") || null }, content, ""));
  });
  return nodes;
}

/** A text as it can be seen: what is nothing but blanks by their names. */
export function visible(text) {
  if (!/^[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+$/.test(text)) return text;
  return Array.from(text, (one) => (one === " " ? "␣" : `U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`)).join(" ");
}

/** A confidence in words, dots and number; null where there is none. */
export function confidenceSign(value) {
  if (value === null || value === undefined) {
    return element("span", { class: "confidence", title: "no confidence is known" }, "–");
  }
  const level = value >= 0.9 ? "high" : value >= 0.5 ? "middling" : "low";
  const dots = { high: "●●●", middling: "●●○", low: "●○○" }[level];
  return element(
    "span",
    { class: `confidence ${level}`, title: `right with a probability of ${value.toFixed(4)}` },
    element("span", { class: "dots", "aria-hidden": "true" }, dots),
    ` ${percent(value)}`,
  );
}

/** A share as text that never rounds up to certainty: 0.9996 is 99.9 %. */
export function percent(value) {
  if (value >= 1) return "100 %";
  return `${value > 0.99 ? (Math.floor(value * 1000) / 10).toFixed(1) : Math.floor(value * 100)} %`;
}
