"""Countries: the ISO 3166-1 alpha-3 code for whatever a model wrote instead."""

import pycountry

# What ISO 3166-1 and pycountry's common names do not say; XKX is in use by the EU.
EVERYDAY = {
    "america": "USA",
    "britain": "GBR",
    "great britain": "GBR",
    "ivory coast": "CIV",
    "kosovo": "XKX",
    "palestine": "PSE",
    "russia": "RUS",
    "turkey": "TUR",
    "u.k.": "GBR",
    "u.s.": "USA",
    "u.s.a.": "USA",
    "uk": "GBR",
    "vatican": "VAT",
}
CODES = frozenset(country.alpha_3 for country in pycountry.countries) | {"XKX"}


def country_code(words: str) -> str | None:
    """Return the code that the words are or mean: a code, or a country's name."""
    if words in CODES:
        return words
    plain = words.strip().lower()
    if plain.upper() in CODES:
        return plain.upper()
    try:
        found: str = pycountry.countries.lookup(plain).alpha_3
    except LookupError:
        return EVERYDAY.get(plain)
    return found
