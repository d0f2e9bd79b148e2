"""Who is in the article: names, descriptions and pronouns, and whom they mean."""
