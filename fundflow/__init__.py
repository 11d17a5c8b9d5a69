"""One funding case, all the way."""
