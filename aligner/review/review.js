// The review page: shows what the server holds, and asks it for every change.
import { Rows, confidenceSign, element, marked, visible } from "./rows.js";

const field = (id) => document.getElementById(id);
const help = field("help");

/** What is known: the server's rows in document order, and the revision that they are of. */
const known = { revision: -1, undo: false, redo: false, scoring: true, rules: {}, rows: [] };
/** What is looked at: the rows shown, the one that is current (by id), and its side. */
const view = { shown: [], current: null, side: "ko", order: null, editing: false };
let busy = Promise.resolve();

// --- Drawing -------------------------------------------------------------------------------

const isOpen = (finding) => !finding.dismissed;
const isAlone = (row) => !row.ko.length || !row.en.length;
const isUneven = (row) => row.ko.length !== 1 || row.en.length !== 1;
const needsConfirming = (row) => !row.confirmed && !row.page;

function level(row) {
  if (row.page || row.confidence === null) return "";
  return row.confidence >= 0.9 ? "is-high" : row.confidence >= 0.5 ? "is-middling" : "is-low";
}

function drawRow(row, place) {
  const confirmed = row.confirmed ? "confirmed, " : "";
  const open = row.findings.filter(isOpen).length;
  const box = element("article", {
    class: ["row", level(row), row.confirmed && "confirmed", row.page && "page", isAlone(row) && "alone"].filter(Boolean).join(" "),
    tabindex: "-1", "data-id": row.id, "aria-posinset": place + 1, "aria-setsize": view.shown.length,
    "aria-label": `Row ${place + 1}, ${row.ko.length} to ${row.en.length}, ${confirmed}${open} findings`,
  });
  box.append(
    element("div", { class: "number" }, `${place + 1}`,
      element("span", { class: isUneven(row) ? "type uneven" : "type" }, `${row.ko.length}–${row.en.length}`),
      row.confirmed ? element("span", { class: "tick" }, "✔", element("span", { class: "visually-hidden" }, " confirmed")) : null),
    drawCell(row, "ko"),
    drawCell(row, "en"),
    drawScore(row),
  );
  const told = row.findings.filter((each) => !(row.page && /^(B20|C60)/.test(each.code)));
  if (told.length) box.append(element("ul", { class: "findings" }, ...told.map((each) => drawFinding(row, each))));
  if (row.id === view.current) mark(box);
  return box;
}

function drawCell(row, side) {
  const cell = element("div", { class: "cell", "data-side": side });
  if (!row[side].length) {
    cell.append(element("span", { class: "nobody" }, side === "en" ? "not translated" : "no original"));
    return cell;
  }
  let start = 0;
  row[side].forEach((text, at) => {
    const length = Array.from(text).length;
    const marks = row.findings
      .filter((each) => isOpen(each) && each.side === side && each.span && !(isAlone(row) && /^(B20|C60)/.test(each.code)))
      .filter((each) => each.span[0] <= start + length && each.span[1] >= start)
      .map((each) => ({ start: each.span[0] - start, end: each.span[1] - start, kind: each.severity, title: `${each.code}: ${each.message}` }));
    cell.append(element("p", { class: "sentence text", lang: side, dir: "auto", "data-sentence": at }, ...marked(text, marks)));
    start += length + 1;
  });
  return cell;
}

function drawScore(row) {
  const box = element("div", { class: "score" });
  if (row.page) return box;
  box.append(confidenceSign(row.confidence));
  const words = {
    again: row.confidence === null
      ? ["not scored", "the aligner makes no such rows, so it has no probability for this one"]
      : ["again", "computed again: the probability, by the aligner's model, of this row among all ways to pair the sentences around it"],
    waiting: known.scoring
      ? ["computing …", "the aligner is being asked how probable this row is"]
      : ["not scored", "the review was started with --no-scores"],
  }[row.origin];
  if (words) box.append(element("span", { class: "again", title: words[1] }, words[0]));
  return box;
}

