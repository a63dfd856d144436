"""All that is French's."""
