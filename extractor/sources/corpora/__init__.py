"""Files of many articles: rows with fields, read one by one in flat memory."""
