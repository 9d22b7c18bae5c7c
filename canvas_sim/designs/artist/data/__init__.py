"""Tables of the artist: flags, words, figures, texts. No code that draws."""
