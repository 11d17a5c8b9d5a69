"""Work without a person waiting: what the outbox promises is done here, and may be done twice."""