function drawFinding(row, finding) {
  const text = finding.side && finding.span
    ? Array.from(row[finding.side].join(" ")).slice(...finding.span).join("") : "";
  const box = element("li", {},
    element("span", { class: `code ${finding.severity}`, title: known.rules[finding.code] }, finding.code),
    element("span", { class: finding.dismissed ? "message dismissed" : "message" },
      element("bdi", {}, finding.message || known.rules[finding.code] || "")));
  if (finding.fix !== null) {
    const isolated = (tag, words) => element(tag, {}, element("bdi", {}, visible(words)));
    box.append(element("span", { class: "fix" }, text ? isolated("del", text) : "", " → ", finding.fix === "" ? "nothing" : isolated("ins", finding.fix)));
  }
  const named = { code: finding.code, side: finding.side, span: finding.span };
  const button = (label, request) => {
    const made = element("button", { type: "button", tabindex: "-1", "aria-label": `${label} ${finding.code}` }, label);
    made.addEventListener("click", () => act({ ...request, bead: row.id, ...named }));
    return made;
  };
  if (finding.fix !== null && isOpen(finding)) box.append(button("Accept", { do: "accept" }));
  box.append(button(isOpen(finding) ? "Dismiss" : "Bring back", { do: "dismiss", dismissed: isOpen(finding) }));
  return box;
}

// --- The current row -----------------------------------------------------------------------

const rows = new Rows(field("rows"), drawRow, { size: 25, height: 96, placed: number });

/** Tell a row that is drawn its new number. */
function number(box, place) {
  box.querySelector(".number").firstChild.data = `${place + 1}`;
  box.setAttribute("aria-posinset", place + 1);
  box.setAttribute("aria-label", box.getAttribute("aria-label").replace(/\d+/, place + 1));
}

const bar = element("div", { class: "bar", role: "toolbar", "aria-label": "This row" });
const BAR = [
  ["Confirm", "Enter", "primary"], ["Edit", "e"], ["Merge", "m"], ["Split", "s"], ["Set aside", "a"],
  ["Swap English", "w"], ["Sentence up", "Alt+↑"], ["Sentence down", "Alt+↓"],
];
for (const [label, key, kind] of BAR) {
  const button = element("button", { type: "button", tabindex: "-1", class: kind, "data-press": key }, label, element("kbd", {}, key));
  button.addEventListener("click", () => press(key));
  bar.append(button);
}

const currentRow = () => known.rows.find((row) => row.id === view.current) ?? null;
const currentPlace = () => view.shown.findIndex((row) => row.id === view.current);

function mark(box) {
  box.classList.add("current");
  box.setAttribute("aria-current", "true");
  box.tabIndex = 0;
  box.querySelectorAll(".cell").forEach((cell) => cell.classList.toggle("active", cell.dataset.side === view.side));
  const row = currentRow();
  if (!row) return;
  bar.querySelector("[data-press=Enter]").firstChild.data = row.confirmed ? "Take back" : "Confirm";
  bar.querySelector("[data-press=a]").firstChild.data = isAlone(row) ? "Bring together" : "Set aside";
  box.append(bar);
}

/** Make the row at a place of those shown the current one. */
function go(place, { focus = true, scroll = "nearest" } = {}) {
  if (!view.shown.length) return;
  const at = Math.max(0, Math.min(place, view.shown.length - 1));
  leave();
  view.current = view.shown[at].id;
  const box = rows.row(at);
  if (!box.classList.contains("current")) mark(box);
  if (focus) box.focus({ preventScroll: true });
  if (scroll) box.scrollIntoView({ block: scroll });
}

function leave() {
  view.editing = false;
  for (const box of document.querySelectorAll(".row.current")) {
    box.classList.remove("current");
    box.removeAttribute("aria-current");
    box.tabIndex = -1;
    box.querySelectorAll(".cell.active").forEach((cell) => cell.classList.remove("active"));
  }
}

