"""Figures over many cases; the only package that computes with pandas."""
