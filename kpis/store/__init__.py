"""Versions of the database: what a version is, reading one, writing the next."""
