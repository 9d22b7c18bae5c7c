"""What there is: row types, the `World` bundle, canvas, palette, designs, society, and the draws. Nothing decides here."""
