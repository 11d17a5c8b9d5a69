"""Applicants' own pages: register an organisation, keep its facts, invite and remove colleagues."""

from flask import Blueprint

bp = Blueprint("organisation", __name__, url_prefix="/organisationer")
