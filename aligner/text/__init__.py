"""What can be said of a text by itself: characters, damage, numbers, kinds of lines."""
