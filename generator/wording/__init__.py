"""Facts in words, in the language of an edition: from label files, by template."""
