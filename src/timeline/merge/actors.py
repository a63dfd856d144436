"""One key for each actor of a collection, whatever its spelling, language or alphabet.

People: full names that agree with every spelling already gathered are one; a surname alone is the
one full name of its article that it fits, else the one of the whole collection, else a person of
its own. Organisations: well-known bodies, names without legal forms, acronyms with an expansion
seen. Countries by code. All comparing is done inside small blocks of like-sounding surnames.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from timeline.merge import meaning
from timeline.model import ActorKind, DatedMention
from timeline.names import country_of, data, fold, people, phonetic
from timeline.names import organisations as bodies

_VOWELS = re.compile("[aeiouyhjw]")
# A namesake must be this much rarer for a bare surname to be taken as the other's.
_FAR_MORE = 3


class Actors:
    """The keys of all participants of some mentions."""

    def __init__(self, mentions: Sequence[DatedMention]) -> None:
        people_seen: Counter[str] = Counter()
        by_document: dict[str, Counter[str]] = defaultdict(Counter)
        organisations: dict[str, set[str]] = defaultdict(set)
        for m in mentions:
            for p in m.event.participants:
                if p.kind == "person":
                    people_seen[p.name] += 1
                    by_document[m.event.document][p.name] += 1
                elif p.kind == "organisation":
                    organisations[m.event.document].add(p.name)
        self._full = _full_names(people_seen)
        self._singles = _Surnames(people_seen, self._full, by_document)
        self._acronyms = _acronyms(set().union(*organisations.values()))
        self._short = {d: _short_forms(names) for d, names in organisations.items()}

    def key(self, document: str, name: str, kind: ActorKind) -> str:
        """The key of one participant as named in one document."""
        if kind == "country":
            return f"country:{country_of(name) or fold.key(name)}"
        if kind == "person":
            return self._person(document, name)
        # Small models take a bare surname for a company's or a people's name.
        if _one_word(name) and (person := self._singles.known(document, name)):
            return person
        if kind == "group":
            return f"group:{meaning.group(name)}"
        if body := bodies.body(name):
            return f"organisation:{body}"
        if person := self._mistaken(name):
            return person
        stem = bodies.stem(name)
        if stem in (short := self._short.get(document, {})):
            return self.key(document, short[stem], "organisation")
        return f"organisation:{self._acronyms.get(name, stem)}"

    def _mistaken(self, name: str) -> str | None:
        """The person whose full name was taken for an organisation's, as written or as sounded."""
        if name in self._full:
            return f"person:{self._full[name]}"
        if not 1 < len(name.split()) < 4 or any(w[:1].islower() for w in name.split()):
            return None
        return self._singles.named(name)

    def _person(self, document: str, name: str) -> str:
        if name in self._full:
            return f"person:{self._full[name]}"
        return self._singles.key(document, name)


def _full_names(seen: Counter[str]) -> dict[str, str]:
    """Names of two parts and more -> the name that stands for their person."""
    names = [n for n in seen if len(people.parts(n).names) > 1]
    # The most usual spelling of the fullest names first; the order never depends on the input's.
    names.sort(key=lambda n: (-len(people.parts(n).names), -seen[n], n))
    clusters: dict[str, list[str]] = {}
    blocks: dict[str, list[str]] = defaultdict(list)
    result: dict[str, str] = {}
    for name in names:
        codes = sorted({c for part in people.parts(name).names for c in _codes(part)})
        candidates = dict.fromkeys(head for code in codes for head in blocks[code])
        best, best_score = None, 0.0
        for head in candidates:
            score = min(people.person_score(name, other) for other in clusters[head])
            if score >= people.THRESHOLD and score > best_score:
                best, best_score = head, score
        head = best or name
        result[name] = head
        spellings = clusters.setdefault(head, [])
        # A handful of spellings stands for the rest: names are compared with few, not with all.
        if len(spellings) < 6:
            spellings.append(name)
        # Filed by surname, sought by every part: given names would make the blocks huge.
        for code in _surname_codes(name):
            if head not in blocks[code]:
                blocks[code].append(head)
    return result


