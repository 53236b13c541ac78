"""Files, YAML and git become documents with positions."""
