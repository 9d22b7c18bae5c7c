"""Reports: a page of claims, figures, pictures and tables, as HTML that needs nothing else and as Markdown.

`blocks` and `claims` are what a page is made of, `page` writes it, `run`, `sweep` and `experiment` make
that of a folder. Sentences stand in ``texts.toml``; every number in one is handed over beside it, and never typed.
"""
