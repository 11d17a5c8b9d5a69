"""The rules in force, for everybody: which they are, what they rest on and the values they hold."""
