"""A spreadsheet's way in: bytes → grid → form → cells → verdict → stored."""
