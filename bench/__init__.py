"""`make bench`: fills a PostgreSQL database with invented records, serves it and measures it (docs/performance.md)."""
