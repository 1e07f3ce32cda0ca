"""From files and strings to documents whose blocks know what they are."""

from __future__ import annotations

from aligner.documents.plain import document_from_text
from aligner.documents.reading import read_bytes, read_document

__all__ = ["document_from_text", "read_bytes", "read_document"]
