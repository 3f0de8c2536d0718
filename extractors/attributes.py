"""The attribute of a requirement: what is measured, in the page's words, and the key by which versions are compared.

The key holds the stems of the attribute's content words, sorted, so that re-ordered and re-inflected wordings agree.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
STOP = frozenset(
    """
    a an the of for to in on at by with from into as and or nor but if than then that this these those which
    who whom whose what your you we our us they their them it its his her he she i my me is are was were be
    been being am do does did done have has had having will would shall should can could may might must need
    needs needed require requires required requirement requirements at least minimum maximum min max more less
    most up per each every any all some other one also only just so such there here when while where within
    during after before until once both either neither own same very via about over under through please
    ensure make sure get gets following e.g i.e etc plus including include includes within
    """.split()  # noqa: SIM905 - a hundred words read better as a text
)
SUFFIX = re.compile(
    r"(?:ational|ations?|itions?|ments?|ingly|edly|ings?|ness(?:es)?|ized|izing|izes?|ised|ising|ises?|"
    r"ities|ity|ies|ied|ers?|ors?|ed|es|al|ly|s|e)$"
)
MAX_WORDS = 9


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A crude stem of a lower-case word, the same for its usual inflections ("certified", "certifies", "certification")."""
    word = word.split("'", maxsplit=1)[0].split("’", maxsplit=1)[0]
    if len(word) <= 3:  # noqa: PLR2004
        return word
    shorter = SUFFIX.sub("", word)
    while shorter != word and len(shorter) >= 4:  # noqa: PLR2004
        word, shorter = shorter, SUFFIX.sub("", shorter)
    return (shorter if len(shorter) >= 3 else word)[:7]  # noqa: PLR2004


def content(text: str) -> list[str]:
    """The stems of the content words of a text, in order."""
    return [stem(word) for word in WORD.findall(text.lower()) if word not in STOP]


def key(attribute: str) -> str:
    """The normalised form of an attribute: at most six different stems of its content words, sorted."""
    stems = list(dict.fromkeys(content(attribute)))[:6]
    return " ".join(sorted(stems)) or " ".join(WORD.findall(attribute.lower())[:3])


def shortened(words: str) -> str:
    """The first words of a phrase, up to the end of its clause: an attribute that can be read in a table."""
    clause = re.split(
        r"[,;:()]|\s[–—-]\s|\s(?:so that|in order|because|since|which|that|if|when|where|unless|until)\s",
        words.strip(),
        maxsplit=1,
    )[0]
    parts = (clause if len(clause.split()) > 1 else words).split()
    return " ".join(parts[:MAX_WORDS]).strip(" .,;:–—-")