function choose(side) {
  view.side = side;
  const box = rows.drawn(currentPlace());
  if (box) mark(box);
}

/** Go to the next row (or the previous one) that is wanted, around the end if need be. */
function seek(wanted, step, nothing) {
  const count = view.shown.length;
  const start = currentPlace();
  for (let n = 1; n <= count; n += 1) {
    const place = (((start + n * step) % count) + count) % count;
    if (wanted(view.shown[place]) && place !== start) {
      go(place, { scroll: Math.abs(place - start) > 3 ? "center" : "nearest" });
      return true;
    }
  }
  tell(nothing);
  return false;
}

// --- What is shown -------------------------------------------------------------------------

const SHOWN = {
  "": () => true,
  article: (row) => !row.page,
  unconfirmed: needsConfirming,
  finding: (row) => !row.page && row.findings.some(isOpen),
  uneven: (row) => !row.page && isUneven(row),
  alone: (row) => !row.page && isAlone(row),
};

function refresh() {
  const wanted = SHOWN[field("show").value];
  const text = field("text").value.trim().toLowerCase();
  const place = currentPlace();
  let shown = known.rows.filter((row) => (wanted(row) || row.id === view.current)
    && (!text || [...row.ko, ...row.en].some((each) => each.toLowerCase().includes(text))));
  if (view.order) {
    const key = (row) => view.order.get(row.id) ?? row.confidence ?? 2;
    shown = shown.map((row, at) => [row, at]).sort((a, b) => key(a[0]) - key(b[0]) || a[1] - b[1]).map(([row]) => row);
  }
  const focused = document.activeElement === document.body || field("rows").contains(document.activeElement);
  const box = rows.drawn(place);
  const top = box?.isConnected ? box.getBoundingClientRect().top : null;
  const resized = shown.length !== view.shown.length;
  view.shown = shown;
  rows.show(shown);
  if (resized) for (const each of field("rows").querySelectorAll(".row")) each.setAttribute("aria-setsize", shown.length);
  field("nothing").hidden = shown.length > 0;
  const all = known.rows.filter((row) => !row.page);
  const done = all.filter((row) => row.confirmed).length;
  field("progress-text").textContent = `${done.toLocaleString("en")} of ${all.length.toLocaleString("en")} confirmed`;
  field("progress").max = Math.max(1, all.length);
  field("progress").value = done;
  document.documentElement.dataset.revision = known.revision;
  field("undo").disabled = !known.undo;
  field("redo").disabled = !known.redo;
  if (currentPlace() < 0 && shown.length) {
    leave();
    view.current = shown[Math.max(0, Math.min(place, shown.length - 1))].id;
  }
  const now = rows.drawn(currentPlace()) ?? (currentPlace() >= 0 ? rows.row(currentPlace()) : null);
  if (!now) return;
  mark(now);
  if (top !== null && now.getBoundingClientRect().top !== top) scrollBy(0, now.getBoundingClientRect().top - top);
  if (focused && !view.editing) now.focus({ preventScroll: true });
}

function order(by) {
  field("order").value = by;
  view.order = by ? new Map(known.rows.map((row) => [row.id, row.confidence ?? 2])) : null;
  refresh();
  go(by ? 0 : currentPlace(), { scroll: "center" });
}

// --- Asking the server ---------------------------------------------------------------------

const SILENT = "The program does not answer. Start it again and open the address that it prints: nothing that you saw done is lost.";
const MOVED = "The program was started again. Open the address that it printed: nothing that you saw done is lost.";

let quiet = null;
function tell(message, bad = false) {
  const status = field("status");
  status.textContent = message;
  status.classList.toggle("bad", bad);
  clearTimeout(quiet);
  // This page cannot do anything any more: that is told for as long as it is open.
  if (message !== MOVED) quiet = setTimeout(() => { status.textContent = ""; }, bad ? 8000 : 3500);
}

