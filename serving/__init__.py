"""Starting the assistant: its process, its actions, its model."""
