"""What was answered, who recorded it, who is chased and told."""
