"""From a message to the question it means: what it says, what it points back at, what was told before."""
