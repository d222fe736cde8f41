"""The demonstration province: made-up workbooks of real units, read by the normal importer."""
