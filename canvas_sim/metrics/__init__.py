"""What it means: order and conflict, measured from canvases and logs alone, so that real events go through too."""
