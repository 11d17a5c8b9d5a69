"""An applicant's size and the companies that make up one undertaking with it, as versions."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _closed(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "group_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("currency", _closed("currency", "eur", "sek"), nullable=False),
        sa.Column("sek_per_eur", sa.String(length=40), nullable=True),
        sa.Column("employees", sa.String(length=40), nullable=True),
        sa.Column("turnover", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.Column("public_ownership_percent", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_group_statement_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["stated_by_id"], ["person.id"], name=op.f("fk_group_statement_stated_by_id_person")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_group_statement_confirmed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_statement")),
        sa.UniqueConstraint("organisation_id", "version", name=op.f("uq_group_statement_organisation_id")),
    )
    op.create_table(
        "group_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("relation", _closed("relation", "linked", "partner"), nullable=False),
        sa.Column("percent", sa.String(length=40), nullable=False),
        sa.Column("employees", sa.String(length=40), nullable=True),
        sa.Column("turnover", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["group_statement.id"], name=op.f("fk_group_link_statement_id_group_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_link")),
    )
    op.create_index(op.f("ix_group_link_statement_id"), "group_link", ["statement_id"])


def downgrade() -> None:
    op.drop_table("group_link")
    op.drop_table("group_statement")
