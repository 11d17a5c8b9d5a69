"""The applicant's people and their running case, for every test of what they write."""

from tests.claim_parts import case_id
from tests.web.applying import isak, journey, maja

__all__ = ["case_id", "isak", "journey", "maja"]
