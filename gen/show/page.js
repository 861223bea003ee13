"use strict";
/* The findings table: what the page holds as data, filtered, sorted, and drawn some rows at a
 * time, so that 20,000 of them cost no more than one screen. Only textContent writes data. */
(() => {
  const CHUNK = 200, PRINTED_MOST = 5000;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("donnees").textContent);
  const { words, texts, severities } = data;
  const number = new Intl.NumberFormat(document.documentElement.lang + "-CA");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const form = byId("filtres"), body = document.querySelector("#table tbody");
  const more = byId("suite"), status = byId("resultat");

  /* Columns of a finding in `data.findings`; texts are ranks in `data.texts`. */
  const findings = data.findings.map((row, order) => ({
    order, severity: row[0], code: texts[row[1]], file: texts[row[2]], line: row[3],
    column: texts[row[4]], cell: row[5], value: texts[row[6]], message: texts[row[7]],
    fix: texts[row[8]], held: row[9].map((rank) => texts[rank]), folded: null,
  }));
  let shown = findings, drawn = 0, sortKey = "severity", ascending = true;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const folded = (f) => f.folded ??= fold(
    [f.code, f.file, f.line, f.cell, f.column, f.value, f.message, f.fix, f.held.join(" ")].join("\n"));

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function cell(row, label, ...children) {
    const made = element("td");
    made.setAttribute("role", "cell");
    made.dataset.label = label;
    made.append(...children.filter((child) => child !== ""));
    row.append(made);
  }

  function draw(finding) {
    const row = element("tr"), name = severities[finding.severity];
    row.setAttribute("role", "row");
    cell(row, words.severity, element("span", "mark " + name.code, name.word));
    cell(row, words.code, finding.code);
    cell(row, words.file, finding.file);
    cell(row, words.line, ...(finding.line ? [String(finding.line)] : []),
      ...(finding.cell ? [element("small", "", finding.cell)] : []));
    cell(row, words.column, finding.column);
    cell(row, words.value, finding.value);
    const message = element("span", "", finding.message);
    const box = element("div");
    box.append(message);
    if (finding.fix) box.append(element("span", "fix", finding.fix));
    if (finding.held.length)
      box.append(element("span", "held", words.holds + " " + finding.held.join(", ").replaceAll(":", " ")));
    cell(row, words.message, box);
    return row;
  }

  function drawMore(count) {
    const rows = shown.slice(drawn, drawn + count).map(draw);
    body.append(...rows);
    drawn += rows.length;
    more.hidden = drawn >= shown.length;
    return rows[0];
  }

  function redraw() {
    body.replaceChildren();
    drawn = 0;
    drawMore(CHUNK);
    status.textContent = shown.length === 0 ? words.none
      : words.result.replace("{n}", number.format(shown.length)).replace("{total}", number.format(findings.length));
  }

  function compare(a, b) {
    const x = a[sortKey], y = b[sortKey];
    const order = typeof x === "number" ? x - y : collator.compare(x, y);
    return (ascending ? order : -order) || a.order - b.order;
  }

  function apply() {
    const wanted = new Set([...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => Number(box.value)));
    const code = byId("f-code").value, file = byId("f-fichier").value;
    const terms = fold(byId("f-texte").value).split(/\s+/).filter(Boolean);
    shown = findings.filter((f) => wanted.has(f.severity) && (!code || f.code === code) &&
      (!file || f.file === file) && terms.every((term) => folded(f).includes(term)));
    shown.sort(compare);
    redraw();
  }

  function fillSelect(select, key) {
    const counts = new Map();
    for (const finding of findings) counts.set(finding[key], (counts.get(finding[key]) ?? 0) + 1);
    for (const name of [...counts.keys()].sort(collator.compare)) {
      const option = element("option", "", `${name} (${number.format(counts.get(name))})`);
      option.value = name;
      select.append(option);
    }
  }

  function makeSortable(header) {
    const button = element("button", "", header.textContent);
    button.type = "button";
    header.replaceChildren(button);
    if (header.dataset.key === sortKey) header.setAttribute("aria-sort", "ascending");
    button.addEventListener("click", () => {
      ascending = sortKey === header.dataset.key ? !ascending : true;
      sortKey = header.dataset.key;
      for (const other of header.parentElement.children) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      apply();
    });
  }

  /* Typing waits for a pause; the rest answers at once. */
  let pause = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(pause);
    pause = setTimeout(apply, event.target.type === "search" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply, 0));
  more.querySelector("button").addEventListener("click", () => {
    const first = drawMore(CHUNK);
    if (first && more.hidden) {
      first.tabIndex = -1;
      first.focus();
    }
  });
  window.addEventListener("beforeprint", () => drawMore(Math.max(0, PRINTED_MOST - drawn)));

  for (const header of document.querySelectorAll("#table thead th")) makeSortable(header);
  fillSelect(byId("f-code"), "code");
  fillSelect(byId("f-fichier"), "file");
  form.hidden = false;
  apply();
})();
