from collections.abc import Iterator

import pytest

from tests.servers.site import Site


@pytest.fixture
def server() -> Iterator[Site]:
    """Return a web site on this machine."""
    site = Site()
    yield site
    site.close()
