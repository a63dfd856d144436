"""What the page of `to_html` is made of: templates, its style and script, and the density strip.

Invariants: every text of an article goes through a template, which escapes it; no `style`
attribute and no handler in the markup, and no address but in links, which web_address.py let
through, so that the page's content-security policy can allow its own two blocks alone.
"""