async function load() {
  const answer = await fetch("rows");
  const content = await answer.json();
  // A change that was made while this was on its way is newer than what it holds.
  if (content.revision < known.revision) return;
  Object.assign(known, content);
  if (view.order) view.order = new Map(known.rows.map((row) => [row.id, row.confidence ?? 2]));
  if (!known.rows.some((row) => row.id === view.current)) {
    view.current = (known.rows.find(needsConfirming) ?? known.rows[0]).id;
  }
  refresh();
}

/** Take over a change if it is the next one; false if something was missed. */
function take(change) {
  if (change.revision <= known.revision) return true;
  if (change.revision !== known.revision + 1) return false;
  const old = known.rows.slice(change.at, change.at + change.removed);
  known.rows.splice(change.at, change.removed, ...change.rows);
  Object.assign(known, { revision: change.revision, undo: change.undo, redo: change.redo });
  if (old.some((row) => row.id === view.current) && !change.rows.some((row) => row.id === view.current) && change.rows.length) {
    view.current = change.rows[0].id;
  }
  refresh();
  return true;
}

/** Ask for one change after the other; the answer is the change, or null where it was refused. */
function act(request) {
  const asked = busy.then(async () => {
    const started = performance.now();
    try {
      const answer = await fetch("act", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ base: known.revision, action: request }),
      });
      const content = await answer.json();
      if (!answer.ok) {
        tell(answer.status === 404 ? MOVED : content.message, true);
        if (answer.status === 409) await load();
        return null;
      }
      if (!take(content)) await load();
      document.documentElement.dataset.milliseconds = (performance.now() - started).toFixed(1);
      return content;
    } catch {
      tell(SILENT, true);
      return null;
    }
  });
  busy = asked;
  return asked;
}

function listen() {
  const events = new EventSource("events");
  events.onmessage = async (event) => {
    const content = JSON.parse(event.data);
    if ("now" in content) {
      if (content.now > known.revision) await busy.then(load);
    } else if (content.scored) {
      for (const row of content.scored) {
        const at = known.rows.findIndex((each) => each.id === row.id && each.revision === row.revision);
        if (at >= 0) known.rows[at] = row;
      }
      if (!view.editing) refresh();
    } else if (content.failed) tell(content.failed, true);
    else if (!take(content)) await load();
  };
  // A stream that is refused is closed for good: another program answers here, under another token.
  events.onerror = () => tell(events.readyState === EventSource.CLOSED ? MOVED : SILENT, true);
}

// --- What a person does --------------------------------------------------------------------

async function confirm() {
  const row = currentRow();
  if (!row) return;
  const confirmed = !row.confirmed;
  if ((await act({ do: "confirm", bead: row.id, confirmed })) && confirmed) {
    seek(needsConfirming, 1, "All rows are confirmed.");
  }
}

function mergeWith(step) {
  const at = known.rows.findIndex((row) => row.id === view.current);
  const first = step > 0 ? known.rows[at] : known.rows[at - 1];
  if (first) return act({ do: "merge", bead: first.id });
  return tell("This is the first row.", true);
}

function openFinding(wanted = () => true) {
  return currentRow()?.findings.find((each) => isOpen(each) && wanted(each)) ?? null;
}

function judge(what) {
  const finding = openFinding(what === "accept" ? (each) => each.fix !== null : undefined);
  if (!finding) {
    tell(what === "accept" ? "This row has no finding with a fix." : "This row has no open finding.");
    return null;
  }
  return act({ do: what, bead: view.current, code: finding.code, side: finding.side, span: finding.span });
}

async function bringBack() {
  for (const { code, side, span } of currentRow()?.findings.filter((each) => each.dismissed) ?? []) {
    await act({ do: "dismiss", bead: view.current, code, side, span, dismissed: false });
  }
}

