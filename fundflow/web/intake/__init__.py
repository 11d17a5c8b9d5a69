"""Deeds of intake: assign, start, ask for completion, confirm who signed, write notes."""
