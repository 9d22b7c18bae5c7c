"""What all kinds draw with: pixels, inks, shapes, lettering, sprites. No kind of its own."""
