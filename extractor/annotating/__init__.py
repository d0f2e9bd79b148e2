"""A page for deciding, served on this machine alone to whoever has its address."""

from extractor.annotating.desk import Desk
from extractor.annotating.exporting import Exporting
from extractor.annotating.serving import AnnotationServer

__all__ = ["AnnotationServer", "Desk", "Exporting"]
