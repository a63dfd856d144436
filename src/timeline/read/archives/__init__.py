"""Archives: files that hold files, which are read as any file is; nothing is written to a disk."""
