"""Long articles: read in windows, one after the other, then closed over all of them."""

from extractor.windows.cutting import Size, Window, cut, fits
from extractor.windows.questions import Questions
from extractor.windows.reading import Read, read_in_windows

__all__ = ["Questions", "Read", "Size", "Window", "cut", "fits", "read_in_windows"]
