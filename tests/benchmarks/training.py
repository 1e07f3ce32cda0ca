"""Whether what comes out of a corpus is fit to train on: e5-small before and after.

A corpus is built from raw documents of the gold that may be fitted on, filtered as
`aligner filter` does, and exported as sentence-transformers pairs; the embedded
multilingual-e5-small is fine-tuned on them for a few minutes. Then retrieval (a sentence's
translation among all) is measured on articles of the other half and on Tatoeba, which is of
another kind: short sentences of conversation, on which forgetting would show.

    python -m tests.benchmarks.training --gold ../shared/gold [--steps 40] [--seeds 1 2 3]

Every seed draws other batches; told are the mean and the range over the seeds. It needs the extras e5 and train. A GPU is used if there is one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from aligner.checks.coverage import coverage
from aligner.corpus import DocumentRow, open_corpus, write_corpus
from aligner.corpus.exports import Options, export
from aligner.corpus.filters import USUAL, filters_of, write_filtered
from aligner.documents import document_from_text
from aligner.embedding import export_model, load
from aligner.evaluation import GoldDocument, is_held_out, read_gold
from aligner.evaluation.split import article_of
from aligner.pipeline import align_documents
from aligner.types import Pair

TRAINED_ON = ("clean", "real")
TESTED_ON = "clean"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--frozen", type=int, default=8, help="lower layers that stay as they are")
    parser.add_argument("--rate", type=float, default=5e-5, help="learning rate")
    parser.add_argument("--folder", type=Path, help="keep what is made, the tuned model too")
    parser.add_argument("--pairs", type=int, default=600, help="pairs to measure on")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        folder = arguments.folder or Path(name)
        began = time.process_time()
        corpus = write_corpus(folder / "corpus", built(arguments.gold), {"aligner": "benchmark"})
        counted = write_filtered(corpus, filters_of(USUAL), folder / "clean")
        exported = export(
            open_corpus(folder / "clean"),
            folder / "pairs.jsonl",
            "sentence-transformers",
            Options(direction="ko-en"),
        )
        print(
            f"{counted.pairs:,} pairs built, {counted.kept:,} kept, {exported['pairs.jsonl']:,} exported "
            f"({time.process_time() - began:.0f} CPU seconds)"
        )
        (folder / "model").mkdir()
        export_model("multilingual-e5-small", folder / "model")
        sets = {
            "other articles": held_out(arguments.gold, arguments.pairs),
            "tatoeba": tatoeba(arguments.gold),
        }
        before = {name: retrieval(folder / "model", pairs) for name, pairs in sets.items()}
        report("before", before)
        after = []
        for seed in arguments.seeds:
            began = time.process_time()
            train(folder, arguments, seed)
            print(
                f"seed {seed}: {arguments.steps} steps in {time.process_time() - began:.0f} CPU seconds"
            )
            after.append({name: retrieval(folder / "tuned", pairs) for name, pairs in sets.items()})
            report("after", after[-1])
        for name in sets:
            figures = np.array([each[name] for each in after])
            gains = figures - before[name]
            report("mean", {name: tuple(figures.mean(axis=0))})
            report("least", {name: tuple(figures.min(axis=0))})
            report("most", {name: tuple(figures.max(axis=0))})
            print(f"gains in top-1 {gains[:, ::2].min():+.3f} to {gains[:, ::2].max():+.3f}")


def built(gold: Path) -> Iterator[tuple[DocumentRow, list[Pair]]]:
    """The documents that may be fitted on, from their raw texts, each article once."""
    seen: set[str] = set()
    encoder = load()
    for document in documents(gold, TRAINED_ON, held=False):
        if article_of(document.name) in seen or not document.ko_text:
            continue
        seen.add(article_of(document.name))
        ko = document_from_text(document.ko_text, "ko")
        en = document_from_text(document.en_text, "en")
        pairs = list(align_documents(ko, en, encoder, name=document.name).pairs)
        share = coverage(pairs)[0].share if pairs else 0.0
        yield DocumentRow(document.name, source=document.collection, coverage=share), pairs


def documents(gold: Path, collections: tuple[str, ...], *, held: bool) -> Iterator[GoldDocument]:
    for collection in collections:
        for document in read_gold(gold / collection):
            if is_held_out(document.name) == held:
                yield document


def held_out(gold: Path, count: int) -> list[tuple[str, str]]:
    """1-1 pairs of articles that nothing was fitted on, an even sample."""
    pairs = [
        (document.ko_lines[ko[0]], document.en_lines[en[0]])
        for document in documents(gold, (TESTED_ON,), held=True)
        for ko, en in document.beads or ()
        if len(ko) == len(en) == 1
    ]
    pairs = list(dict.fromkeys(pairs))
    return [pairs[i] for i in np.linspace(0, len(pairs) - 1, min(count, len(pairs))).astype(int)]


def tatoeba(gold: Path) -> list[tuple[str, str]]:
    ko, en = (
        (gold / "retrieval" / f"tatoeba.{side}.txt").read_text("utf-8").splitlines()
        for side in ("ko", "en")
    )
    return list(zip(ko, en, strict=True))


Figures = tuple[float, float, float, float]


def retrieval(model: Path, pairs: list[tuple[str, str]]) -> Figures:
    """Top-1 and mean reciprocal rank by cosine, Korean to English and back."""
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(model))
    ko, en = (
        encoder.encode(list(side), batch_size=32, show_progress_bar=False)
        for side in zip(*pairs, strict=True)
    )
    likeness = ko @ en.T
    figures: list[float] = []
    for matrix in (likeness, likeness.T):
        ranks = (matrix > np.diag(matrix)[:, None]).sum(axis=1) + 1
        figures += [float((ranks == 1).mean()), float((1 / ranks).mean())]
    return figures[0], figures[1], figures[2], figures[3]


def report(when: str, figures: dict[str, Figures]) -> None:
    for name, (ko_first, ko_rank, en_first, en_rank) in figures.items():
        print(
            f"{when:7} {name:15} ko→en top-1 {ko_first:.3f} MRR {ko_rank:.3f}   "
            f"en→ko top-1 {en_first:.3f} MRR {en_rank:.3f}",
            flush=True,
        )


def train(folder: Path, arguments: argparse.Namespace, seed: int) -> None:
    """Fine-tune ``model`` on ``pairs.jsonl`` to ``tuned``, as in docs/fine-tuning.md."""
    from datasets import load_dataset
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    pairs = load_dataset("json", data_files=str(folder / "pairs.jsonl"), split="train")
    model = SentenceTransformer(str(folder / "model"))
    model.max_seq_length = 64
    bert = model[0].auto_model
    for part in (bert.embeddings, *bert.encoder.layer[: arguments.frozen]):
        part.requires_grad_(False)
    trainer = SentenceTransformerTrainer(
        model=model,
        args=SentenceTransformerTrainingArguments(
            output_dir=str(folder / "checkpoints"),
            max_steps=arguments.steps,
            per_device_train_batch_size=arguments.batch,
            learning_rate=arguments.rate,
            warmup_steps=0.1,
            prompts={"anchor": "query: ", "positive": "query: "},
            save_strategy="no",
            report_to="none",
            logging_steps=20,
            seed=seed,
        ),
        train_dataset=pairs,
        loss=MultipleNegativesRankingLoss(model),
    )
    trainer.train()
    model.max_seq_length = 512
    model.save(str(folder / "tuned"))


if __name__ == "__main__":
    main()
