"""Write the reference pages and the manual page from the code: `python docs/reference.py`.

docs/reference/commands.md and docs/man/timeline.1 come from the command line's parser,
docs/reference/output.md from the models. `--check` only compares and exits with 1 on a difference.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from timeline import __version__, contract, model
from timeline.cli import global_options
from timeline.cli.app import EXIT_CODES, program
from timeline.cli.examples import EXAMPLES

HERE = Path(__file__).resolve().parent
MADE = "Made from the code by docs/reference.py; change that and run it again."


def commands() -> dict[str, Any]:
    """Name -> parsed command, in the order of the help."""
    return dict(program(loaded=True).commands)


def usage(name: str, command: Any) -> str:
    """timeline show [OPTIONS]."""
    context = typer.Context(command, info_name=name)
    return _plain(" ".join(["timeline", name, *command.collect_usage_pieces(context)]))


def _plain(text: str) -> str:
    """{PATHS...}... as people write it: PATHS..."""
    return re.sub(r"\{(\w+)(\.\.\.)?\}(\.\.\.)?", r"\1\3", text)


def parameters(command: Any) -> Iterator[tuple[str, str]]:
    """(how a parameter is written, what it means), arguments first."""
    context = typer.Context(command)
    ordered = sorted(command.params, key=lambda p: p.param_type_name != "argument")
    for parameter in ordered:
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            yield _plain(" ".join(parameter.get_usage_pieces(context))), parameter.help or ""
            continue
        record = parameter.get_help_record(context)
        if record is not None:
            yield " ".join(record[0].split()), " ".join(record[1].split())


def prose(command: Any) -> list[str]:
    """The paragraphs of a command's help."""
    text = command.help or ""
    return [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]


def commands_page() -> str:
    """Markdown: every command, argument and option."""
    out = [
        f"<!-- {MADE} -->",
        "# Commands",
        "",
        global_options.HELP,
        "",
        *EXIT_CODES.splitlines(),
        "",
    ]
    for name, command in commands().items():
        out += [f"## timeline {name}", "", f"`{usage(name, command)}`", ""]
        for paragraph in prose(command):
            out += [paragraph, ""]
        told = list(parameters(command))
        if told:
            out += ["| | |", "|---|---|"]
            out += [f"| `{_cell(how)}` | {_cell(what)} |" for how, what in told]
            out.append("")
        out += ["```text", *EXAMPLES[name], "```", ""]
    return "\n".join(out)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def manual() -> str:
    """The manual page, troff with man(7) macros."""
    out = [
        f'.\\" {MADE}',
        f'.TH TIMELINE 1 "" "timeline {__version__}" "User Commands"',
        ".SH NAME",
        "timeline \\- turn a folder of articles into a chronology, offline",
        ".SH SYNOPSIS",
        ".B timeline",
        ".I COMMAND",
        "[\\fIOPTIONS\\fR]",
        ".SH COMMANDS",
    ]
    for name, command in commands().items():
        out += [f".SS {_troff(usage(name, command))}"]
        for number, paragraph in enumerate(prose(command)):
            out += [".PP"] * bool(number) + [_troff(paragraph)]
        for how, what in parameters(command):
            out += [".TP", f".B {_troff(how)}", _troff(what)]
        out += [".PP", "Examples:", ".PP", ".nf", *map(_troff, EXAMPLES[name]), ".fi"]
    out += [".SH OPTIONS EVERYWHERE", _troff(global_options.HELP)]
    out += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B TIMELINE_OPTION, TIMELINE_COMMAND_OPTION",
        "The value of an option that the command line does not give (see timeline config).",
        ".TP",
        ".B NO_COLOR",
        "Print without colours.",
        ".SH FILES",
        ".TP",
        ".B data/out/timeline.sqlite",
        "The store.",
        ".TP",
        ".B timeline.toml",
        "Settings, in the directory timeline is run in: what to show, not where to write.",
        ".TP",
        ".B TIMELINE_CONFIG",
        "A variable that names another such file, which may set anything.",
        ".SH EXIT STATUS",
        _troff(" ".join(EXIT_CODES.split())),
    ]
    return "\n".join(out) + "\n"


def _troff(text: str) -> str:
    """Text that troff sets as it stands."""
    out = text.replace("\\", "\\e").replace("-", "\\-")
    out = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in out)
    return f"\\&{out}" if out[:1] in (".", "'") else out


def output_page() -> str:
    """Markdown: the records of the JSON, field by field."""
    out = [
        f"<!-- {MADE} -->",
        "# Output",
        "",
        f"What `--format json` writes, schema `{contract.SCHEMA}`; `timeline schema` prints it as "
        "a JSON Schema.",
        "",
        f"Types: {', '.join(contract.TYPES)}.",
        "",
        f"Statuses: {', '.join(contract.STATUSES)}.",
        "",
    ]
    schema = model.Chronology.model_json_schema(mode="serialization")
    records = {"Chronology": schema, **schema["$defs"]}
    for name, record in records.items():
        if "properties" not in record:
            continue
        out += [f"## {name}", ""]
        out += [" ".join(record.get("description", "").split()), ""]
        out += ["| field | type |", "|---|---|"]
        out += [f"| `{field}` | {_type(told)} |" for field, told in record["properties"].items()]
        out.append("")
    return "\n".join(out)


def _type(told: dict[str, Any]) -> str:
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(_type(t) for t in told["anyOf"])
    if "enum" in told:
        return ", ".join(f"`{v}`" for v in told["enum"])
    if "const" in told:
        return f"`{told['const']}`"
    if told.get("type") == "array":
        return f"list of {_type(told.get('items', {}))}"
    return str(told.get("type", "any"))


PAGES = {
    "reference/commands.md": commands_page,
    "reference/output.md": output_page,
    "man/timeline.1": manual,
}


def main() -> int:
    """Write or check the pages; the exit code."""
    stale = []
    for name, make in PAGES.items():
        path, text = HERE / name, make()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    if "--check" in sys.argv:
        for name in stale:
            sys.stderr.write(f"docs/{name} is not what the code says; run docs/reference.py\n")
        return int(bool(stale))
    return 0


if __name__ == "__main__":
    sys.exit(main())
