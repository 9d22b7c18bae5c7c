"""What can be drawn, a file a kind: how it fills an area, small or large, as a box or as a free shape."""
