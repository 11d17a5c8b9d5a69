"""Calls for applications: what everybody may read, and where the office writes them."""

from flask import Blueprint

bp = Blueprint("call", __name__, url_prefix="/utlysningar")
office = Blueprint("calls", __name__, url_prefix="/kontoret/utlysningar")
