"""What a figure is: its name, which way is better, what it means, whence."""

from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower", "neither"]
Group = Literal[
    "attributions",
    "actors",
    "own cases",
    "volume",
    "coverage",
    "proof",
    "mutations",
    "inferences",
    "cost",
]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure.

    Attributes:
        name: In files and floors.
        title: In tables.
        group: What it is about.
        better: Which way is better; neither when more is only different.
        meaning: How it is computed.
        source: Where the definition comes from.
    """

    name: str
    title: str
    group: Group
    better: Better
    meaning: str
    source: str


COVER = "own: kind to claims that tell less than a whole content"
PARC = "PARC 3.0 (Pareti 2016), PolNeAR (Newell et al. 2018)"
FACTBANK = "FactBank (Saurí and Pustejovsky 2009)"
OWN = "own"
ICD_203 = "ICD 203 (2015), D.6.e(2)"
