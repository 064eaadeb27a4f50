"""Sheets that officers fill in: read, shown before they are stored, and written."""
