"""The applicant's pages: write an application, send it in, follow the case."""

from flask import Blueprint

bp = Blueprint("application", __name__)
