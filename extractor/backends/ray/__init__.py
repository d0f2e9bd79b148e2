"""Many articles on many processes and machines, with Ray Data.

Files are read by tasks, articles are asked about by asynchronous actors, and rows of
Parquet come out. Importing this imports no Ray; `cluster` does, and says what to
install when there is none.
"""

from extractor.backends.ray.connecting import Cluster, cluster
from extractor.backends.ray.job import RayJob, Wanted
from extractor.backends.ray.order import Order
from extractor.backends.ray.outlets import JournalOutlet, Outlet
from extractor.backends.ray.parquet import ParquetOutlet
from extractor.backends.ray.places import Place, is_remote, place_of

__all__ = [
    "Cluster",
    "JournalOutlet",
    "Order",
    "Outlet",
    "ParquetOutlet",
    "Place",
    "RayJob",
    "Wanted",
    "cluster",
    "is_remote",
    "place_of",
]
