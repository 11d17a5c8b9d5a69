"""The world outside; one module a thing, told what to do and deciding nothing."""
