"""How languages say things: the words of `data/languages` made into patterns over one sentence."""
