"""Reports: a page of claims, figures, pictures and tables, as HTML that needs nothing else and as Markdown.

`page` says what a page is made of, `html` and `markdown` write it, `event` and the modules beside it make the page of a
folder. Every number in a sentence is handed over beside it, and never typed.
"""
