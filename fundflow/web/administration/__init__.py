"""Administrators' pages: people, applicants, the delegation order, what is in force, and lists of old cases."""

from flask import Blueprint

bp = Blueprint("administration", __name__, url_prefix="/administration")
