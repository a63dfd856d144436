"""A person's last look: one event after another is accepted, corrected or rejected.

`desk` is what a review asks of a store and does to it; `web` is the page that a browser shows,
`terminal` the same with keys in a terminal. Neither has a store of its own: every word becomes a
decision, as from the command line.
"""
