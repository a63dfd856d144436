"""Documents of word processors and spreadsheets, books."""
