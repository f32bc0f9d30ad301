"""What may go wrong with several replicas, made to go wrong: with PostgreSQL, Redis and nginx from Debian's packages."""
