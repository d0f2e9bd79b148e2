// Deciding: people accept, correct, reject and add; the server keeps every decision.
(() => {
  const KEPT_ALIVE = 20000; // a browser takes 64 KiB, and a character may have 3 bytes
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const made = (name, { text, ...attributes } = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    element.append(...children);
    return element;
  };
  const given = JSON.parse(byId("annotation-data").textContent);
  const address = `${location.pathname}/decisions`;
  const spoken = (word) => word.replaceAll("_", " ");
  const lists = { claim: "claims", actor: "actors", implication: "implications" };
  const letters = { c: "claim", a: "actor", i: "implication" };
  const items = Object.fromEntries(Object.values(lists).flatMap((list) => page.data.briefing[list].map((one) => [one.id, one])));
  const nameOf = (id) => `${id} ${items[id].name ?? items[id].statement}`;
  const places = new Map([
    ...all(".card[data-id]").map((card) => [card.dataset.id, card]),
    ...all("tr[data-actor]").map((row) => [row.dataset.actor, row]),
  ]);
  let state = given.state;
  const shown = { briefing_sha256: state.briefing_sha256, seen: state.n }; // by this page, until it is loaded again
  let sending = 0; // decisions that are not answered yet
  let dirty = false; // whether something was written in the form
  let words = null; // selected last; a form's own fields would take the selection away
  let opener = null;
  let filling = null;

  const tell = (message = "") => { byId("told").textContent = message; byId("told").hidden = !message; };

  // Asking the server. What it refuses is told in its own words.
  const ask = async (request) => {
    let answer, body;
    try {
      answer = await fetch(address, request);
      body = await answer.json();
    } catch { throw new Error(`The server does not answer: is it still running?${request.body ? " What was decided may not be kept." : ""}`); }
    if (!answer.ok) throw Object.assign(new Error(body.message), { overtaken: "n" in body, n: body.n });
    return body;
  };
  const decide = async (decision) => {
    const body = JSON.stringify({ ...shown, ...decision });
    const keepalive = body.length < KEPT_ALIVE; // also when the page is left meanwhile
    sending += 1;
    try {
      return await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive });
    } finally { sending -= 1; }
  };
  const decideOn = async (id, action) => {
    try {
      take(await decide({ action, kind: letters[id[0]], target: id }));
      tell();
      const again = places.get(id)?.querySelector(`.decision [data-action="${action}"]`);
      (again ?? places.get(id)?.querySelector(".decision button"))?.focus({ preventScroll: true });
    } catch (error) {
      tell(error.message);
      if (error.overtaken) byId("reload").hidden = false;
    }
  };

  // Showing how things stand.
  const take = (newer) => {
    if (newer.briefing_sha256 === state.briefing_sha256 && newer.n < state.n) return; // an answer that came late
    state = newer;
    if (newer.version !== given.state.version) {
      byId("reload").hidden = false; // until it is loaded again
      if (!byId("form").open && !sending) location.reload();
    }
    draw();
  };
  const statusOf = (one) => {
    const last = one.history.at(-1);
    const status = made("span", { class: "status" }, made("b", { text: one.status }));
    if (last) status.append(` by ${last.by}, ${last.at.slice(0, 16).replace("T", " ")}`);
    if (one.history.length > 1) status.append(` (${one.history.length} decisions)`);
    return status;
  };
  const button = (id, action, label, pressed) => {
    const element = made("button", { type: "button", text: label, "data-action": action, "data-decide": id, "aria-label": `${label} ${id}` });
    if (pressed !== null) element.setAttribute("aria-pressed", String(pressed));
    return element;
  };
  const controls = (id, one) => {
    const group = made("div", { class: "decision", role: "group", "aria-label": `Decision on ${id}` }, statusOf(one));
    if (one.was) group.append(made("p", { class: "was", dir: "auto", text: `was: ${one.was}` }));
    group.append(button(id, "accept", "Accept", ["accepted", "corrected", "added"].includes(one.status)));
    group.append(button(id, "correct", "Correct", null));
    group.append(button(id, "reject", "Reject", one.status === "rejected"));
    if (one.history.length && one.status !== "added") group.append(button(id, "reopen", "Undo", null));
    if (one.history.length > 1) {
      group.append(made("ol", { "aria-label": `Decisions on ${id}` }, ...one.history.map((h) => made("li", { text: `${h.n}. ${h.action} by ${h.by}, ${h.at}` }))));
    }
    return group;
  };
  const draw = () => {
    const { decide: on, action } = document.activeElement?.dataset ?? {};
    for (const [id, place] of places) {
      const one = state.items[id];
      place.querySelector(".decision")?.remove();
      place.classList.remove("open", "accepted", "corrected", "rejected", "added");
      if (!one) continue;
      place.classList.add(one.status);
      (place.tagName === "TR" ? place.querySelector("th") : place).append(controls(id, one));
    }
    if (on) places.get(on)?.querySelector(`.decision [data-action="${action}"]`)?.focus({ preventScroll: true });
    const older = state.older ? `; ${state.older} on an earlier version of this file are not shown` : "";
    byId("progress").textContent = `${state.by}: ${state.decided} of ${state.total} decided${older}`;
  };

  // The form: one for every kind, made from the fields that the server names.
  const rowOfWords = (span = {}) => {
    const sentence = made("input", { type: "number", min: "1", value: span.sentence ?? "", class: "sentence-number" });
    const quote = made("textarea", { rows: "2", class: "quote-text" });
    quote.value = span.quote ?? "";
    const row = made("div", { class: "words" },
      made("label", {}, made("span", { text: "Sentence" }), sentence),
      made("label", {}, made("span", { text: "Words (empty: all of it)" }), quote),
      made("button", { type: "button", text: "Remove", "data-remove": "" }));
    if (span.start !== undefined) { row.dataset.start = span.start; row.dataset.end = span.end; }
    row.addEventListener("input", () => { delete row.dataset.start; delete row.dataset.end; });
    return row;
  };
  const evidence = (field, value) => {
    const rows = made("div", {}, ...(value.length ? value : [{}]).map(rowOfWords));
    return made("fieldset", { class: "wide evidence", "data-field": field.name }, made("legend", { text: field.label }), rows,
      made("button", { type: "button", text: "Another place", "data-more": "" }), " ",
      made("button", { type: "button", text: "Take the words selected in the article", "data-take": "" }));
  };
  const ticked = (field, value, ids) => made("fieldset", { "data-field": field.name }, made("legend", { text: field.label }),
    ...[...new Set([...value, ...ids])].filter((id) => items[id] && id !== filling?.target).map((id) => {
      const box = made("input", { type: "checkbox", value: id });
      box.checked = value.includes(id);
      return made("label", {}, box, made("span", { text: nameOf(id) }));
    }));
  const inputs = {
    text: (field, value) => made("input", { type: "text", value: value ?? "" }),
    long: (field, value) => { const area = made("textarea", { rows: "2" }); area.value = value ?? ""; return area; },
    lines: (field, value) => { const area = made("textarea", { rows: "2" }); area.value = (value ?? []).join("\n"); return area; },
    choice: (field, value) => {
      const select = made("select", {}, ...field.options.map((one) => made("option", { value: one, text: spoken(one) })));
      select.value = value ?? field.options[0];
      return select;
    },
    flag: (field, value) => { const box = made("input", { type: "checkbox" }); box.checked = value ?? true; return box; },
  };
  const inputOf = (field, value) => {
    if (field.type === "evidence") return evidence(field, value ?? []);
    if (field.type === "actors") return ticked(field, value ?? [], page.data.briefing.actors.map((one) => one.id));
    if (field.type === "claims") return ticked(field, value ?? [], page.data.briefing.claims.map((one) => one.id));
    const input = inputs[field.type](field, value);
    if (field.needed) input.setAttribute("aria-required", "true");
    return made("label", { class: field.type === "long" ? "wide" : null, "data-field": field.name }, made("span", { text: `${field.label} ` }), input);
  };
  // Whose words a claim is goes with who says so.
  const agree = (event) => {
    const voice = byId("inputs").querySelector('[data-field="voice"] select');
    const by = event.target.closest('[data-field="asserted_by"]');
    if (!voice || !by) return;
    if (by.querySelector("input:checked")) voice.value = "actor";
    else if (voice.value === "actor") voice.value = "article";
  };
  byId("inputs").addEventListener("change", agree);
  for (const kind of ["input", "change"]) byId("inputs").addEventListener(kind, () => { dirty = true; });
  const readers = {
    evidence: (place) => all(".words", place).map((row) => (row.dataset.start
      ? { start: Number(row.dataset.start), end: Number(row.dataset.end) }
      : { sentence: Number(row.querySelector("input").value) || null, quote: row.querySelector("textarea").value.trim() || null })),
    actors: (place) => all("input:checked", place).map((box) => box.value),
    claims: (place) => all("input:checked", place).map((box) => box.value),
    lines: (place) => place.querySelector("textarea").value.split("\n").map((line) => line.trim()).filter(Boolean),
    flag: (place) => place.querySelector("input").checked,
    choice: (place) => place.querySelector("select").value,
    long: (place) => place.querySelector("textarea").value.trim(),
    text: (place) => place.querySelector("input").value.trim(),
  };
  const filled = () => Object.fromEntries(given.fields[filling.kind].map((field) => {
    const value = readers[field.type](byId("inputs").querySelector(`[data-field="${field.name}"]`));
    return [field.name, field.type === "text" && !field.needed ? value || null : value];
  }));
  const refuse = (message = "") => { byId("refused").textContent = message; byId("refused").hidden = !message; };
  const mayGo = () => !byId("save").disabled && (!dirty || confirm("Throw away what is written in the form?"));
  const open = (action, kind, { target = null, item = {} } = {}) => {
    if (byId("form").open && !mayGo()) return;
    dirty = false;
    opener = document.activeElement;
    filling = { action, kind, target };
    byId("form-title").textContent = target ? `Correct ${target}` : `Add ${kind === "claim" ? "a" : "an"} ${kind}`;
    byId("form-hint").textContent = kind === "claim"
      ? "Select words in the article and take them, or give the sentence's number and copy the words."
      : kind === "actor" ? "The name, or another form, must stand in the article." : "What the article does not say, and what it follows from.";
    byId("inputs").replaceChildren(...given.fields[kind].map((field) => inputOf(field, item[field.name])));
    refuse();
    byId("form").show();
    byId("form-title").focus();
  };
  const close = () => {
    if (!mayGo()) return;
    dirty = false;
    byId("form").close();
    filling = null;
    opener?.focus();
    if (!byId("reload").hidden) location.reload();
  };
  const correct = (id) => {
    const item = items[id];
    if (item.basis === "stated") open("correct", "claim", { target: item.claim, item: items[item.claim] });
    else open("correct", letters[id[0]], { target: id, item });
  };
  const add = (kind) => {
    const start = kind === "claim" ? { voice: "article", evidence: words ? [words] : [], statement: words?.quote }
      : words && kind === "actor" ? { name: words.quote } : {};
    open("add", kind, { item: start });
  };
  const save = async () => {
    byId("save").disabled = true;
    try {
      const newer = await decide({ ...filling, item: filled() });
      dirty = false;
      history.replaceState(null, "", `#${filling.kind}-${newer.target}`);
      location.reload(); // with the form open, so that nothing is pressed meanwhile
    } catch (error) {
      refuse(error.n ? `${error.message} Save again keeps yours all the same; Cancel shows what is there.` : error.message);
      if (error.overtaken) byId("reload").hidden = false;
      if (error.n) filling.seen = error.n;
      byId("save").disabled = false;
    }
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if (pressed.dataset.decide) {
      if (pressed.dataset.action === "correct") correct(pressed.dataset.decide);
      else decideOn(pressed.dataset.decide, pressed.dataset.action);
    } else if (pressed.dataset.add) add(pressed.dataset.add);
    else if ("remove" in pressed.dataset) {
      const more = pressed.closest("fieldset").querySelector("[data-more]");
      pressed.closest(".words").remove();
      more.focus(); // the keyboard stays in the form
      dirty = true;
    } else if ("more" in pressed.dataset) {
      const row = rowOfWords();
      pressed.previousElementSibling.append(row);
      row.querySelector("input").focus();
    } else if ("take" in pressed.dataset) {
      if (!words) { refuse("Select words in the article first."); return; }
      refuse();
      const rows = pressed.parentElement.querySelector("div");
      const empty = all(".words", rows).find((row) => !row.dataset.start && !row.querySelector("textarea").value && !row.querySelector("input").value);
      empty?.remove();
      rows.append(rowOfWords(words));
      dirty = true;
    }
  });
  // Mousing down on these takes no selection away.
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-take], [data-add]")) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if (byId("form").open && event.key === "Escape" && !event.isComposing) { event.stopImmediatePropagation(); close(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const place = event.target.closest?.(".card[data-id], tr[data-actor]");
    const id = place?.dataset.id ?? place?.dataset.actor;
    const action = { a: "accept", r: "reject", e: "correct", u: "reopen" }[event.key];
    if (!action || !state.items[id]) return;
    event.preventDefault();
    if (action === "correct") correct(id); else decideOn(id, action);
  }, true);
  document.addEventListener("selectionchange", () => {
    const found = offsets.selected();
    if (!found) return;
    const article = page.data.article;
    const sentence = article.sentences.find((one) => one.start <= found.start && found.start < one.end);
    words = { ...found, sentence: sentence?.n };
  });
  byId("fields").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  byId("cancel").addEventListener("click", close);
  byId("reload").addEventListener("click", () => location.reload());
  addEventListener("focus", async () => {
    try { take(await ask({})); tell(); } catch (error) { tell(error.message); }
  });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  draw();
})();
