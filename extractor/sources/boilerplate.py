"""Boilerplate: lines that a page puts around an article and that say nothing of it.

Only whole lines are judged, and only by what no sentence of news has the form of: what
is excluded wrongly is lost to everybody, what is kept wrongly is seen and passed over.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.records.article import UNSHOWN, Excluded, Sentence
from extractor.sources.bylines import AGENCY, authors, is_byline
from extractor.sources.dates import is_dateline

LONGEST_LINE = 200  # a longer one is a paragraph
MEMORY = 256  # lines: those of a few articles
_NETWORK = (
    r"(?:facebook|twitter|x|whats ?app|linked ?in|reddit|telegram|pinterest|e-?mail"
    r"|instagram|you ?tube|tik ?tok|threads|bluesky|google news|flipboard|messenger"
    r"|sms|tumblr|weibo|wechat|mastodon)"
)
_BAR = rf"(?:{_NETWORK}|share|tweet|pin|print|save|copy link|link copied|comments?)"
_SHARE = (
    r"share(?: (?:this|the) (?:article|story|post|page|news))?:?|share this:?|tweet"
    r"|follow us:?"
    rf"|share (?:(?:this|it) )?(?:on|via|with|to) {_NETWORK}"
    rf"|{_BAR}(?:(?: ?[|,/•·] ?| ){_BAR})+|(?:copy link|link copied|copied)!?"
    rf"|(?:follow|like|find|join) [\w .&]{{2,40}} on {_NETWORK}"
    rf"(?:(?:, | and |, and | & | / ){_NETWORK})*(?:,? (?:at )?@\w+)?[.!]?"
)
_LABEL = (
    r"(?:also read|read also|also see|see also|read more|read next|read this|must read"
    r"|don['’]t miss|read|related(?: (?:articles?|stor(?:y|ies)|coverage|news|content"
    r"|reading|links?))?|recommended(?: (?:for you|reading|stories))?"
    r"|more on this(?: story)?|trending(?: now)?|editor['’]s picks?"
    r"|most (?:read|popular|viewed)|you (?:may|might) (?:also )?like"
    r"|in case you missed it|lee también|lea también|(?:le|te) puede interesar"
    r"|leia também|leia mais|(?:à )?lire aussi|lesen sie auch|mehr zum thema"
    r"|leggi anche|читайте также|相关阅读|延伸阅读|相关新闻|関連記事"
    r"|اقرأ أيضا|اقرأ أيضًا|यह भी पढ़ें|ये भी पढ़ें)"
)
_LINK = (
    rf"(?!read(?: more)?$){_LABEL}|{_LABEL} ?[:|：»>] ?\S.*"
    r"|read more(?: ?[»>…]|\.\.\.)?"
    r"|(?:continue|keep) reading(?: below)?[.…»>]*|click here (?:to|for) .{2,100}"
    r"|<?(?:https?://|www\.)\S+"
)
_WANTED = (
    r"(?:newsletters?|inbox|e-?mail alerts|news alerts|podcast|whats ?app channel"
    r"|telegram channel|continue reading|unlimited access|digital edition)"
)
_SUBSCRIPTION = (
    r"(?:subscribe|sign (?:in|up)|log ?in|newsletters?)"
    r"|(?:please )?(?:sign up|subscribe|register|log ?in|sign in)\b.{0,120}"
    rf"\b{_WANTED}\b.{{0,60}}"
    r"|get\b.{0,80}\b(?:newsletters?|(?:in|to) your inbox)\b.{0,40}"
    r"|.{0,120}\b(?:delivered|sent|straight|directly|right) to your (?:inbox|e-?mail)"
    r"\b.{0,40}|already (?:a |have an? )?(?:subscriber|subscribed|member|account"
    r"|registered)\?.{0,60}|(?:this|the) (?:article|story|content) is (?:only "
    r"|available |exclusively )*(?:for|to) (?:our |paying )?(?:subscribers|members)"
    r"\b.{0,60}"
    r"|(?:download|get) (?:our|the [\w ]{2,30}) app\b.{0,60}|join our (?:whats ?app"
    r"|telegram)\b.{0,60}|enter your e-?mail(?: address)?|unsubscribe at any time\.?"
    r"|by (?:signing up|subscribing|registering|providing your e-?mail)\b.{0,160}"
)
_COOKIES = (
    r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b.*"
    r"|by (?:continuing|using|browsing|clicking)\b.*\bcookies?\b.*"
    r"|(?:accept|reject|manage|allow) (?:all )?cookies?(?: settings| preferences)?"
    r"|cookie (?:policy|settings|preferences|notice)|privacy (?:policy|notice)"
    r"|terms (?:of (?:use|service)|and conditions)"
)
_PICTURE = (
    r"(?:(?:file |cover |featured |representative )?(?:photo(?:graph)?|image|picture)s?"
    r"|illustration|graphic)"
)
_NAMES = (
    r"(?-i:[^\W\d_a-zß-öø-ÿ])[\w.'’-]*"
    r"(?:(?: |, | ?[/|] ?| - )(?:via|of|and|for|pool|file|(?-i:[^\W\d_a-zß-öø-ÿ])"
    r"[\w.'’-]*)){0,7}"
)
_STOCK = (
    rf"(?:{AGENCY}|EPA(?:-EFE)?|KCNA|AAP|Getty(?: Images)?|Shutterstock|iStock|Alamy)"
)
_CREDIT = (
    rf"[(\[]?{_PICTURE}(?: credits?| source| courtesy(?: of)?)?(?: by |: ?|, ?| ?/ ?)"
    rf"{_NAMES}[)\]]?\.?|[(\[]?file (?:photo|image|picture)[)\]]?\.?"
    rf"|[(\[]?(?:AP Photo|Getty Images|{_STOCK} ?/ ?(?-i:[A-Z])[\w.'’-]+)"
    rf"(?: ?[/,] ?{_NAMES}| {_NAMES})?[)\]]?\.?|(?:handout )?via {_STOCK}"
)
_SOURCE = (
    r"(?:original(?: article)? )?source(?: link)?: ?(?:https?://\S+"
    rf"|(?:[a-z0-9-]+\.)+[a-z]{{2,24}}(?:/\S*)?|{AGENCY})"
    r"|\((?:additional |further )?(?:reporting|writing|editing) by (?-i:[A-Z])[^()]*\)"
    r"|\(with inputs from [^()]{2,60}\)|with inputs from agencies\.?"
    r"|[^.]{3,90} contributed (?:reporting )?to this (?:report|story|article)\.?"
)
_COPYRIGHT = (
    r"(?:©|\(c\)|copyright)(?: ©| \(c\))? ?(?:19|20)\d\d\b.{0,120}|© ?\S.{0,60}"
    r"|all rights reserved\.?"
)
_ADVERTISEMENT = (
    r"[-–—*\[( ]*(?:advertisement|advertising|sponsored(?: content| by .{2,40})?"
    r"|adchoices|paid content|promoted(?: content)?|publicidad|publicidade|publicité"
    r"|anzeige|werbung|pubblicità|реклама|广告|広告|إعلان|विज्ञापन)[-–—*\]) ]*"
    r"|(?:story|article|post) continues (?:below|after)(?: (?:this |the )?ad\w*)?\.?"
    r"|(?:advertisement ?[-–—|:.]? ?)?(?:scroll|continue reading) (?:down )?"
    r"(?:to continue|below)"
)
_COMMENTS = (
    r"(?:leave|post|add|write) a (?:comment|reply)|(?:view|show|see|read)(?: all)? "
    r"(?:\d+ )?comments?|comments? ?\(\d+\)|\d+ comments?|no comments yet"
)
_PAGE = (
    r"\d{1,2}[ -]min(?:ute)?s? read"
    r"|(?:read(?:ing)? time|time to read):? ?\d{1,2} min\w*"
    r"|listen to (?:this )?(?:article|story)|skip to (?:main )?content|site ?map"
    r"|back to (?:top|main menu)|(?:about|contact|advertise with) us"
)
_REASONS = {
    "advertisement": _ADVERTISEMENT,
    "comments": _COMMENTS,
    "cookies": _COOKIES,
    "copyright": _COPYRIGHT,
    "credit": _CREDIT,
    "link": _LINK,
    "page": _PAGE,
    "share": _SHARE,
    "source": _SOURCE,
    "subscription": _SUBSCRIPTION,
}
_BOILERPLATE = re.compile(
    "|".join(f"(?P<{reason}>{pattern})" for reason, pattern in _REASONS.items()),
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")


def boilerplate(line: str) -> str | None:
    """Return why a line is none of the article's own, or None if it may be."""
    return None if len(line) > LONGEST_LINE else _judged(" ".join(line.split()))


