"""XML: news as agencies send it (NewsML, NITF), texts of TEI and JATS, and any other."""
