"""What the page of `to_html` is made of: templates, its style and script, and the density strip.

Invariants: every text of an article goes through a template, which escapes it; no `style`
attribute, no handler and no address in the markup, so that the page's content-security policy can
allow its own two blocks alone.
"""
