"""English clauses and phrases that brackets, dashes or lists part from what they belong to."""

from __future__ import annotations

from timeline.syntax import Tree

_LISTING = frozenset({"including", "like", "as"})
_DASHES = frozenset({"-", "--", "–", "—"})
_HOURS = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m", "hours", "noon", "midnight"})
# Verbs of choosing a day for something.
_CHOOSING = frozenset({"set", "fix", "choose", "pick", "name", "select"})


def phrase_cut_off_before_its_verb(tree: Tree) -> None:
    """Hang "At Orm (3 May 1825)" on the verb behind it, where the models end the sentence."""
    noun = next((k for k in tree.children(0) if tree[k].pos in ("NOUN", "PROPN")), None)
    verb = next((n for n, t in enumerate(tree) if n and t.head == n and t.pos == "VERB"), None)
    if noun is None or verb is None or tree[0].pos != "ADP" or tree[0].head != 0:
        return
    for k in tree.children(0):
        tree.hang(k, verb, tree[k].dep)
    tree.hang(noun, verb, "obl")
    tree.hang(0, noun, "case")
    tree[verb].dep = "root"


def gerunds_in_a_list(tree: Tree) -> None:
    """Make nouns of the gerunds that go on with a list of them: "abuses including stuffing boxes,
    letting minors vote and threatening clerks", which the models take for what is done."""
    for n, node in enumerate(tree):
        case = tree.child(n, "case", end=n)
        if case is None or tree[case].low not in _LISTING or not node.low.endswith("ing"):
            continue
        found = [k for k in range(n + 1, len(tree)) if _goes_on_with_a_list(tree, k)]
        if found and any(tree[k - 1].dep == "cc" for k in found):
            for k in found:
                tree[k].pos, tree[k].morph = "NOUN", {}
                tree.hang(k, n, "conj")


def _goes_on_with_a_list(tree: Tree, n: int) -> bool:
    """Whether a word is a bare gerund behind a comma or "and"."""
    gerund = tree[n].pos == "VERB" and tree[n].low.endswith("ing")
    joined = tree[n - 1].text == "," or tree[n - 1].dep == "cc"
    return gerund and joined and tree[n].dep in ("advcl", "conj", "acl")


def relative_behind_dashes(tree: Tree) -> None:
    """Hang "that it paid" on the sums of "the sums -- 2 or 3 percent -- that it paid"."""
    for n, node in enumerate(tree):
        that = tree.child(n, "mark", "nsubj", "obj", start=0, end=n)
        if node.dep not in ("acl", "acl:relcl") or that is None or tree[that].low != "that":
            continue
        opening = _opening_dash(tree, that)
        if opening is None or not opening < node.head < that:
            continue
        tree.hang(n, opening - 1, "acl:relcl")
        if tree[that].dep == "mark" and tree.has(n, "nsubj") and not tree.has(n, "obj"):
            tree[that].dep, tree[that].pos = "obj", "PRON"


def _opening_dash(tree: Tree, behind: int) -> int | None:
    """The first of two dashes of which the second stands right before a word, behind a noun."""
    if behind < 4 or tree[behind - 1].text not in _DASHES:
        return None
    first = next((k for k in range(behind - 2, 0, -1) if tree[k].text in _DASHES), None)
    return first if first is not None and tree[first - 1].pos == "NOUN" else None


def local_time(tree: Tree) -> None:
    """Make "local time" a word for the hour it stands behind: "at 8:45 a.m. local time"."""
    for n in range(2, len(tree)):
        hour = tree[n - 2]
        clock = hour.low in _HOURS or (hour.pos == "NUM" and ":" in hour.text)
        if tree[n].low == "time" and tree[n - 1].low == "local" and clock:
            tree.hang(n, n - 2, "appos")


def set_to_do(tree: Tree) -> None:
    """Make "open" what the shop of "had been set to open in May" was set to, no purpose."""
    for n, node in enumerate(tree):
        verb = node.head
        mark = tree.child(n, "mark", end=n)
        was_set = tree[verb].low == "set" and tree.has(verb, "aux:pass")
        if node.dep == "advcl" and was_set and mark == verb + 1 and tree[verb + 1].low == "to":
            node.dep = "xcomp"


def day_that_is_chosen(tree: Tree) -> None:
    """Make the day of "set Monday as the new date" the object of its verb."""
    for n, node in enumerate(tree):
        if not node.dep.startswith("obl") or tree[node.head].lemma not in _CHOOSING:
            continue
        first = min(k for k in range(len(tree)) if tree.below(k, n))
        chosen = first == node.head + 1 and n + 1 < len(tree) and tree[n + 1].low == "as"
        if chosen and not tree.has(node.head, "obj", "nsubj:pass"):
            node.dep = "obj"


REPAIRS = (
    phrase_cut_off_before_its_verb,
    gerunds_in_a_list,
    relative_behind_dashes,
    local_time,
    set_to_do,
    day_that_is_chosen,
)
