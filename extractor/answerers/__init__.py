"""What answers a request: a model behind a server (`llm`), or rules (`offline`).

Neither is imported here: each brings libraries that only its own users need.
"""
