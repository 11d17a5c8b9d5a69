"""The office's pages of one case: overview, application, documents, history."""
