"""What a name can name."""

from typing import Literal

Label = Literal["person", "organization", "state", "people", "seat", "place"]
