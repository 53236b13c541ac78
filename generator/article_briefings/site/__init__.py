"""The MkDocs plugin, and the site that it builds."""
