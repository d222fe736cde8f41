"""What leaves the house: workbooks to fill in, and tables as workbooks."""
