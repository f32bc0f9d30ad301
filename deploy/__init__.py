"""Running it for many: several replicas behind a proxy, with PostgreSQL and Redis; on one machine, in Compose, on Kubernetes."""
