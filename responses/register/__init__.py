"""A whole register directory in and out: what was recommended and what was answered."""
