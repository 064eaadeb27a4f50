"""What a letter says: the words it begins as, what fills them, how it is laid out."""
