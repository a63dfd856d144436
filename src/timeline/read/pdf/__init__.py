"""PDF: its text layer by the layout of its pages, as people read them."""
