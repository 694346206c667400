"""How a file becomes Markdown text: the child process and the formats. `ingest.readers` is the face."""
