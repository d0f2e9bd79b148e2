// One briefing: claims and the words they rest on point at each other; filters; search.
const page = (() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const data = JSON.parse(byId("briefing-data").textContent);
  const cards = all(".card");
  const marks = all("mark");
  const rows = all("tr[data-actor]");
  const filters = all("#filters select");
  const sections = all("section:has(> .cards > .card)");
  const wide = matchMedia("(min-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const searched = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  const state = { pinned: [], passage: null, named: "" };

  const claimsOf = (card) => (card.dataset.claims ? words(card, "claims") : [card.dataset.id]);
  const noun = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  // Whether a pane shows an element whole, below what sticks to its top.
  const inView = (element) => {
    const pane = element.closest(".pane");
    const box = element.getBoundingClientRect();
    const frame = wide.matches && pane
      ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const covered = wide.matches && pane?.id === "main" ? byId("filters").offsetHeight : 0;
    return box.top >= frame.top + covered + 8 && box.bottom <= frame.bottom - 8;
  };
  const reveal = (element, block = "center") => {
    if (!element || inView(element)) return;
    element.scrollIntoView({ block, behavior: calm.matches ? "instant" : "smooth" });
  };

  // Pointing: the claims lit now, and the words and implications that belong to them.
  const light = (claims, { scroll = false } = {}) => {
    const lit = new Set(claims);
    for (const mark of marks) mark.classList.toggle("on", words(mark, "claims").some((id) => lit.has(id)));
    for (const card of cards) {
      const own = card.dataset.claims ? false : lit.has(card.dataset.id);
      card.classList.toggle("on", own);
    }
    if (scroll && wide.matches) reveal(marks.find((mark) => mark.classList.contains("on")));
  };
  const nameActor = (id = "") => {
    if (state.named === id) return;
    state.named = id;
    for (const piece of all("#text .piece")) piece.classList.toggle("named", id !== "" && words(piece, "actors").includes(id));
    for (const row of rows) row.classList.toggle("on", row.dataset.actor === id);
  };
  const chosenActor = () => byId("by-actor")?.value;
  const rest = () => { light(state.pinned); nameActor(chosenActor()); };

  // Filtering: a card is shown when every filter that is set holds for it.
  const matches = (card) => {
    if (state.passage) return claimsOf(card).some((id) => state.passage.includes(id));
    const query = byId("search").value.trim().toLowerCase();
    return searched.get(card).includes(query)
      && filters.every((f) => !f.value || words(card, f.dataset.by).includes(f.value));
  };
  const told = () => {
    const shown = (kind) => {
      const of = cards.filter((card) => card.classList.contains(kind));
      return `${of.filter((card) => !card.hidden).length} of ${noun(of.length, kind)}`;
    };
    const kinds = document.body.classList.contains("briefing") ? ["claim", "implication"] : ["item"];
    if (!state.passage) return kinds.map(shown).join(", ");
    const n = cards.filter((card) => !card.hidden && !card.dataset.claims).length;
    return `${noun(n, kinds[0])} ${n === 1 ? "rests" : "rest"} on this passage`;
  };
  const filter = () => {
    for (const card of cards) card.hidden = !matches(card);
    for (const f of filters) f.toggleAttribute("data-empty", !f.value);
    const shown = new Set(cards.filter((card) => !card.hidden).flatMap(claimsOf));
    for (const mark of marks) mark.classList.toggle("off", !state.passage && !words(mark, "claims").some((id) => shown.has(id)));
    for (const section of sections) section.classList.toggle("none", all(".card", section).every((card) => card.hidden));
    byId("clear").hidden = !state.passage && !byId("search").value && filters.every((f) => !f.value);
    byId("outcome").textContent = told();
    rest();
  };
  const set = (name, value) => {
    const of = byId(`by-${name}`);
    if (!of) return;
    state.passage = null;
    of.value = value;
    if (of.selectedIndex < 0) of.value = "";
    filter();
  };
  const clear = () => {
    state.passage = null;
    state.pinned = [];
    byId("search").value = "";
    for (const f of filters) f.value = "";
    filter();
  };

  // From the words to every claim that rests on them.
  const showPassage = (claims, { focus = null } = {}) => {
    state.passage = claims;
    state.pinned = claims;
    filter();
    const first = byId(`claim-${focus || claims[0]}`);
    reveal(first, "nearest");
    if (focus || !wide.matches) first?.querySelector("a.id").focus({ preventScroll: true });
    if (!wide.matches) first?.scrollIntoView({ block: "center" });
  };
  // From a claim to its words.
  const follow = (link) => {
    const card = link.closest(".card");
    state.pinned = card ? claimsOf(card) : [];
    light(state.pinned, { scroll: true });
    const back = byId("back");
    back.hidden = !card || wide.matches;
    back.onclick = () => { back.hidden = true; card.querySelector("a.id").focus(); card.scrollIntoView({ block: "center" }); };
  };
  // To any part of the page, out of whatever hides it.
  const goTo = (id) => {
    const target = id && byId(id);
    if (!target) return;
    const closed = target.closest("details");
    if (closed) closed.open = true;
    const card = target.closest(".card");
    if (card?.hidden) clear();
    if (card) {
      state.pinned = claimsOf(card);
      light(state.pinned, { scroll: true });
      if (!inView(card)) card.scrollIntoView({ block: "center", behavior: "instant" });
    }
  };
  const fromAddress = () => {
    const [name, value] = decodeURIComponent(location.hash.slice(1)).split("=");
    if (value === undefined) goTo(name); else set(name, value);
  };

  const cardOf = (event) => event.target.closest?.(".card");
  const point = (event) => {
    const actor = event.target.closest?.("[data-actor]:not(.card)");
    const card = cardOf(event);
    const mark = event.target.closest?.("mark");
    nameActor(actor?.dataset.actor || chosenActor());
    if (card) light(claimsOf(card), { scroll: true });
    else if (mark) light(words(mark, "claims"));
  };
  // A pointer that only crosses a card on its way moves nothing.
  let resting = 0;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    if (event.pointerType !== "touch") resting = setTimeout(() => point(event), 60);
  });
  document.addEventListener("pointerout", (event) => {
    if (!cardOf({ target: event.relatedTarget || document.body })) { clearTimeout(resting); rest(); }
  });
  document.addEventListener("focusin", point);
  document.addEventListener("focusout", (event) => { if (!event.relatedTarget) rest(); });

  document.addEventListener("click", (event) => {
    const target = event.target;
    const ref = target.closest("a.ref");
    const mark = target.closest("mark");
    const only = target.closest("button[data-by]");
    const link = target.closest("a[href^='#']");
    if (ref) {
      event.preventDefault();
      const words_before = ref.parentElement.querySelectorAll("mark");
      const own = [...words_before].findLast((m) => ref.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_PRECEDING);
      showPassage(own ? words(own, "claims") : [ref.dataset.label], { focus: ref.dataset.label });
    } else if (mark && getSelection().isCollapsed) showPassage(words(mark, "claims"));
    else if (only) { set(only.dataset.by, only.dataset.value); byId("claims").scrollIntoView(); }
    else if (link?.classList.contains("quote")) follow(link);
    else if (link) goTo(decodeURIComponent(link.hash.slice(1)));
    else if (cardOf(event) && !target.closest("button")) { state.pinned = claimsOf(cardOf(event)); light(state.pinned, { scroll: true }); }
  });
  document.addEventListener("keydown", (event) => {
    const card = cardOf(event);
    if (event.key === "Escape" && event.target.tagName !== "SELECT") { clear(); return; }
    if (!card || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const shown = cards.filter((one) => !one.hidden);
    const next = shown[shown.indexOf(card) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.querySelector("a.id").focus({ preventScroll: true });
    reveal(next, "nearest");
  });
  document.addEventListener("selectionchange", () => {
    const found = offsets.selected();
    byId("selection").hidden = !found;
    if (found) byId("selection").textContent = `characters ${found.start} to ${found.end} of the text`;
  });

  byId("search").addEventListener("input", () => { state.passage = null; filter(); });
  for (const f of filters) f.addEventListener("change", () => { state.passage = null; filter(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => { clear(); byId("search").focus(); });
  addEventListener("hashchange", fromAddress);
  addEventListener("beforeprint", () => { for (const card of cards) card.hidden = false; });
  addEventListener("afterprint", filter);

  byId("filters").hidden = false;
  filter();
  return { data, light, showPassage, start: fromAddress };
})();
page.start();
