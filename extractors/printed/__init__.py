"""Printed pages: from letters and rules with their places to the blocks of a document.

`words` are the words of a page and what is drawn around them, `ruled` and `aligned` its tables, `columns` the order of its
lines, `furniture` what stands on every page, `flowing` its running text, `reading` all of it as blocks.
"""
