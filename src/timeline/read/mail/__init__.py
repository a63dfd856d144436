"""Mails, mailboxes and what hangs on them."""
