"""Tables of the artist, as files that people edit and look at; each begins with a note on how it is written.

Inks, flags, places, subjects and words; sprites, letter by letter; fonts in BDF, as font editors have them; stencils,
which `draw.stencils` explains. `tables` reads them.
"""
