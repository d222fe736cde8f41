"""People, their roles and their sessions, and the record of who did what to them."""
