// A long table: searched, filtered, sorted, and shown a page at a time.
(() => {
  const PAGE = 50; // rows in the document at once: few enough to lay out in a blink
  const byId = (id) => document.getElementById(id);
  const table = byId("rows");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const selects = [...document.querySelectorAll("#filters select")];
  const columns = { publisher: 2, kind: 1 };
  const [from, to] = [byId("from"), byId("to")];
  const rows = [...body.rows].map((row) => ({
    row,
    cells: [...row.cells].map((cell) => cell.textContent),
    text: row.textContent.toLowerCase(),
  }));
  let found = rows;
  let at = 0;

  const matches = (one, query) => one.text.includes(query)
    && selects.every((s) => !s.value || one.cells[columns[s.dataset.column]] === s.value)
    && (!from?.value || (one.cells[1] && one.cells[1] >= from.value))
    && (!to?.value || (one.cells[1] && one.cells[1].slice(0, 10) <= to.value));
  const isSet = () => byId("search").value || [...selects, from, to].some((s) => s?.value);
  const show = () => {
    body.replaceChildren(...found.slice(at, at + PAGE).map((one) => one.row));
    const last = Math.min(at + PAGE, found.length);
    byId("pager").hidden = found.length <= PAGE;
    byId("at").textContent = `${at + 1} to ${last} of ${found.length}`;
    byId("previous").disabled = at === 0;
    byId("next").disabled = last === found.length;
  };
  const filter = () => {
    const query = byId("search").value.trim().toLowerCase();
    found = rows.filter((one) => matches(one, query));
    at = 0;
    byId("clear").hidden = !isSet();
    byId("outcome").textContent = `${found.length} of ${rows.length} ${table.dataset.noun}${rows.length === 1 ? "" : "s"}`;
    show();
  };
  const turn = (by) => { at += by * PAGE; show(); table.scrollIntoView(); };

  const sort = (column) => {
    const head = heads[column];
    const number = head.dataset.sort === "number";
    const before = head.getAttribute("aria-sort");
    const down = before ? before === "ascending" : number;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = number
      ? (a, b) => Number(a.cells[column] || -1) - Number(b.cells[column] || -1)
      : (a, b) => (a.cells[column] < b.cells[column] ? -1 : Number(a.cells[column] > b.cells[column]));
    rows.sort((a, b) => (down ? -order(a, b) : order(a, b)));
    filter();
  };
  heads.forEach((head, column) => {
    if (!head.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(column));
    head.replaceChildren(button);
  });

  // Dates alone are in the document; the headlines come when they are looked at.
  const headlines = byId("headlines") && JSON.parse(byId("headlines").textContent);
  body.addEventListener("toggle", (event) => {
    if (!headlines || event.target.dataset.told) return;
    event.target.dataset.told = "yes";
    for (const link of event.target.querySelectorAll("a")) {
      const headline = headlines[link.getAttribute("href").split("#")[0]];
      if (headline) link.append(`: ${headline}`);
    }
  }, true);

  for (const input of [byId("search"), from, to]) input?.addEventListener("input", filter);
  for (const s of selects) s.addEventListener("change", filter);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    for (const input of [byId("search"), from, to, ...selects]) if (input) input.value = "";
    filter();
    byId("search").focus();
  });
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  addEventListener("beforeprint", () => body.replaceChildren(...found.map((one) => one.row)));
  addEventListener("afterprint", show);
  byId("filters").hidden = false;
  filter();
})();
