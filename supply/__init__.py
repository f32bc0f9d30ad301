"""What the assistant is made of: a list of its parts from the locks, and which of them have known vulnerabilities."""
