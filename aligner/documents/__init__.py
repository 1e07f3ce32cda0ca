"""From files and strings to documents whose blocks know what they are."""

from __future__ import annotations

from aligner.documents.extracted import Extracted
from aligner.documents.limits import DEFAULT_LIMIT, MEGABYTE
from aligner.documents.plain import document_from_text, laid_out
from aligner.documents.reading import name_of, read_document, read_extracted
from aligner.documents.sniffing import stem_of

__all__ = [
    "DEFAULT_LIMIT",
    "MEGABYTE",
    "Extracted",
    "document_from_text",
    "laid_out",
    "name_of",
    "read_document",
    "read_extracted",
    "stem_of",
]
