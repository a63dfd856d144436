"""What the page of `to_html` is made of: templates, style, scripts, and what each part of it tells.

Invariants: every text of an article goes through a template, which escapes it; no `style`
attribute and no handler in the markup, and no address but in links, which web_address.py let
through or lists.py made of two numbers, so that the page's content-security policy can allow its
own blocks alone.
"""
