"""What was recommended, to whom, and due when. Knows nothing of responses."""
