"""Messages in a case: the applicant's page and the office's."""

from flask import Blueprint

bp = Blueprint("message", __name__)
office = Blueprint("case_message", __name__)
