"""Watching the assistant while it serves: logs without texts, figures for Prometheus, whether it lives and is ready."""
