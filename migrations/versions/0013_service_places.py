"""The register of service places, what is known of each over time, and the place that a case is about.

The column of the case is added by a plain ALTER TABLE on both databases: rebuilding the table, as batch mode does on
SQLite, would lose its CHECK constraints.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ONLY_ADDED = ("service_place_change", "service_place_record", "service_place_turnover", "service_place_aid")


def upgrade() -> None:
    _places()
    _records()
    _turnover_and_aid()
    op.execute(
        "ALTER TABLE funding_case ADD COLUMN service_place_id INTEGER "
        "CONSTRAINT fk_funding_case_service_place_id_service_place REFERENCES service_place (id)"
    )
    op.create_index(op.f("ix_funding_case_service_place_id"), "funding_case", ["service_place_id"])
    for table in _ONLY_ADDED:
        _refuse_changes(table)


def _places() -> None:
    op.create_table(
        "service_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("point_of_sale", sa.String(length=40), nullable=False),
        sa.Column("latitude", sa.String(length=40), nullable=True),
        sa.Column("longitude", sa.String(length=40), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_service_place_closes_after_opening"),
        ),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_service_place_whole_position")),
        sa.CheckConstraint("point_of_sale IN ('fixed', 'mobile')", name=op.f("ck_service_place_pointofsale")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_service_place_created_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_place")),
    )
    op.create_index(op.f("ix_service_place_name_folded"), "service_place", ["name_folded"])
    op.create_index(op.f("ix_service_place_municipality_code"), "service_place", ["municipality_code"])
    op.create_table(
        "service_place_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.JSON(), nullable=False),
        _of_place("service_place_change"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_service_place_change_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_place_change")),
    )
    op.create_index(op.f("ix_service_place_change_place_id"), "service_place_change", ["place_id"])


def _records() -> None:
    op.create_table(
        "service_place_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column("sells_groceries", sa.Boolean(), nullable=False),
        sa.Column("sells_fuel", sa.Boolean(), nullable=False),
        sa.Column("distance_km", sa.String(length=40), nullable=True),
        sa.Column("nearest", sa.Text(), nullable=True),
        sa.Column("island_without_fixed_link", sa.Boolean(), nullable=True),
        sa.Column("open_all_year", sa.Boolean(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("wide_grocery_range", sa.Boolean(), nullable=True),
        sa.Column("assortment", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        *_noted("service_place_record"),
        sa.CheckConstraint("owner_id IS NULL OR owner_name IS NULL", name=op.f("ck_service_place_record_one_owner")),
        sa.CheckConstraint("sells_groceries OR sells_fuel", name=op.f("ck_service_place_record_sells_something")),
        _of_place("service_place_record"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name=op.f("fk_service_place_record_owner_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_place_record")),
    )
    op.create_index("ix_service_place_record_of_day", "service_place_record", ["place_id", "from_on"])
    op.create_index(op.f("ix_service_place_record_owner_id"), "service_place_record", ["owner_id"])


def _turnover_and_aid() -> None:
    op.create_table(
        "service_place_turnover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        *_noted("service_place_turnover"),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_service_place_turnover_not_negative")),
        _of_place("service_place_turnover"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_place_turnover")),
    )
    op.create_index(op.f("ix_service_place_turnover_place_id"), "service_place_turnover", ["place_id"])
    op.create_table(
        "service_place_aid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("aid", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("support_year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        *_noted("service_place_aid"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_service_place_aid_amount_above_zero")),
        sa.CheckConstraint("aid IN ('service_grant', 'operating')", name=op.f("ck_service_place_aid_runningaid")),
        _of_place("service_place_aid"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_service_place_aid_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["service_place_aid.id"], name=op.f("fk_service_place_aid_corrects_id_service_place_aid")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_place_aid")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_service_place_aid_corrects_id")),
    )
    op.create_index(op.f("ix_service_place_aid_place_id"), "service_place_aid", ["place_id"])
    op.create_index(op.f("ix_service_place_aid_organisation_id"), "service_place_aid", ["organisation_id"])


def _of_place(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["place_id"], ["service_place.id"], name=op.f(f"fk_{table}_place_id_service_place"))


def _noted(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f(f"fk_{table}_noted_by_id_person")),
    )


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
        )


def downgrade() -> None:
    op.drop_index(op.f("ix_funding_case_service_place_id"), table_name="funding_case")
    op.execute("ALTER TABLE funding_case DROP COLUMN service_place_id")
    for table in (*reversed(_ONLY_ADDED), "service_place"):
        op.drop_table(table)