function edit() {
  const row = currentRow();
  const cell = rows.row(currentPlace())?.querySelector(`.cell[data-side=${view.side}]`);
  if (!row || !cell || !row[view.side].length) return;
  view.editing = true;
  const side = view.side;
  const name = side === "ko" ? "Korean" : "English";
  cell.replaceChildren(...row[side].map((text, at) => {
    const area = element("textarea", { lang: side, dir: "auto", spellcheck: "true", "aria-label": `${name} sentence ${at + 1}` });
    area.value = text;
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") finish(row);
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep(row, side, cell, at, area.selectionStart);
      else if (event.key === "Enter") keep(row, side, cell);
      else return;
      event.preventDefault();
    });
    return area;
  }));
  cell.querySelector("textarea").focus();
}

/** End editing: draw the row as it is known. */
function finish(row) {
  view.editing = false;
  const at = known.rows.findIndex((each) => each.id === row.id);
  if (at >= 0) known.rows[at] = { ...known.rows[at] };
  refresh();
  rows.row(currentPlace())?.focus({ preventScroll: true });
}

/** Keep what was edited; with a place, then cut there. */
async function keep(row, side, cell, sentence = null, place = 0) {
  const texts = [...cell.querySelectorAll("textarea")].map((area) => area.value);
  view.editing = false;
  let before = sentence === null ? "" : texts[sentence].slice(0, place);
  for (const [at, text] of texts.entries()) {
    if (text !== row[side][at] && !(await act({ do: "edit", bead: row.id, side, sentence: at, text }))) break;
  }
  if (sentence !== null) {
    // The server keeps single spaces only in what was edited.
    if (texts[sentence] !== row[side][sentence]) before = before.trimStart().replace(/\s+/g, " ");
    await act({ do: "cut", bead: row.id, places: [[side, sentence, Array.from(before).length]] });
  }
  finish(row);
}

/** Cut the sentence of the current row that the cursor is in. */
function cutAtCursor() {
  const selection = getSelection();
  const sentence = (selection.anchorNode?.nodeType === 1 ? selection.anchorNode : selection.anchorNode?.parentElement)?.closest?.(".sentence");
  if (!sentence || sentence.closest(".row")?.dataset.id !== String(view.current)) {
    return tell("Click into a sentence of this row where it should be cut, then press x.");
  }
  const range = document.createRange();
  range.setStart(sentence, 0);
  range.setEnd(selection.anchorNode, selection.anchorOffset);
  const offset = Array.from(range.toString()).length;
  return act({ do: "cut", bead: view.current, places: [[sentence.parentElement.dataset.side, Number(sentence.dataset.sentence), offset]] });
}

const PRESSED = {
  ArrowDown: () => go(currentPlace() + 1),
  ArrowUp: () => go(currentPlace() - 1),
  ArrowLeft: () => choose("ko"),
  ArrowRight: () => choose("en"),
  Home: () => go(0),
  End: () => go(view.shown.length - 1),
  Enter: () => confirm(),
  n: () => seek(needsConfirming, 1, "All rows are confirmed."),
  N: () => seek(needsConfirming, -1, "All rows are confirmed."),
  b: () => seek((row) => !row.page && isUneven(row), 1, "All rows are 1–1."),
  B: () => seek((row) => !row.page && isUneven(row), -1, "All rows are 1–1."),
  f: () => seek((row) => !row.page && row.findings.some(isOpen), 1, "There are no more findings."),
  F: () => seek((row) => !row.page && row.findings.some(isOpen), -1, "There are no more findings."),
  "Alt+↑": () => act({ do: "move", bead: view.current, side: view.side, direction: "up" }),
  "Alt+↓": () => act({ do: "move", bead: view.current, side: view.side, direction: "down" }),
  m: () => mergeWith(1),
  M: () => mergeWith(-1),
  s: () => act({ do: "split", bead: view.current }),
  x: () => cutAtCursor(),
  a: () => act({ do: "set-aside", bead: view.current }),
  w: () => act({ do: "swap", bead: view.current }),
  e: () => edit(),
  y: () => judge("accept"),
  d: () => judge("dismiss"),
  D: () => bringBack(),
  z: () => act({ do: "undo" }),
  Z: () => act({ do: "redo" }),
  o: () => order(field("order").value ? "" : "confidence"),
  "/": () => field("text").focus(),
  "?": () => help.showModal(),
};
Object.assign(PRESSED, { j: PRESSED.ArrowDown, k: PRESSED.ArrowUp, F2: PRESSED.e });

