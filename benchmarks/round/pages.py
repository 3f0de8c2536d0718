"""Five hundred made pages of 20 to 200 KB in the manner of vendors' pages, the same for every measurement.

A page is mostly what surrounds its text: a mega menu, scripts, style, wrappers with long class names, related
stories, a footer. A fifth of the bytes is the text proper: prose, a table of tiers, lists, some requirements.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

COUNT = 500
PAGES_PER_PROGRAM = 10
SMALLEST, LARGEST = 20_000, 200_000
CHANGED_EVERY = 20  # 5 % of the pages change in a round of the third scenario
WORDS = (
    *(
        "build",
        "deploy",
        "design",
        "migrate",
        "secure",
        "govern",
        "model",
        "data",
        "cloud",
        "practice",
        "customer",
    ),
    *(
        "value",
        "journey",
        "outcome",
        "platform",
        "workload",
        "pipeline",
        "adoption",
        "insight",
        "growth",
        "region",
    ),
    *(
        "industry",
        "architect",
        "engineer",
        "delivery",
        "services",
        "trusted",
        "modern",
        "open",
        "shared",
        "joint",
    ),
    *(
        "market",
        "solution",
        "team",
        "skills",
        "guidance",
        "together",
        "across",
        "every",
        "with",
        "for",
        "from",
    ),
)
TIERS = ("Registered", "Select", "Advanced", "Premier")


@dataclass(frozen=True, slots=True)
class Made:
    """A page in pieces: what stays, and where furniture and the one moving number go between it."""

    number: int
    head: str
    menu: tuple[str, ...]
    before: str  # the text up to the moving number
    after: str
    stories: tuple[str, ...]
    tail: str
    threshold: int

    def rendered(self, dice: Random, threshold: int) -> str:
        """The page with that threshold and with furniture as the dice fall."""
        token = f"{dice.getrandbits(128):032x}"
        return "".join(
            (
                self.head.replace("@TOKEN@", token),
                "<nav class='mega'><ul>",
                *dice.sample(self.menu, len(self.menu)),
                "</ul></nav>",
                f"<form><input type='hidden' name='csrf' value='{token}'></form>",
                "<main id='content'>",
                self.before,
                str(threshold),
                self.after,
                "</main><aside class='related-stories'><h2>Related stories</h2><ul>",
                *dice.sample(self.stories, 4),
                f"</ul></aside><footer><p>{dice.randint(2, 9000)} people read this today</p>",
                self.tail.replace("@TOKEN@", token),
            )
        )


def path(number: int) -> str:
    """Where a page stands on the site."""
    return f"/vendor-{number // PAGES_PER_PROGRAM:02}.example/partners/page-{number % PAGES_PER_PROGRAM}"


def changes_of(number: int, round_number: int) -> int:
    """How often a page's threshold has moved up to and including that round; round 0 is the first look."""
    phase = number % CHANGED_EVERY
    return sum(1 for turn in range(1, round_number + 1) if turn % CHANGED_EVERY == phase)


