"""Names over time, who continues whom, and organisations registered abroad."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_COLUMNS = ("country", "foreign_id", "other_names", "merged_into_id", "merged_on", "merged_by_id", "merged_noted_at")


def upgrade() -> None:
    op.create_table(
        "organisation_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("registered", "alias", name="namekind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_name_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_organisation_name_noted_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_name")),
    )
    op.create_index(op.f("ix_organisation_name_organisation_id"), "organisation_name", ["organisation_id"])
    for column in (
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("foreign_id", sa.Text(), nullable=True),
        sa.Column("other_names", sa.Text(), nullable=False, server_default=""),
        sa.Column("merged_into_id", sa.Integer(), sa.ForeignKey("organisation.id"), nullable=True),
        sa.Column("merged_on", sa.Date(), nullable=True),
        sa.Column("merged_by_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("merged_noted_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("organisation", column, inline_references=True)
    op.create_index("ix_organisation_merged_into_id", "organisation", ["merged_into_id"])
    op.create_index("uq_organisation_foreign_id", "organisation", ["country", "foreign_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_organisation_foreign_id", "organisation")
    op.drop_index("ix_organisation_merged_into_id", "organisation")
    for column in reversed(_COLUMNS):
        op.drop_column("organisation", column)
    op.drop_table("organisation_name")
