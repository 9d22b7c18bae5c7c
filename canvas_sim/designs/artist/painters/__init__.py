"""What kinds paint with: pictures that fill a box, or stand free; none is a kind of its own."""
