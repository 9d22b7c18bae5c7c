"""The story of a run: four chapters on what happened in it, pixel by pixel, for people who want to see it happen.

`moments` finds what is worth telling, `pictures` shows a piece of the canvas, and each chapter is a file that tells one
kind of event: `call`, `war`, `treaty`, `betrayal`. `page` joins them. What they are made of is that of reports.
"""
