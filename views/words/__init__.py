"""The interface's words: the language, and sentences for codes of the core, of the server and of files."""
