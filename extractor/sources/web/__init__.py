"""Web pages, addresses and feeds: fetched within limits, read as a reader sees them."""
