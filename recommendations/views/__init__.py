"""The public register: who was asked for what, by when, and what was answered."""
