"""Reports and closing as pages: the applicant's schedule and reports, the office's reading, the end of a case."""

from flask import Blueprint

bp = Blueprint("followup", __name__)
