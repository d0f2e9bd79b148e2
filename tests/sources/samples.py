"""Texts that are likely to go wrong, drawn by hypothesis."""

from hypothesis import strategies as st

INVISIBLE = (
    *"\x00\x1f\x7f\xad\u034f\u061c\u115f\u1160\u180b\u180e\u200b\u200c\u200d\u200e\u200f",
    *"\u202a\u202e\u2060\u2066\u2069\u3164\ufe00\ufe0e\ufe0f\ufeff\ufff9\ufffe",
    *"\U000e0001\U000e0067\U000e007f\U000e0100",
)
NEIGHBOURS = (
    *"aé e=#1\n\t.\u05d0\u05b7\u0627\u0645\u064b\u0653\u0654\u0915\u0928\u093c\u094d",
    *"\u0951\u09bc\u09be\u09c7\u09cd\u0d28\u0d4d\u0dca\u0dd9\u1000\u1037\u1100\u1161\u11a8",
    *"\u1820\u18a9\u0301\u0338\u20e3\u2260\u2764\u4e00\uf900\U0001f3f4\U0001f3fd\U0001f468",
)
LINES = (
    *("Kim tests a missile", "By Jane Doe", "Friday, August 21, 2015", "# What next"),
    *("- one item", "2. another. And more.", "Source: www.example.com", "  indented"),
    *("He left at 5 p.m. Friday.", "“Well… Perhaps,” he said. She left.", "", " \t"),
    "The prime minister told reporters on Monday that President",
    "(She stayed. They left.) He went… Then “no.”",
)

mixed = st.text(st.sampled_from(INVISIBLE + NEIGHBOURS), max_size=30)
writable = st.text(max_size=60) | mixed
any_text = st.text(st.characters(), max_size=60) | mixed  # with lone surrogates
article_like = st.lists(st.sampled_from(LINES) | writable, max_size=8).map("\n".join)
