"""The register of service places: the list, a page for each, what is noted of it, and the place of a case."""

from flask import Blueprint

bp = Blueprint("service_place", __name__, url_prefix="/servicestallen")
of_case = Blueprint("place_of_case", __name__, url_prefix="/arenden/<int:case_id>/servicestalle")
