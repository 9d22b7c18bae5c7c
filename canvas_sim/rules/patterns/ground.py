"""What a helper of a pattern makes of what others draw in its way."""

FREE, TAKEN, PASSED = range(3)  # it places here; it turns back; it walks on
