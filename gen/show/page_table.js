"use strict";
/* What the page holds as data, filtered, sorted, and drawn some rows at a time, so that 20,000 of
 * them cost no more than one screen. Only textContent writes data. */
const page = (() => {
  const FIRST = 30, CHUNK = 200, PRINTED_MOST = 5000; /* rows */
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("donnees").textContent);
  const { words, texts, severities, nearnesses } = data;
  const lang = document.documentElement.lang;
  const number = new Intl.NumberFormat(lang + "-CA");
  const collator = new Intl.Collator(lang, { numeric: true });
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const terms = (text) => fold(text).split(/\s+/).filter(Boolean);
  const fill = (words, n, total) =>
    words.replace("{n}", number.format(n)).replace("{total}", number.format(total));

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

  /* A first line, then smaller ones; empty ones are left out. */
  function lines(first, ...others) {
    const box = element("div", "", first);
    box.append(...others.filter(Boolean).map((text) => element("small", "", text)));
    return box;
  }

  /* What the user types waits for a pause; the rest answers at once. */
  function onFilter(form, apply) {
    let pause = 0;
    form.addEventListener("input", (event) => {
      clearTimeout(pause);
      pause = setTimeout(apply, event.target.type === "search" ? 150 : 0);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply, 0));
    form.hidden = false;
  }

  /* The names that occur, with how often: pairs of value and text. */
  function fillSelect(select, names) {
    const counts = new Map();
    for (const [value, text] of names)
      if (value) counts.set(value, { text, count: (counts.get(value)?.count ?? 0) + 1 });
    const sorted = [...counts].sort((a, b) => collator.compare(a[1].text, b[1].text));
    for (const [value, { text, count }] of sorted) {
      const option = element("option", "", `${text} (${number.format(count)})`);
      option.value = value;
      select.append(option);
    }
  }

  /* A heading that sorts: `sort(ascending)` is called when it is pressed. */
  function makeSortable(header, sorted, sort) {
    const button = element("button", "", header.textContent);
    button.type = "button";
    header.replaceChildren(button);
    if (sorted) header.setAttribute("aria-sort", "ascending");
    button.addEventListener("click", () => {
      const ascending = header.getAttribute("aria-sort") !== "ascending";
      for (const other of header.parentElement.children) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      sort(ascending);
    });
  }

  /* `options`: table, form, more, status (elements), rows (objects with `order` and `all`, the
   * texts that are searched), draw, keep (whether the filters take a row), text (the field),
   * sorted (the first key), none and result (words). */
  function longTable(options) {
    const { rows, table, status, more } = options, body = table.tBodies[0];
    let shown = rows, drawn = 0, key = options.sorted, ascending = true;
    const folded = (row) => row.folded ??= fold(row.all.join("\n"));

    function drawMore(count) {
      const made = shown.slice(drawn, drawn + count).map(options.draw);
      body.append(...made);
      drawn += made.length;
      more.hidden = drawn >= shown.length;
      return made[0];
    }

    function compare(a, b) {
      const x = a[key], y = b[key];
      if (x === "" || y === "") return (x === "") - (y === "") || a.order - b.order;
      const order = typeof x === "number" ? x - y : collator.compare(x, y);
      return (ascending ? order : -order) || a.order - b.order;
    }

    const find = (wanted) => rows.filter((row) => wanted.every((term) => folded(row).includes(term)));

    function apply() {
      const wanted = terms(options.text.value), keep = options.keep();
      shown = find(wanted).filter(keep).sort(compare);
      body.replaceChildren();
      drawn = 0;
      drawMore(FIRST);
      status.textContent = shown.length ? fill(options.result, shown.length, rows.length) : options.none;
    }

    onFilter(options.form, apply);
    more.querySelector("button").addEventListener("click", () => {
      const first = drawMore(CHUNK);
      if (first && more.hidden) {
        first.tabIndex = -1;
        first.focus();
      }
    });
    window.addEventListener("beforeprint", () => drawMore(Math.max(0, PRINTED_MOST - drawn)));
    for (const header of table.tHead.rows[0].cells)
      makeSortable(header, header.dataset.key === key, (up) => {
        key = header.dataset.key;
        ascending = up;
        apply();
      });
    apply();
    return { find, apply };
  }

  /* --- Findings -------------------------------------------------------------------------- */

  /* [severity, code, file, line, column, cell, value, message, fix, [held]]; texts are ranks. */
  const findings = data.findings.map((row, order) => {
    const held = row[9].map((rank) => texts[rank].replace(":", " "));
    const made = { order, severity: row[0], code: texts[row[1]], file: texts[row[2]], line: row[3],
      column: texts[row[4]], cell: row[5], value: texts[row[6]], message: texts[row[7]], fix: texts[row[8]], held };
    made.all = [made.code, made.file, made.line, made.cell, made.column, made.value, made.message, made.fix, ...held];
    return made;
  });

  function drawFinding(finding) {
    const row = element("tr"), name = severities[finding.severity], box = element("div");
    row.setAttribute("role", "row");
    cell(row, words.severity, element("span", "mark " + name.code, name.word));
    cell(row, words.code, finding.code);
    cell(row, words.file, finding.file);
    cell(row, words.line, lines(finding.line || "", finding.cell));
    cell(row, words.column, finding.column);
    cell(row, words.value, finding.value);
    box.append(element("span", "", finding.message));
    if (finding.fix) box.append(element("span", "fix", finding.fix));
    if (finding.held.length) box.append(element("span", "held", words.holds + " " + finding.held.join(", ")));
    cell(row, words.message, box);
    return row;
  }

  fillSelect(byId("f-code"), findings.map((f) => [f.code, f.code]));
  fillSelect(byId("f-fichier"), findings.map((f) => [f.file, f.file]));
  const findingTable = longTable({
    table: byId("table"), form: byId("filtres"), more: byId("suite"), status: byId("resultat"), text: byId("f-texte"),
    rows: findings, draw: drawFinding, sorted: "severity", none: words.none, result: words.result,
    keep() {
      const wanted = new Set([...byId("filtres").querySelectorAll("input:checked")].map((box) => Number(box.value)));
      const code = byId("f-code").value, file = byId("f-fichier").value;
      return (f) => wanted.has(f.severity) && (!code || f.code === code) && (!file || f.file === file);
    },
  });

  /* --- Duties ---------------------------------------------------------------------------- */

  /* [near, day, what, key, sequence, student, company, officer, missing] */
  const duties = data.due.map((row, order) => {
    const [day, what, key, sequence, student, company, officer, missing] = row.slice(1).map((rank) => texts[rank]);
    return { order, near: row[0], day, what, key, sequence, student, company, officer, missing,
      all: [day, nearnesses[row[0]].word, what, key, sequence, student, company, officer, missing] };
  });

  function drawDuty(duty) {
    const row = element("tr"), near = nearnesses[duty.near];
    row.setAttribute("role", "row");
    cell(row, words.day, duty.day || "–");
    cell(row, words.near, element("span", "mark " + near.code, near.word));
    cell(row, words.what, lines(duty.what, duty.missing && words.missing + duty.missing));
    cell(row, words.key, lines(duty.key, duty.sequence));
    cell(row, words.who, lines(duty.student, duty.company));
    cell(row, words.officer, duty.officer);
    return row;
  }

  fillSelect(byId("e-sorte"), duties.map((d) => [d.what, d.what]));
  fillSelect(byId("e-responsable"), duties.map((d) => [d.officer, d.officer]));
  const dutyTable = longTable({
    table: byId("echeances"), form: byId("filtres-echeances"), more: byId("suite-echeances"),
    status: byId("resultat-echeances"), text: byId("e-texte"),
    rows: duties, draw: drawDuty, sorted: "day", none: words.no_due, result: words.due_result,
    keep() {
      const what = byId("e-sorte").value, officer = byId("e-responsable").value;
      return (d) => (!what || d.what === what) && (!officer || d.officer === officer);
    },
  });

  return { byId, words, severities, collator, fold, terms, fill, element, onFilter, fillSelect, makeSortable,
    findingTable, dutyTable };
})();
