"""Claims and payments: the applicant asks, the office reviews, two people pay."""

from flask import Blueprint

bp = Blueprint("payment", __name__)
