"""All documents as one corpus: references in both directions, and what it was made of."""
