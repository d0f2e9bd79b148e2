"""From files, folders, standard input or a text to articles ready to be asked about.

One way: bytes -decoding-> characters -normalising-> text -splitting-> sentences, and
what both say about themselves becomes metadata.
"""

from extractor.sources.inputs import Input, is_one, iter_inputs
from extractor.sources.opening import read_article
from extractor.sources.options import Options
from extractor.sources.reading import article_from_text
from extractor.sources.web.addresses import is_web
from extractor.sources.web.limits import FetchLimits
from extractor.sources.web.sources import Web

__all__ = [
    "FetchLimits",
    "Input",
    "Options",
    "Web",
    "article_from_text",
    "is_one",
    "is_web",
    "iter_inputs",
    "read_article",
]
