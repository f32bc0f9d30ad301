"""From an official announcement to a draft of its knowledge file: what `python -m edition` does.

A document (HTML, Markdown, text, PDF) becomes blocks; in the blocks, laureates, figures and totals are found; these make
a draft that an editor completes. What is not understood is listed, never guessed.
"""
