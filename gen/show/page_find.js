/* The lists of files and the tables of counts, which are plain HTML; then the one search over the
 * whole page. */
(() => {
  const { byId, words, collator, fold, terms, fill, element, onFilter, fillSelect, makeSortable } = page;
  const FEW = 8, OPENED_MOST = 300;

  /* --- Tables of counts ------------------------------------------------------------------ */

  for (const table of document.querySelectorAll(".scroll table")) {
    const body = table.tBodies[0];
    const value = (row, i) => row.cells[i].dataset.n ?? row.cells[i].textContent;
    [...table.tHead.rows[0].cells].forEach((header, i) => makeSortable(header, false, (ascending) => {
      const rows = [...body.rows].sort((a, b) => collator.compare(value(a, i), value(b, i)));
      body.append(...(ascending ? rows : rows.reverse()));
    }));
  }

  /* --- Files ----------------------------------------------------------------------------- */

  const companies = [...document.querySelectorAll("tr[data-company]")].map((row) =>
    ({ row, key: row.dataset.company, name: row.cells[0].firstChild.textContent.trim() }));
  const names = new Map(companies.map(({ key, name }) => [key, `${name} ${key}`]));
  const lists = [...document.querySelectorAll("details.list")].map((box) => ({
    box, kind: box.querySelector("summary").firstChild.textContent.replace(/ \($/, ""),
    count: box.querySelector("summary span"),
    items: [...box.querySelectorAll("li")].map((item) => ({ item, company: item.dataset.company, folded: null })),
  }));
  const total = lists.reduce((sum, list) => sum + list.items.length, 0);
  const kindOf = new Map(lists.map((list) => [list.box, list.kind]));
  const text = (file) => file.folded ??= fold(file.item.textContent + "\n" + file.company + "\n" +
    kindOf.get(file.item.closest("details")));

  function applyFiles() {
    const kind = byId("d-genre").value, company = byId("d-entreprise").value;
    const wanted = terms(byId("d-texte").value), filtered = kind || company || wanted.length;
    let sum = 0;
    for (const list of lists) {
      let kept = 0;
      for (const file of list.items) {
        const keep = (!kind || list.kind === kind) && (!company || file.company === company) &&
          wanted.every((term) => text(file).includes(term));
        file.item.hidden = !keep;
        kept += keep;
      }
      list.box.hidden = kept === 0;
      list.count.textContent = fill("{n}", kept);
      sum += kept;
      list.kept = kept;
    }
    for (const list of lists) list.box.open = Boolean(filtered) && list.kept > 0 && sum <= OPENED_MOST;
    byId("resultat-fichiers").textContent = sum ? fill(words.file_result, sum, total) : words.no_file;
  }

  fillSelect(byId("d-genre"), lists.flatMap((list) => list.items.map(() => [list.kind, list.kind])));
  fillSelect(byId("d-entreprise"), lists.flatMap((list) => list.items.map((file) =>
    [file.company, names.get(file.company) ?? file.company])));
  onFilter(byId("filtres-fichiers"), applyFiles);
  applyFiles();

  /* Goes to a section with its filters set to these, and no other. */
  function goTo(section, formId, values) {
    const form = byId(formId);
    form.reset();
    for (const [id, value] of Object.entries(values)) byId(id).value = value;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    byId(section).scrollIntoView();
    byId(section).focus({ preventScroll: true });
  }

  for (const { row, key, name } of companies) {
    const files = row.cells[2];
    if (files.dataset.n === "0") continue;
    const button = element("button", "plain", files.textContent);
    button.type = "button";
    button.setAttribute("aria-label", `${files.textContent} — ${words.its_files} : ${name}`);
    button.addEventListener("click", () => goTo("fichiers", "filtres-fichiers", { "d-entreprise": key }));
    files.replaceChildren(button);
  }
  for (const link of document.querySelectorAll("a[data-code]"))
    link.addEventListener("click", () => goTo("constats", "filtres", { "f-code": link.dataset.code }));

  /* --- The search ------------------------------------------------------------------------ */

  const found = byId("trouve"), field = byId("recherche");
  const held = [...document.querySelectorAll("#documents-retenus tbody tr")].map((row) => ({ row, folded: null }));

  /* A heading, the first of them, a button for all. */
  function addGroup(title, matches, show, all) {
    if (!matches.length) return;
    const box = element("section"), list = element("ul");
    box.append(element("h2", "", `${title} (${fill("{n}", matches.length)})`), list);
    for (const match of matches.slice(0, FEW)) {
      const item = element("li");
      item.append(...show(match));
      list.append(item);
    }
    if (all) {
      const button = element("button", "", fill(words.see_all, matches.length));
      button.type = "button";
      button.setAttribute("aria-label", `${title} : ${button.textContent}`);
      button.addEventListener("click", all);
      box.append(button);
    }
    found.append(box);
  }

  function showFile(file) {
    const link = file.item.querySelector("a"), copy = element("a", "", link.textContent);
    copy.href = link.getAttribute("href");
    return [copy, file.item.textContent.slice(link.textContent.length)];
  }

  function showCompany({ row, key, name }) {
    const button = element("button", "plain", name);
    button.type = "button";
    button.addEventListener("click", () => goTo("fichiers", "filtres-fichiers", { "d-entreprise": key }));
    return [button, ` ${key}`];
  }

  function search() {
    const wanted = terms(field.value), query = field.value;
    found.replaceChildren();
    found.hidden = !wanted.length;
    byId("trouve-compte").textContent = "";
    if (!wanted.length) return;
    const has = (folded) => wanted.every((term) => folded.includes(term));
    const firms = companies.filter(({ key, name }) => has(fold(`${name} ${key}`)));
    const files = lists.flatMap((list) => list.items).filter((file) => has(text(file)));
    const stopped = held.filter((one) => has(one.folded ??= fold([...one.row.cells].map((c) => c.textContent).join("\n"))));
    const duties = page.dutyTable.find(wanted), findings = page.findingTable.find(wanted);
    addGroup(words.in_companies, firms, showCompany);
    addGroup(words.in_due, duties,
      (d) => [[d.day || "–", d.what, d.key, d.student, d.company, d.officer].filter(Boolean).join(" · ")],
      () => goTo("a-faire", "filtres-echeances", { "e-texte": query }));
    addGroup(words.in_held, stopped, ({ row }) => [[...row.cells].map((c) => c.textContent).filter(Boolean).join(" · ")],
      () => {
        byId("documents-retenus").open = true;
        byId("documents-retenus").scrollIntoView();
        byId("documents-retenus").querySelector("summary").focus({ preventScroll: true });
      });
    addGroup(words.in_files, files, showFile,
      () => goTo("fichiers", "filtres-fichiers", { "d-texte": query }));
    addGroup(words.in_findings, findings,
      (f) => [element("span", "mark " + page.severities[f.severity].code, page.severities[f.severity].word), " ",
        [f.file, f.line || "", f.message].filter(Boolean).join(" · ")],
      () => goTo("constats", "filtres", { "f-texte": query }));
    const sum = firms.length + stopped.length + files.length + duties.length + findings.length;
    byId("trouve-compte").textContent = sum ? fill(words.found, sum) : words.not_found;
  }

  onFilter(byId("chercher"), search);
})();
