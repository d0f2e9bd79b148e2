"""What one construction finds: words, and who is credited with them."""

from dataclasses import dataclass

from spacy.tokens import Token

from extractor.answerers.offline.text.reading import Line
from extractor.answerers.offline.text.stretches import Stretch


@dataclass(frozen=True, eq=False, kw_only=True)
class Attribution:
    """An attributed passage.

    Attributes:
        line: The line that holds the cue.
        content: The words attributed, in order, each piece without a gap.
        cue: The reporting words.
        anchor: The main one of them.
        speaker: The head of the words that name the speaker; None when nobody is.
        relays: Heads of the words that name who passes it on, outermost first.
        head: The main word of the content, where the parse has one.
        rule: The construction's name.
    """

    line: Line
    content: tuple[Stretch, ...]
    cue: Stretch | None
    anchor: Token | None
    speaker: Token | None
    relays: tuple[Token, ...] = ()
    head: Token | None = None
    rule: str = ""

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end

    @property
    def size(self) -> int:
        """The number of characters of the content."""
        return sum(map(len, self.content))

    def shared(self, other: "Attribution") -> int:
        """Return the number of characters that the contents share."""
        if self.end <= other.start or other.end <= self.start:
            return 0
        return sum(a.shared(b) for a in self.content for b in other.content)
