"""Puts right where sentencex ends a sentence too early or too late.

Each rule is general English; tests/data/sbd_golden holds the cases that none of them
may lose.
"""

import re

_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?"
    r"|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|[BI]ST|CES?T|Eastern|Central|Pacific|local)\b"

# What stands before a boundary, and after it, when the sentence goes on.
_BEFORE = re.compile(
    r"(?P<time>\b[ap]\.m\.)|(?P<weekday>\b(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)"
    r"|(?P<number>\b(?:approx|ch|eq|est|ex|figs?|nos?|par|vols?)\.)"
    r"|(?P<title>\b(?:Amb|Asst|Atty|Dep|Det|Supt)\.)"
    r"|(?P<latin>\b(?:e\.g|i\.e|cf|viz)\.)$",
    re.IGNORECASE,
)
