"""Values in, figures or pieces of HTML out; text that comes in is escaped here."""
