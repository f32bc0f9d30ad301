"""Rasa graph components that read French questions."""
