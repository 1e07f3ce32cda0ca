"""A review as it goes on: the state, its journal, and what is known of each bead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aligner.checks import rule
from aligner.errors import InputError, UsageError
from aligner.review.applying import refuse_conflict, state_and_splice
from aligner.review.journal import Journal, journal_path
from aligner.review.judging import Judge, mark_of
from aligner.review.opening import opened
from aligner.review.requests import resolve
from aligner.review.scoring import Score, Scorer
from aligner.review.state import Bead, Splice
from aligner.viewing import Source


@dataclass(frozen=True, slots=True)
class Work:
    """A bead whose score is to be worked out, and the beads of its article."""

    bead: Bead
    document: tuple[Bead, ...]


class Desk:
    """Everything of one review; not to be used from two threads at once.

    ``scorer`` is None until a model is there. What the journal holds is done again at
    the start. Raises what `aligner.review.journal.Journal` does.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.state = opened(source.pairs)
        if not self.state.beads:
            raise InputError(f"{source.path}: there is no text in its pairs; nothing to review")
        self.judge = Judge(self.state, source.pairs)
        self.scorer: Scorer | None = None
        self.journal = Journal(journal_path(source.path), source.digest)
        try:
            for number, action in enumerate(self.journal.actions, 2):
                try:
                    self.state, _ = state_and_splice(self.state, action)
                except UsageError as error:
                    raise InputError(
                        f"{self.journal.path}, line {number}: cannot be done again ({error}); "
                        "put a copy of the journal back"
                    ) from None
        except BaseException:
            self.journal.close()
            raise

    def act(self, request: object, base: int) -> dict[str, Any]:
        """Do what the page asks for, which it saw at revision ``base``; the change as JSON values.

        It is on the disk before this returns. Raises InputError for what is no request,
        `RefusedError` or its child `ConflictError` for what cannot be done, OutputError when the
        journal cannot be written; the state is then as it was.
        """
        action = resolve(request, self.state, self.judge, self.scorer)
        refuse_conflict(self.state, action, base)
        state, splice = state_and_splice(self.state, action)
        self.journal.append(action)
        self.state = state
        return self.change(splice)

    def change(self, splice: Splice) -> dict[str, Any]:
        """A change of the beads, for a page that knows the state before it."""
        return {
            **self._ways(),
            "at": splice.at,
            "removed": len(splice.old),
            "rows": self.rows(splice.new),
        }

    def everything(self) -> dict[str, Any]:
        """The whole state, for a page that knows nothing."""
        codes = {finding.code for pair in self.source.pairs for finding in pair.findings}
        return {
            **self._ways(),
            "name": self.source.name,
            "rules": {code: _about(code) for code in sorted(codes)},
            "rows": self.rows(self.state.beads),
        }

    def _ways(self) -> dict[str, Any]:
        return {
            "revision": self.state.revision,
            "undo": self.state.past is not None,
            "redo": self.state.future is not None,
        }

    def rows(self, beads: Iterable[Bead]) -> list[dict[str, Any]]:
        """Beads as the page shows them."""
        return [self._row(bead) for bead in beads]

    def _row(self, bead: Bead) -> dict[str, Any]:
        judgement = self.judge.judge(bead)
        pair = judgement.pair
        return {
            "id": bead.id,
            "doc": bead.doc,
            "revision": bead.revision,
            "ko": [piece.text for piece in bead.ko],
            "en": [piece.text for piece in bead.en],
            "confirmed": bead.confirmed,
            "page": not self.judge.of_article(bead),
            "similarity": pair.similarity,
            "confidence": pair.confidence,
            "origin": judgement.origin,
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity,
                    "side": finding.side,
                    "span": finding.span,
                    "message": finding.message,
                    "fix": finding.fix,
                    "dismissed": mark_of(finding) in bead.dismissed,
                }
                for finding in pair.findings
            ],
        }

    def work(self, beads: Sequence[Bead] | None = None) -> list[Work]:
        """What is to be scored among these beads, or among all."""
        found = []
        for bead in self.state.beads if beads is None else beads:
            if not self.judge.is_known(bead):
                if self.judge.of_article(bead):
                    found.append(Work(bead, self._article(bead.doc)))
                else:
                    self.judge.learn(bead, Score(None, None))
        return found

    def _article(self, doc: str) -> tuple[Bead, ...]:
        return tuple(
            bead for bead in self.state.beads if bead.doc == doc and self.judge.of_article(bead)
        )

    def bead(self, number: int) -> Bead | None:
        """The bead of that name, if there is one."""
        return next((bead for bead in self.state.beads if bead.id == number), None)


def _about(code: str) -> str:
    try:
        return rule(code).summary
    except UsageError:
        return ""
