"""The base of every form: strips what is typed, knows its status and its errors, and adds and removes rows.

A page with repeating rows asks first whether a row button was pressed, and shows itself again when it was::

    form = ClaimForm()
    if form.row_button_pressed():
        return render_template("payment/claim.html", form=form)
    if form.validate_on_submit():
        ...
    return render_template("payment/claim.html", form=form), form.http_status
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, StringField

from fundflow.web.forms.fields import CheckboxesField, RowsField

ADD_ROW: Final = "add-row"
REMOVE_ROW: Final = "remove-row"


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


class BaseForm(FlaskForm):  # type: ignore[misc]  # the library ships no types
    """A form of one step; its fields say how they are labelled, hinted and checked."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Binds fields so that blanks around what is typed are taken away, except in passwords."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Return the field bound to the form, stripping what is typed in it."""
            is_text = issubclass(unbound_field.field_class, StringField)
            keeps_blanks = unbound_field.field_class.__name__ == "PasswordField"
            if is_text and not keeps_blanks:
                filters = (*unbound_field.kwargs.get("filters", ()), _stripped)
                options = {**options, "filters": filters}
            return unbound_field.bind(form=form, **options)  # type: ignore[no-any-return]

    @property
    def http_status(self) -> int:
        """200 for a form that is shown, 422 for one that was sent and is wrong."""
        return 422 if self.errors else 200

    def error_links(self) -> list[tuple[str, str]]:
        """Return address and text of every error, in the order of the page, for the error summary."""
        return [(f"#{anchor}", str(text)) for anchor, text in _errors(iter(self))]

    def row_button_pressed(self) -> bool:
        """Add or take away the row that a button asks for, keeping everything typed; say whether one was pressed."""
        for name, change in ((ADD_ROW, RowsField.add_row), (REMOVE_ROW, RowsField.remove_row)):
            wanted = request.form.get(name)
            for field in self:
                if wanted is not None and isinstance(field, RowsField) and field.owns(wanted):
                    change(field, wanted)
                    return True
        return False


class RowForm(BaseForm):
    """A form of one repeating row; the page's form holds the token."""

    class Meta(BaseForm.Meta):
        """Without a token of its own."""

        csrf = False


def _errors(fields: Iterator[Field]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if isinstance(field, FormField):
            yield from _errors(iter(field.form))
        elif isinstance(field, FieldList):
            yield from ((field.id, text) for text in _own(field.errors))
            yield from _errors(iter(field.entries))
        elif field.errors:
            yield _anchor(field), field.errors[0]


def _own(errors: Sequence[object]) -> list[str]:
    # WTForms gives the list's own errors and its entries' in one list.
    return [error for error in errors if not isinstance(error, dict)]  # type: ignore[misc]


def _anchor(field: Field) -> str:
    """Return the id that the link leads to: a group of choices is entered at its first."""
    is_group = field.type == "RadioField" or isinstance(field, CheckboxesField)
    first = next(iter(cast("Any", field)), None) if is_group else None
    return str(first.id if first is not None else field.id)


def text_of(field: Field) -> str:
    """Return what was typed in a text field, an empty text when nothing was."""
    return str(field.data or "")
