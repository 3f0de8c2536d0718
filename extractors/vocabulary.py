"""What is furniture on a page: the words that classes, ids, roles and short texts give it away by.

The words are those that content systems and front-end kits use, not those of any one vendor.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, Literal, TypeAlias

Furniture: TypeAlias = Literal[
    "", "landmark", "named", "hinted", "header", "footer", "aside", "hidden", "tiny", "links"
]
"""Why something may be furniture, from sure to doubtful; pruning weighs it against what the element holds."""

# Roles (WAI-ARIA 1.2) that are never the page's own text.
LANDMARK_ROLES: Final = frozenset(
    """
    navigation contentinfo search dialog alertdialog menu menubar toolbar tooltip progressbar scrollbar
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

# Tokens of class and id that name furniture wherever they stand.
_NAMED: Final = frozenset(
    """
    advert advertisement adsbygoogle adslot breadcrumb breadcrumbs cookie cookies cookiebar cookiebanner
    consent gdpr ccpa onetrust truste cookiebot usercentrics disqus hitcounter viewcount viewcounter
    pagination pager megamenu navbar navigation newsletter offcanvas optout outbrain taboola sharebar
    addthis sharethis skiplink skiplinks skipnav sociallinks copyright colophon printonly backtotop totop
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_NAMED_PAIRS: Final = frozenset(
    """
    site-footer page-footer global-footer main-footer footer-nav footer-links footer-menu footer-bottom
    site-header global-header global-nav site-nav main-nav main-menu nav-menu nav-bar nav-links primary-nav
    secondary-nav primary-menu top-nav side-nav sub-nav local-nav mobile-nav mobile-menu user-menu dropdown-
    menu mega-menu skip-link skip-links skip-nav skip-to skip-content back-to to-top read-next up-next also-
    like more-stories more-posts more-articles latest-news latest-posts popular-posts trending-posts sign-up
    mailing-list email-signup news-letter language-switcher language-selector lang-switcher locale-switcher
    locale-selector region-selector country-selector share-bar share-buttons social-media social-icons
    social-links follow-us ad-slot ad-container ad-banner ad-wrapper site-map was-helpful page-helpful page-
    rating page-views view-count view-counter hit-counter page-meta-tools print-button edit-page
    announcement-bar promo-bar alert-bar notice-bar notification-bar site-alert site-banner top-bar topbar-
    wrapper chat-widget live-chat scroll-top sticky-bar comments-area comment-list comment-form search-form
    search-box search-bar search-results-widget login-form privacy-banner privacy-notice-banner
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# Tokens that often name furniture, and as often content: place and content decide.
_HINTED: Final = frozenset(
    """
    announcement announcements banner footer menu nav sidebar toc topbar promo promotion sponsored ticker
    carousel-nav widget widgets popup modal overlay toast snackbar lightbox flyout dropdown tooltip hero-nav
    tags tagcloud byline author-bio cta signup login toolbar comments masthead rail drawer marquee
    recommended recommendations related share sharing social socials feedback subscribe
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# Small things that are only themselves while short: a spinner's "Loading", a counter; as a page's state they
# are long.
_TINY: Final = frozenset(
    """
    spinner loading loader skeleton placeholder preloader counter views csrf token nonce timestamp buildinfo
    throbber
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
# "has-sidebar", "nav-open", "sidebar-layout": the state or frame of something bigger, not the furniture
# itself.
_NEGATING: Final = frozenset(
    ["has", "with", "no", "without", "is", "not", "js", "when", "hide", "show", "supports"]
)
_FRAMING: Final = frozenset(
    """
    layout page open opened active enabled visible container wrapper-main offset padding margin content main
    body left right adjacent aware enabled ready present site grid
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


def furniture_named(names: str, ident: str) -> Furniture:
    """What the classes and the id of an element say about it."""
    if not names and not ident:
        return ""
    verdict: Furniture = ""
    for name in f"{names} {ident}".split()[:40]:
        words = _WORD.findall(_CAMEL.sub("-", name[:200]).lower())
        found = _named(words)
        if found == "named":
            return found
        verdict = found if found and verdict != "hinted" else verdict
    return verdict


def _named(words: list[str]) -> Furniture:
    if not words or words[0] in _NEGATING or (len(words) > 1 and words[-1] in _FRAMING):
        return ""
    if not _NAMED.isdisjoint(words) or any(f"{a}-{b}" in _NAMED_PAIRS for a, b in pairwise(words)):
        return "named"
    if not _HINTED.isdisjoint(words):
        return "hinted"
    return "tiny" if not _TINY.isdisjoint(words) else ""


_COUNTED = (
    r"views?|reads?|likes?|shares?|comments?|claps?|visitors?|followers?|downloads?|reactions?|page ?views?|aufrufe|vues?|visitas?"  # noqa: E501
    r"|people (?:viewed|have viewed|are viewing|found)[^.]{0,60}|users? online|online now|min(?:ute)?s?[- ]read|min(?:uten)? lesezeit"  # noqa: E501
    r"|min(?:utes)? de lecture|of \d+ found this helpful"
)
_ESCAPED: Final = _COUNTED.replace(" ", r"\ ")  # the pattern below ignores plain spaces
_STOCK = re.compile(
    rf"""(?:
      (?:skip|jump)\ (?:directly\ )?to\ (?:the\ )?(?:main\ )?(?:content|navigation|search|footer|menu|primary\ navigation|accessibility\ links)
    | zum\ (?:haupt)?inhalt(?:\ springen)? | aller\ au\ contenu(?:\ principal)? | (?:saltar|ir)\ al\ contenido(?:\ principal)?
    | (?:please\ wait|loading|wird\ geladen|chargement|cargando)(?:\ (?:more|content|comments|page|results))?
    | back\ to\ (?:the\ )?top | nach\ oben | haut\ de\ page | (?:return\ )?to\ top
    | share(?:\ (?:this|on|via|by)(?:\ (?:page|article|post|story|facebook|twitter|x|linkedin|email|e-mail))?)? | tweet | copy\ link
    | print(?:\ this\ page)? | (?:e-?mail|save)\ this\ page | (?:toggle|open|close)\ (?:the\ )?(?:navigation|menu|search|main\ menu)
    | \(?opens\ (?:in\ )?(?:a\ )?new\ (?:window|tab)\)?
    | (?:accept|reject|allow)\ (?:all\ )?cookies | cookie\ (?:settings|preferences) | manage\ (?:cookies|consent)
    | was\ this\ (?:page|article|information)\ helpful\??(?:\ yes\ no)?
    | (?:~|about\ )?[\d.,\u00a0\ ]{{1,12}}\ ?[km]?\+?\ (?:{_ESCAPED})(?:\ (?:today|this\ (?:week|month)|so\ far))?
    | (?:views?|page\ views?|reads|likes|shares|visitors|downloads)\ ?:?\ [\d.,]{{1,12}}
    | (?:page\ |site\ )?(?:generated|rendered|served|cached)\ (?:on|at|in|by|\d)[^<>]{{0,120}}
    | (?:updated|posted|published|last\ (?:updated|modified))?:?\ ?(?:about\ |an?\ )?(?:\d{{1,3}}\ )?(?:second|minute|min|hour|hr|day|week|month)s?\ ago
    | (?:copyright\ (?:©|\(c\)|(?:19|20)\d\d)|©|\(c\)\ (?:19|20)\d\d)[^<>]{{0,200}} | [^<>.]{{0,60}}©\ ?(?:19|20)\d\d[^<>]{{0,120}}
    | (?:csrf|nonce|request|session|trace|ray|build|correlation)[\ -]?(?:token|id)?\ ?[:\#=]\ ?[\w.:-]{{4,80}}
    | [0-9a-f]{{24,128}} | [0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}
    )[\s.…:!]*""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)


# How those lines begin: almost no text does, and only lines with a piece that does are looked at as a whole.
_BEGINNINGS: Final = frozenset(
    """
    ski jum zum all sal ple loa wir cha car bac nac hau ret sha twe cop pri ema e-m sav tog ope clo acc rej
    man was vie pag rea lik vis dow sit gen ren ser cac abo upd pos pub las csr non req ses tra ray bui cor
    coo
    """.split()  # noqa: SIM905 - a list of words reads better as words
) | {"ir ", "to ", "a m", "an "}


def suspicious(text: str) -> bool:
    """Whether a text between two tags may begin a line of furniture.

    (:func:`stock_phrase` decides on the line).
    """
    start = text.lstrip()[:3].lower()
    return start in _BEGINNINGS or (start[:1] in _FIRSTS) or "©" in text


_FIRSTS: Final = frozenset("0123456789~(©")


def stock_phrase(text: str) -> bool:
    """Whether a short line is furniture by its very words.

    A skip link, a counter, a spinner, a copyright line, a token.
    """
    return _STOCK.fullmatch(text) is not None


_RELATED = re.compile(
    r"(?:related|recommended|similar|suggested|more|latest|recent|popular|trending|top|featured|other)"
    r" (?:stories|story|articles?|posts?|news|reading|reads|videos?|blogs?|blog posts|insights|headlines|for you)"
    r"|(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|recommended for you|read (?:next|more)|up next|keep reading"  # noqa: E501
    r"|more (?:from|like) (?:this|the|our)[\w ]{0,30}|what to read next|explore more|follow us(?: on)?|share this[\w ]{0,12}"
    r"|ähnliche (?:artikel|beiträge)|das könnte (?:sie|dich) auch interessieren|articles (?:liés|similaires)|artículos relacionados)",  # noqa: E501
    re.IGNORECASE,
)


def related_heading(text: str) -> bool:
    """Whether a heading opens a list of other stories."""
    return len(text) <= 60 and _RELATED.fullmatch(text.strip(" :…")) is not None  # noqa: PLR2004


_TICK = re.compile(
    r"(?:^|[\W_])(?:check|checks|checked|checkmark|check-?circle|tick|ticks|ticked|yes|included|glyphicon-ok|icon-ok|done)(?:$|[\W_])"
)
_CROSS = re.compile(
    r"(?:^|[\W_])(?:cross|crossmark|x-?mark|times|times-circle|glyphicon-remove|no|not[- ]included|excluded|uncheck(?:ed)?)(?:$|[\W_])"  # noqa: E501
)
TICK: Final = "✓"
CROSS: Final = "✗"


def mark(words: str) -> str:
    """The tick or cross that an icon's class, name or label stands for; empty when it stands for neither."""
    lowered = words.lower()
    if _CROSS.search(lowered):
        return CROSS
    return TICK if _TICK.search(lowered) else ""


_EMPTY_WORDS = re.compile(
    r"(?:an? |the )?(?:image|photo|picture|icon|logo|banner|thumbnail|hero(?: image)?|decorative|graphic|illustration|avatar|spacer|img|bild)?"  # noqa: E501
    r"|[\w\-]{1,120}\.(?:png|jpe?g|gif|svg|webp|avif)|(?:img|dsc|image)[_-]?\d+|[\W_]+",
    re.IGNORECASE,
)


_DECORATION = re.compile(r"\b(?:icon|image|symbol|green|red|mark|sign)\b", re.IGNORECASE)
_MARK_WORDS: Final = 2


def picture_words(label: str) -> str:
    """The words that a picture's alternative text adds to the page; a tick for a tick.

    Empty when it says nothing.
    """
    words = " ".join(label[:500].split())
    bare = _DECORATION.sub("", words).split()
    # Only a label that is nothing but a mark: "Checked by an auditor" is words.
    if 0 < len(bare) <= _MARK_WORDS and (sign := mark(" ".join(bare))):
        return sign
    return "" if _EMPTY_WORDS.fullmatch(words) and not any(sign in words for sign in "✓✔✗✘") else words
