"""The grammar of English."""

from __future__ import annotations

from timeline.languages.en import labels, repairs
from timeline.languages.grammar import Grammar
from timeline.syntax import Tree


class Own(Grammar):
    """What English decides for itself."""

    code = "en"

    # -- parse ----------------------------------------------------------------------------------

    whole_words = ("tête-à-tête", "sit-in", "post-mortem")
    prefixes = frozenset(
        {"re", "co", "by", "run", "walk", "cease", "break", "take", "bail", "lift"}
    )
    repairs = repairs.REPAIRS
    setting = frozenset({"after", "since", "before", "until", "following", "during"})
    located = frozenset({"in", "at", "near"})
    examples = frozenset({"instance", "example"})

    def relabel(self, tree: Tree) -> None:
        """ClearNLP's labels become Universal Dependencies."""
        labels.convert(tree)
