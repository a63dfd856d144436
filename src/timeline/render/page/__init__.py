"""The parts of the page `to_html` writes: its list, filters, density strip, style and script.

Invariants: no text of an article reaches the page unescaped; no `style` attribute, no handler and
no address in the markup, so that the page's content-security policy can allow its own two blocks
alone.
"""
