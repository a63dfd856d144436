"""Which commands there are, in the order of the help, and each one's line in it.

The help lists them without loading one; a test holds each line to be how its command's own help
begins.
"""

from __future__ import annotations

SUMMARIES = {
    "extract": "Read articles, store and print their chronology.",
    "show": "Show the stored chronology, filtered.",
    "digest": "Show a short chronology: the days that matter most.",
    "stats": "Count the stored events over time, and find gaps.",
    "explain": "Tell why events are there, quote by quote.",
    "review": "Accept, correct or reject events one by one.",
    "join": "Make several events one, for good.",
    "split": "Take mentions out of an event, for good.",
    "accept": "Accept events as they are shown.",
    "hide": "Leave events out, for good.",
    "set": "Say what is shown of events or known of a document.",
    "add": "Add an event that no article was found to tell of.",
    "note": "Put a note on events, in place of the one they have.",
    "tag": "Tag events, so that they can be shown and exported by it.",
    "apply": "Make decisions of what was changed in an exported spreadsheet.",
    "undo": "Take decisions back.",
    "decisions": "List the decisions, and what became of each.",
    "merge": "Merge finished chronologies into one.",
    "documents": "List the articles read, and the files that were not.",
    "actors": "List who takes part and how often.",
    "places": "List where events are and how often.",
    "check": "Check that the store is as it was written.",
    "compact": "Write the store's file anew, as small as it can be.",
    "names": "List what your names.toml says of names.",
    "dates": "Print the time expressions of articles.",
    "languages": "List the languages that are read.",
    "config": "Print which settings hold and where they come from.",
    "completion": "Print a shell's completion script.",
    "schema": "Print the JSON Schema of what --format json writes.",
    "help": "Print the help of a command.",
    "version": "Print the version.",
}
