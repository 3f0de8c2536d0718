"""Reading in other languages than English: the same structure, subjects, values and kinds, with the words of a lexicon.

`tongue` makes a declared lexicon ready; `sentences` and `cells` read what one statement states, `names` what the document
names; `requirements` puts them together, and `topics` says of what the document only speaks.
"""

from __future__ import annotations

__all__ = ["cells", "names", "requirements", "sentences", "tongue", "topics"]
