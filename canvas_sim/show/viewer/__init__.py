"""The explorer of a run: its log packed as text, and the page that unpacks and shows it, in one HTML file.

`packing` and `placements` say how columns become text, `tables` what there is beside the log, `page` puts the file
together. What runs in the browser is in `static/`: modules that know nothing of the page, mounted on any element.
"""
