
// The report: rows of pairs, filters, anchors.
{
  const data = JSON.parse(document.getElementById("data").textContent);
  const field = (name) => document.getElementById(name);
  const pairs = data.pairs.map(([doc, ko, en, type, similarity, confidence, status, findings], at) => ({
    at, doc, ko, en, type, similarity, confidence, status,
    findings: findings.map(([code, severity, side, span, message, fix]) => ({ code, severity, side, span, message, fix })),
  }));
  const several = data.documents.length > 1;
  const MOST_PRINTED = 5000;
  let wanted = "";

  function side(pair, name) {
    const text = pair[name];
    if (text === null) {
      const words = { omitted: "not translated", added: "no original", page: "" }[pair.status] ?? "";
      return element("div", { class: `side-${name}` }, words ? element("span", { class: "gap" }, words) : null);
    }
    const marks = pair.findings
      .filter((each) => each.side === name && each.span && !(pair.status !== "paired" && /^(C60[12]|B20)/.test(each.code)))
      .map((each) => ({ start: each.span[0], end: each.span[1], kind: each.severity, title: `${each.code}: ${each.message}` }));
    const box = element("div", { class: `side-${name}` });
    const content = element("span", { class: "text", lang: name, dir: "auto" }, ...marked(text, marks));
    if (wanted) highlight(content, wanted);
    box.append(content);
    return box;
  }

  /** Mark what was searched for, inside the text nodes. */
  function highlight(box, words) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const at = node.data.toLowerCase().indexOf(words);
      if (at < 0 || node.data.toLowerCase().length !== node.data.length) continue;
      const found = node.splitText(at);
      found.splitText(words.length);
      found.replaceWith(element("mark", { class: "match" }, found.data));
    }
  }

  function fixed(pair, finding) {
    const text = finding.side && finding.span ? Array.from(pair[finding.side] ?? "").slice(...finding.span).join("") : "";
    const made = element("span", { class: "fix" }, " → ");
    if (text) made.append(element("del", {}, element("bdi", {}, visible(text))), " ");
    made.append(finding.fix === "" ? "nothing" : element("ins", {}, element("bdi", {}, visible(finding.fix))));
    return made;
  }

  function row(pair) {
    const number = pair.at + 1;
    const box = element("article", {
      class: `row ${pair.status}`, id: `p${number}`, "aria-posinset": number, "aria-setsize": pairs.length, tabindex: "-1",
      "aria-label": `Pair ${number}`,
    });
    if (location.hash === `#p${number}`) box.classList.add("target");
    box.append(
      element("div", {},
        element("a", { class: "number", href: `#p${number}`, title: `link to this row${several ? `, of ${data.documents[pair.doc]}` : ""}` }, `${number}`),
        element("span", { class: "type" }, pair.type)),
      side(pair, "ko"),
      side(pair, "en"),
      element("div", { class: "score" }, pair.status === "paired" ? confidenceSign(pair.confidence) : null),
    );
    const told = pair.findings.filter((each) => !(pair.status === "page" && /^B20/.test(each.code)));
    if (told.length) {
      box.append(element("ul", { class: "findings" }, ...told.map((each) => element("li", {},
        element("span", { class: `code ${each.severity}`, title: data.rules[each.code]?.[1] }, each.code),
        " ",
        element("bdi", {}, each.message || data.rules[each.code]?.[1] || ""),
        each.fix === null ? null : fixed(pair, each)))));
    }
    return box;
  }

  const rows = new Rows(field("pairs"), row);
  let shown = [];

  function matches(pair) {
    const status = field("status").value, code = field("code").value, severity = field("severity").value;
    const [low, high] = (field("confidence").value || "0 2").split(" ").map(Number);
    const doc = field("document")?.value ?? "";
    if (status === "article" ? pair.status === "page" : status === "look" ? !pair.look : status && pair.status !== status) return false;
    if (doc && pair.doc !== Number(doc)) return false;
    if (code && !pair.findings.some((each) => code === "*" || each.code === code)) return false;
    if (severity && !pair.findings.some((each) => each.severity === severity && (!code || code === "*" || each.code === code))) return false;
    if (field("confidence").value && (pair.status !== "paired" || pair.confidence === null || pair.confidence < low || pair.confidence >= high)) return false;
    return !wanted || (pair.ko ?? "").toLowerCase().includes(wanted) || (pair.en ?? "").toLowerCase().includes(wanted);
  }

  function filter() {
    const before = wanted;
    wanted = field("text").value.trim().toLowerCase();
    shown = pairs.filter(matches);
    if (before !== wanted) rows.show([]);
    rows.show(shown);
    field("nothing").hidden = shown.length > 0;
    field("shown").textContent = `${shown.length.toLocaleString("en")} of ${pairs.length.toLocaleString("en")} rows`;
  }

  /** Bring the row that the address names into view, whatever the filters. */
  function follow() {
    const number = Number(/^#p(\d+)$/.exec(location.hash)?.[1] ?? 0);
    if (!number || number > pairs.length) return;
    let place = shown.indexOf(pairs[number - 1]);
    if (place < 0) {
      for (const name of ["status", "code", "severity", "confidence", "document"]) if (field(name)) field(name).value = "";
      field("text").value = "";
      filter();
      place = shown.indexOf(pairs[number - 1]);
    }
    document.querySelectorAll(".row.target").forEach((old) => old.classList.remove("target"));
    const target = rows.row(place);
    target.classList.add("target");
    target.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
    target.focus({ preventScroll: true });
  }

  for (const pair of pairs) {
    pair.look = pair.status === "paired" && ((pair.confidence !== null && pair.confidence < 0.5) || pair.findings.some((each) => each.severity !== "info"));
  }
  const counts = new Map();
  for (const pair of pairs) for (const each of pair.findings) counts.set(each.code, (counts.get(each.code) ?? 0) + 1);
  for (const [code, count] of [...counts].sort()) {
    field("code").append(element("option", { value: code }, `${code} ${data.rules[code][0]} (${count})`));
  }
  if (several) data.documents.forEach((name, at) => field("document").append(element("option", { value: at }, name)));
  for (const name of ["status", "code", "severity", "confidence", "document", "text"]) field(name)?.addEventListener("input", filter);
  filter();
  follow();
  addEventListener("hashchange", follow);
  addEventListener("click", (event) => {
    // The same anchor again: the address does not change.
    const link = event.target.closest?.("a[href^='#p']");
    if (link && link.getAttribute("href") === location.hash) follow();
  });
  addEventListener("beforeprint", () => { if (shown.length <= MOST_PRINTED) rows.fillAll(); });
  document.documentElement.dataset.ready = "true";
}