@lru_cache(maxsize=MEMORY)
def _judged(words: str) -> str | None:
    """Return what a line is, each line of an article being asked about a few times."""
    hit = _BOILERPLATE.fullmatch(words)
    if hit:
        return hit.lastgroup
    return "byline" if _is_byline_alone(words) else None


def excluded(text: str, sentences: Sequence[Sentence]) -> tuple[Excluded, ...]:
    """Return the lines that are boilerplate, in order: each whole sentences.

    Bylines and trailers are not among them, having a kind of their own. Nothing is
    excluded when nothing would be left.
    """
    found = tuple(_excluded(text, sentences))
    hidden = {n for one in found for n in _within(one, sentences)}
    left = (u for u in sentences if u.kind not in UNSHOWN and u.n not in hidden)
    return found if next(left, None) else ()


def _excluded(text: str, sentences: Sequence[Sentence]) -> Iterator[Excluded]:
    """Yield the boilerplate lines that are sentences of their own."""
    starts = {unit.start: unit for unit in sentences}
    ends = {unit.end for unit in sentences}
    for line in _LINE.finditer(text):
        reason = boilerplate(line[0])
        if reason is None:
            continue
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        unit = starts.get(start)
        if unit and end in ends and unit.kind not in UNSHOWN:
            yield Excluded(start=start, end=end, reason=reason)


def _within(one: Excluded, sentences: Sequence[Sentence]) -> Iterator[int]:
    return (u.n for u in sentences if one.start <= u.start and u.end <= one.end)


def _is_byline_alone(line: str) -> bool:
    """Tell whether a line amid the text says who wrote what follows or precedes."""
    if not is_byline(line) or is_dateline(line):
        return False
    people = authors(line)
    return bool(people) and " " in people[0] and not _NO_NAME.match(people[0])
