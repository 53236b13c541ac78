"""Builds: from the files of a project to its Markdown, as far as a change reaches."""
