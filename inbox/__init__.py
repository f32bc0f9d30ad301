"""What people asked and did not get, for the editor: what `python -m inbox` shows.

Stored conversations become questions without an answer, masked; like ones make groups, each with why it failed and what
the knowledge base has near it.
"""
