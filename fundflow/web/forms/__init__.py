"""Forms check form: presence, type, length, format. Whether a deed may be done is the domain's matter."""