class _Surnames:
    """Surnames on their own: whose they are, by article and in the whole collection."""

    def __init__(
        self, seen: Counter[str], full: dict[str, str], by_document: dict[str, Counter[str]]
    ) -> None:
        self._by_document = {d: _heads(names, full) for d, names in by_document.items()}
        self._everywhere = _heads(seen, full)
        self._blocks: dict[str, list[str]] = defaultdict(list)
        for head in sorted(set(full.values())):
            for code in _surname_codes(head):
                self._blocks[code].append(head)
        self._cache: dict[tuple[str, str], str | None] = {}
        self._alone = self._lone(sorted(n for n in seen if n not in full))

    def key(self, document: str, name: str) -> str:
        return self.known(document, name) or f"person:{self._alone.get(name, fold.key(name))}"

    def known(self, document: str, name: str) -> str | None:
        """The key of the full name a surname stands for, None where none or several may be meant.

        Its article's names come first; a name far more often told than its namesakes is meant.
        """
        at = (document, name)
        if at not in self._cache:
            head = self._fitting(name, self._by_document.get(document, Counter()))
            if head is None:
                codes = _surname_codes(name)
                near = {h: self._everywhere[h] for c in codes for h in self._blocks[c]}
                head = self._fitting(name, Counter(near))
            self._cache[at] = None if head is None else f"person:{head}"
        return self._cache[at]

    def named(self, name: str) -> str | None:
        """The key of the one person with this full name, None where there is none."""
        at = ("", name)
        if at not in self._cache:
            codes = _surname_codes(name)
            near = dict.fromkeys(h for c in codes for h in self._blocks[c])
            fits = [h for h in near if people.person_score(name, h) >= people.THRESHOLD]
            self._cache[at] = f"person:{fits[0]}" if len(fits) == 1 else None
        return self._cache[at]

    @staticmethod
    def _fitting(name: str, heads: Counter[str]) -> str | None:
        fits = sorted((-n, h) for h, n in heads.items() if people.same_person(name, h))
        if not fits or (len(fits) > 1 and -fits[0][0] < _FAR_MORE * -fits[1][0]):
            return None
        return fits[0][1]

    @staticmethod
    def _lone(names: Sequence[str]) -> dict[str, str]:
        """Surnames that no full name goes with: like spellings together."""
        blocks: dict[str, list[str]] = defaultdict(list)
        result: dict[str, str] = {}
        for name in names:
            codes = _surname_codes(name)
            heads = dict.fromkeys(h for c in codes for h in blocks[c])
            result[name] = next((h for h in heads if people.same_person(name, h)), name)
            if result[name] == name:
                for code in codes:
                    blocks[code].append(name)
        return result


def _one_word(name: str) -> bool:
    return name[:1].isupper() and " " not in people.without_titles(name).strip()


def _heads(names: Counter[str], full: dict[str, str]) -> Counter[str]:
    """How often each person is named in full."""
    count: Counter[str] = Counter()
    for name, n in names.items():
        if name in full:
            count[full[name]] += n
    return count


def _short_forms(names: set[str]) -> dict[str, str]:
    """Keys of names in one article -> the name there they stand for.

    "The Union" is the one name with that word; "Apple Computer" is Apple where both are named and
    no other name begins so.
    """
    words = {fold.plain(w) for w in data.all_words("organisation")}
    stems = {bodies.stem(n): n for n in sorted(names, reverse=True)}
    result: dict[str, str] = {}
    for short, name in sorted(stems.items()):
        if short in words:
            fits = {bodies.body(n) or bodies.stem(n): n for n in sorted(names) if _holds(n, short)}
            if len(fits) == 1:
                result[short] = next(iter(fits.values()))
        elif " " not in short and name[:1].isupper():
            longer = [s for s in stems if s.startswith(f"{short} ")]
            if len(longer) == 1:
                result[longer[0]] = name
    return result


def _holds(name: str, word: str) -> bool:
    parts = bodies.stem(bodies.body(name) or name).split()
    return len(parts) > 1 and word in (parts[0], parts[-1])


def _surname_codes(name: str) -> list[str]:
    parts = people.parts(name)
    return sorted({c for part in (parts.surnames or parts.names) for c in _codes(part)})


def _codes(part: str) -> set[str]:
    """The blocks of a name's part: by sound, long ones by their inner consonants as well.

    The first letter of one name may be another sound in another language (Ts, T; Dz, D).
    """
    inner = _VOWELS.sub("", people.spelling(part)[1:])
    return {*phonetic.codes(part), *([f"-{inner[:4]}"] if len(inner) > 3 else [])}


def _acronyms(names: set[str]) -> dict[str, str]:
    """Acronym as written -> the key of the one expansion seen that its letters fit."""
    long = sorted(n for n in names if " " in n.strip())
    initials: dict[str, set[str]] = defaultdict(set)
    for name in long:
        words = fold.key(name).split()
        initials["".join(w[0] for w in words)].add(name)
        initials["".join(w[0] for w in words if len(w) > 3)].add(name)
    result: dict[str, str] = {}
    for name in sorted(names - set(long)):
        fits = {
            bodies.stem(n) for n in initials.get(fold.key(name), ()) if bodies.acronym_of(name, n)
        }
        if len(fits) == 1:
            result[name] = fits.pop()
    return result
