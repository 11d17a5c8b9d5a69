"""Figures of a year, as a page and as a workbook."""
