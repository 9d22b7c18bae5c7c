"""What there is: row types, the `World` bundle, designs, society, the social graph, draws. Nothing decides here."""
