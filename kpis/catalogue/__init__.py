"""Definitions as data: what is measured, of whom, against which goal, and by when."""
