"""Front matter: the facts between two `---` lines at the top of a Markdown file."""
