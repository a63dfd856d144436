"""Examples of every command, shown below its help; a test parses each."""

from __future__ import annotations

EXAMPLES = {
    "extract": (
        "timeline extract articles",
        "timeline extract 'press/2020-*.html' notes.md --out-dir press",
        "curl -s https://example.org/a.html | timeline extract - --json",
    ),
    "show": (
        'timeline show --since 2020-08 --until "last month" --type election,protest',
        "timeline show --around 2020-09-14 --actor Dupont --layout list --quotes",
        "timeline show --status planned -o plans.ics",
    ),
    "digest": (
        "timeline digest",
        "timeline digest --days 30 --per-day 2 --since 2020-08 -o summer.html",
    ),
    "stats": ("timeline stats --since 2020 --top 20",),
    "explain": ("timeline explain e4b59 e51a0",),
    "review": ("timeline review --order surest --left", "timeline review --terminal"),
    "join": ('timeline join e4b59 e51a0 --reason "one summit"',),
    "split": ("timeline split e4b59 2-4", "timeline split e4b59 articles/b.txt"),
    "accept": ("timeline accept e4b59 e51a0", "timeline accept --min-confidence 0.95 --since 2020"),
    "hide": (
        'timeline hide e4b59 e51a0 --reason "advertisements"',
        'timeline hide --grep "profit warning" --source press/wire --dry-run',
    ),
    "set": (
        'timeline set e4b59 date=2020-08-09 title="Polls close"',
        "timeline set e4b59 e51a0 type=election",
        "timeline set type=finance --grep loan",
        'timeline set e4b59 who="Ana Müller; Bund (organisation)" amounts="1.5bn USD"',
        "timeline set press/clipping.pdf published=2008-06-09",
    ),
    "add": (
        'timeline add 2020-08-09 "Polls open in Graz" type=election who="Ana Müller"',
        'timeline add 1999 "The mill shuts" --document a.txt --quote "the mill shut"',
    ),
    "note": ('timeline note e4b59 "call the ministry"',),
    "tag": (
        "timeline tag e4b59 e51a0 summit",
        "timeline tag e4b59 summit,draft --remove",
        "timeline tag budget --type economy --since 2020 --yes",
    ),
    "apply": (
        "timeline apply edits.csv",
        'timeline apply edits.xlsx --yes --reason "read against the archive"',
    ),
    "undo": ("timeline undo", "timeline undo 3 5-16", "timeline undo --last 12"),
    "decisions": ("timeline decisions", "timeline decisions --with theirs.toml"),
    "merge": (
        "timeline merge mine.json theirs.csv -o all.html",
        "timeline show --all --json | timeline merge - theirs.csv",
    ),
    "documents": (
        "timeline documents",
        "timeline documents --undated",
        "timeline documents --text press/clipping.pdf",
        "timeline documents --csv > articles.csv",
    ),
    "actors": ("timeline actors --kind person --limit 20", "timeline actors --like Mueller"),
    "places": ("timeline places --like FR", "timeline places --since 2020 --csv"),
    "check": ("timeline check", "timeline check --mend --out-dir press"),
    "compact": ("timeline compact", "timeline compact --forget-merging --out-dir press"),
    "names": ("timeline names",),
    "dates": (
        "timeline dates article.txt --published 2020-08-19",
        "echo 'on Tuesday' | timeline dates - --language en --explain",
    ),
    "languages": ("timeline languages",),
    "config": ("timeline config", "timeline config --all"),
    "completion": ("timeline completion bash",),
    "schema": ("timeline schema > timeline.schema.json",),
    "help": ("timeline help", "timeline help show"),
    "version": ("timeline version",),
}


def epilog(name: str) -> str:
    """The examples of a command as the parser sets them, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in EXAMPLES[name])
