"""What times and measures; run by hand, never by pytest."""
