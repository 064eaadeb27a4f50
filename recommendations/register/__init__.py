"""A register directory: CSV files in and out, both ways by one catalogue."""
