"""The disk: files and folders that are written whole or not at all, and one run at a time."""
