// Places in the text, counted in code points as the file counts them. A browser counts
// UTF-16 units, in which an emoji is two.
const offsets = (() => {
  const points = (string) => {
    let n = 0;
    for (const _ of string) n += 1;
    return n;
  };
  const units = (string, count) => {
    let at = 0;
    for (let n = 0; n < count && at < string.length; n += 1) {
      at += string.codePointAt(at) > 0xffff ? 2 : 1;
    }
    return at;
  };
  const text = () => document.getElementById("text");
  const pieces = () => [...text().querySelectorAll(".piece")];
  const startOf = (piece) => Number(piece.dataset.start);

  // The offset of a place in the DOM; null outside the text.
  const offsetAt = (node, unit) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest(".piece");
      return piece && text().contains(piece)
        ? startOf(piece) + points(node.data.slice(0, unit)) : null;
    }
    if (!text().contains(node)) return null;
    const within = document.createRange();
    within.setStart(text(), 0);
    within.setEnd(node, unit);
    const before = pieces().filter((piece) => within.comparePoint(piece, piece.childNodes.length) <= 0);
    const last = before.at(-1);
    return last ? startOf(last) + points(last.textContent) : 0;
  };

  // The words that are selected in the text, as {start, end, quote}, without blanks at
  // their ends; null when none are.
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    let start = offsetAt(range.startContainer, range.startOffset);
    let end = offsetAt(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const characters = [...page.data.article.text].slice(start, end);
    while (characters.length && !characters[0].trim()) { characters.shift(); start += 1; }
    while (characters.length && !characters.at(-1).trim()) { characters.pop(); end -= 1; }
    return characters.length ? { start, end, quote: characters.join("") } : null;
  };

  // The DOM range of a place given in code points.
  const rangeOf = (start, end) => {
    const range = document.createRange();
    for (const piece of pieces()) {
      const from = startOf(piece), words = piece.textContent, to = from + points(words);
      if (from <= start && start < to) range.setStart(piece.firstChild, units(words, start - from));
      if (from < end && end <= to) range.setEnd(piece.firstChild, units(words, end - from));
    }
    return range;
  };

  return { points, selected, rangeOf };
})();
