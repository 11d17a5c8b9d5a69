"""A text in the languages of the service."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the catalogue in the service's languages; Swedish is never missing."""

    sv: str
    en: str | None = None

    def read_in(self, language: str) -> str:
        """Return the text in the language, or in Swedish where it is not translated."""
        return (self.en if language == "en" else None) or self.sv

    def __str__(self) -> str:
        return self.sv
