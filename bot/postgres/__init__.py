"""The database that several processes share: PostgreSQL."""
