"""The page on which events are reviewed, served to this machine's browser alone.

`server` runs it, `guard` lets nobody else in, `api` answers the page, of what `page_requests` reads
from its requests; `event_view`, `rows` and `sources` say what it is shown of an event and of an
article, `page` puts the page itself together. All that is read and done goes through a Desk, which
requests share (`shared_desk`).
"""
