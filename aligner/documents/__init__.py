"""From files and strings to documents whose blocks know what they are."""

from __future__ import annotations

from aligner.documents.plain import document_from_text
from aligner.documents.reading import laid_out, name_of, read_bytes, read_document, read_text

__all__ = ["document_from_text", "laid_out", "name_of", "read_bytes", "read_document", "read_text"]