def made(number: int) -> Made:
    """The page of that number; a function of the number alone."""
    dice = Random(number)
    size = SMALLEST + (LARGEST - SMALLEST) * number // (COUNT - 1)
    threshold = dice.randint(5, 40)
    before, after = _text(dice, number, size // 5)
    return Made(
        number=number,
        head=_head(dice, number, size * 9 // 40),
        menu=tuple(_link(dice, "mega__item") for _ in range(size // 470)),
        before=before,
        after=after,
        stories=tuple(_story(dice) for _ in range(12)),
        tail=_tail(dice, size // 6),
        threshold=threshold,
    )


def _words(dice: Random, least: int, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(least, most)))


def _sentence(dice: Random) -> str:
    return _words(dice, 8, 24).capitalize() + "."


def _link(dice: Random, name: str) -> str:
    words = _words(dice, 2, 4)
    return (
        f'<li class="{name} {name}--level-2 u-flex"><a class="{name}-link js-track" '
        f'data-track-id="{dice.getrandbits(48):x}" href="/{words.replace(" ", "-")}">'
        f'<span class="{name}-label">{words.capitalize()}</span></a></li>\n'
    )


def _story(dice: Random) -> str:
    return (
        f'<li class="card"><a href="/stories/{dice.getrandbits(32):x}">'
        f"<h3>{_words(dice, 5, 9)}</h3><p>{_sentence(dice)}</p></a></li>\n"
    )


def _head(dice: Random, number: int, size: int) -> str:
    rules = (f".c-{dice.getrandbits(24):06x}{{margin:{dice.randint(0, 64)}px}}\n" for _ in range(size // 80))
    state = (
        f'{{"id":"{dice.getrandbits(64):x}","label":"{_words(dice, 2, 5)}","rank":{dice.randint(1, 99)}}}'
        for _ in range(size // 120)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Partner page {number} | Vendor (sample)</title>"
        f'<meta name="csrf-token" content="@TOKEN@"><style>{"".join(rules)}</style>'
        f'<script nonce="@TOKEN@">window.__STATE__=[{",".join(state)}]</script></head>'
        '<body class="page"><header class="site-header"><a href="/">Vendor (sample)</a></header>\n'
    )


def _tail(dice: Random, size: int) -> str:
    links = "".join(_link(dice, "footer__item") for _ in range(size // 250))
    return (
        f"<ul>{links}</ul><p>&copy; 2026 Vendor (sample)</p></footer>"
        f'<script nonce="@TOKEN@">track()</script></body></html>\n'
    )


def _text(dice: Random, number: int, size: int) -> tuple[str, str]:
    """Give the text proper in two pieces, around the moving number."""
    before = (
        f"<h1>Partner page {number}</h1>\n{_paragraph(dice)}<h2>Membership of group {number}</h2>\n"
        f"<div class='rich-text u-measure'><p>Partners must have at least "
    )
    after = (
        " certified individuals.</p></div>\n"
        f"<h2>Tiers</h2>\n{_tiers(dice)}<h2>Certification</h2>\n"
        f"<p>Certifications are valid for {dice.choice((12, 18, 24, 36))} months.</p>\n"
        f"<ul><li>The passing score is {dice.randint(60, 85)}%</li>"
        f"<li>The exam fee is ${dice.randint(10, 30)}0</li></ul>\n"
    )
    parts: list[str] = []
    length = len(before) + len(after)
    while length < size:
        parts.append(_section(dice) if dice.random() < 0.2 else _paragraph(dice))
        length += len(parts[-1])
    return before, after + "".join(parts)


def _paragraph(dice: Random) -> str:
    sentences = " ".join(_sentence(dice) for _ in range(dice.randint(2, 5)))
    return (
        f'<div class="rich-text u-measure l-stack" data-block="{dice.getrandbits(40):x}">'
        f'<div class="rich-text__inner"><p>{sentences}</p></div></div>\n'
    )


def _section(dice: Random) -> str:
    items = "".join(
        f'<li class="list__item"><span>{_words(dice, 3, 9).capitalize()}</span></li>'
        for _ in range(dice.randint(3, 7))
    )
    heading = _words(dice, 2, 5).capitalize()
    return f'<section class="box"><h2>{heading}</h2><ul class="list">{items}</ul></section>\n'


def _tiers(dice: Random) -> str:
    heads = "".join(f"<th>{tier}</th>" for tier in TIERS)
    people = (2, dice.randint(4, 9), dice.randint(10, 24), dice.randint(25, 60))
    references = (1, 2, dice.randint(3, 4), dice.randint(5, 9))
    return (
        f'<div class="table-wrap"><table><thead><tr><th>Requirement</th>{heads}</tr></thead>'
        f"<tbody>{_row('Certified individuals', people)}{_row('Customer references', references)}</tbody>"
        "</table></div>\n"
    )


def _row(name: str, numbers: tuple[int, ...]) -> str:
    return f"<tr><th>{name}</th>" + "".join(f"<td>{number}</td>" for number in numbers) + "</tr>"
