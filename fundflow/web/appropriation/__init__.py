"""Frames and payment targets: how they stand, and their changes with the board's decision."""
