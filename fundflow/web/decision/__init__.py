"""Decisions that wait, and the page where one is taken."""