/** One key after the other: the next is not looked at before the last one's change is shown. */
let pressed = Promise.resolve();
function press(key) {
  document.documentElement.dataset.busy = "true";
  const done = pressed.then(() => PRESSED[key]?.());
  pressed = done;
  done.finally(() => { if (pressed === done) delete document.documentElement.dataset.busy; });
}

// --- Events --------------------------------------------------------------------------------

/** The name of a key event in PRESSED; null for what is none of ours. */
function keyOf(event) {
  const control = event.ctrlKey || event.metaKey;
  const letter = event.key.toLowerCase();
  if (control && letter === "z") return event.shiftKey ? "Z" : "z";
  if (control && letter === "y") return "Z";
  if (control && event.key === "Enter") return "Enter";
  if (event.altKey) return { ArrowUp: "Alt+↑", ArrowDown: "Alt+↓" }[event.key] ?? null;
  if (control) return null;
  // Letters count by the Shift key, whatever Caps Lock says, and on a Korean keyboard by their place.
  const name = /^[a-z]$/i.test(event.key) ? event.key : /^Key([A-Z])$/.exec(event.code)?.[1];
  if (name) return event.shiftKey ? name.toUpperCase() : name.toLowerCase();
  return event.key;
}

addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, dialog, summary, .tools button, .menu");
  if (typing) {
    if (event.key === "Escape" && event.target === field("text")) {
      field("text").value = "";
      refresh();
      go(currentPlace());
    } else if (event.key === "Enter" && event.target === field("text")) go(0);
    return;
  }
  const key = keyOf(event);
  if (key === "Enter" && event.target.closest?.("button")) return;
  if (!key || !(key in PRESSED)) return;
  event.preventDefault();
  press(key);
});

field("rows").addEventListener("mousedown", (event) => {
  const box = event.target.closest(".row");
  if (!box || event.target.closest("button, textarea")) return;
  const place = view.shown.findIndex((row) => String(row.id) === box.dataset.id);
  const side = event.target.closest(".cell")?.dataset.side;
  if (side) view.side = side;
  if (place !== currentPlace()) go(place, { focus: false, scroll: null });
  else choose(view.side);
});
field("rows").addEventListener("focusin", (event) => {
  const box = event.target.closest(".row");
  if (box && box.dataset.id !== String(view.current)) {
    go(view.shown.findIndex((row) => String(row.id) === box.dataset.id), { focus: false, scroll: null });
  }
});
field("rows").addEventListener("dblclick", (event) => {
  if (event.target.closest(".sentence")) edit();
});
field("undo").addEventListener("click", () => press("z"));
field("redo").addEventListener("click", () => press("Z"));
field("keys").addEventListener("click", () => press("?"));
field("show").addEventListener("change", () => { view.current = null; refresh(); });
field("order").addEventListener("change", (event) => order(event.target.value));
field("text").addEventListener("input", refresh);
for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", async () => {
    field("export").open = false;
    const answer = await fetch(`export/${button.dataset.export}`);
    if (!answer.ok) {
      tell((await answer.json()).message, true);
      return;
    }
    const link = element("a", {
      href: URL.createObjectURL(await answer.blob()),
      download: /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))[1],
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}
addEventListener("click", (event) => {
  if (!event.target.closest?.("#export")) field("export").open = false;
});

await load();
go(currentPlace(), { scroll: "center" });
document.documentElement.dataset.ready = "true";
listen();
