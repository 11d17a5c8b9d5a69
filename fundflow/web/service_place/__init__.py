"""The register of service places: the list, a page for each, what is noted of it, and the place of a case."""

from flask import Blueprint

bp = Blueprint("service_place", __name__)
