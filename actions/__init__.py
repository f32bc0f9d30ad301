"""Custom actions: from what the tracker holds to a question, and from its answer to a reply."""
