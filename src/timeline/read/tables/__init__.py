"""Tables: of documents, of spreadsheets, of delimited text; a column of dates dates its rows."""
