"""The whole service under load, as an open model: people come when they come, answered or not."""
