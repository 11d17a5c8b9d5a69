"""The desk: lists of cases, filters, assigning several."""
