"""Tables of the artist: flags, words, figures, fonts, stencils, as files that people edit and look at."""
