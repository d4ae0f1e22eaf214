"""Text as text: folding with offsets, language of a paragraph, sentences, name keys."""
