"""Turn a folder of articles into a chronology people can trust."""
