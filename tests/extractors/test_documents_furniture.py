"""Furniture does not reach the canonical form; words of the page always do."""

from __future__ import annotations

import pytest
from documents_for_tests import canonical_of, read

_MAIN = "<h1>Partner tiers</h1><p>Gold requires ten certified individuals and three references.</p>"


def _page(before: str = "", after: str = "", main: str = _MAIN, head: str = "") -> str:
    return (
        f"<html><head><title>Tiers</title>{head}</head><body>{before}<main>{main}</main>{after}</body></html>"
    )


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li><a href='/'>Home</a></li></ul></nav>",
        "<header><a href='/'>Acme</a><nav><a href='/p'>Products</a></nav></header>",
        '<div role="navigation"><a href="/">Home</a></div>',
        '<div id="cookie-banner" role="dialog">We use cookies. <button>Accept</button></div>',
        '<div class="gdprConsent">We value your privacy</div>',
        '<aside class="related"><h2>Related stories</h2><p>A bank cut ticket times in half</p></aside>',
        '<section><h2>You may also like</h2><ul><li><a href="/b">A very interesting story</a></li></ul></section>',
        "<footer><p>© 2026 Acme. All rights reserved.</p><a href='/imprint'>Imprint</a></footer>",
        "<div>© 2026 Acme Inc.</div>",
        "<p>1,204 views</p>",
        "<p><b>5,605</b> people viewed this page in the last 30 days</p>",
        "<p>Page generated 2026-08-07 20:44 in 154 ms</p>",
        "<span>Updated 3 days ago</span>",
        "<a href='#main'>Skip to main content</a>",
        "<div class='spinner'>Loading…</div>",
        '<div class="newsletter-signup">Get our letter every week</div>',
        '<ol class="breadcrumb"><li><a href="/">Home</a></li><li>Tiers</li></ol>',
        '<div class="share-buttons"><a>Facebook</a> <a>X</a></div>',
        "<div hidden>Session 83hd</div>",
        '<div style="display:none">token</div>',
        '<div class="announcement">Register now: partner day <a>Learn more</a></div>',
        "<script>window.__STATE__={}</script><style>p{}</style><template><p>x</p></template><noscript>Enable scripts</noscript>",  # noqa: E501
        "<!-- build 4f2a -->",
        "<div><div><span></span></div></div>",
    ],
)
def test_furniture_changes_nothing(furniture: str) -> None:
    """A page with furniture before and after has the digest of the page without."""
    plain = canonical_of(_page())
    assert canonical_of(_page(before=furniture)).digest == plain.digest
    assert canonical_of(_page(after=furniture)).digest == plain.digest


def test_tokens_and_build_marks_change_nothing() -> None:
    """Nonces, hashed class names, ids, scripts and white space are not part of the digest."""
    one = '<div class="css-1x2y" id="r1" data-v="1"><p class="a9f">Ten people.</p></div>'
    other = '<div class="css-9z8w"   id="r2">\n  <p class="b77" nonce="x">Ten \n people.</p>\n</div>'
    head = '<meta name="csrf-token" content="{}"><link href="/app.{}.css">'
    assert (
        canonical_of(_page(main=one, head=head.format(1, 2))).digest
        == canonical_of(_page(main=other, head=head.format(3, 4))).digest
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ten certified", "eleven certified"),
        ("<p>Gold", "<p>Platinum"),
        ("<h1>Partner tiers", "<h1>Partner levels"),
        ("three references.", "three references. Audited yearly."),
    ],
)
def test_words_of_the_page_change_the_digest(before: str, after: str) -> None:
    """Any difference in kept text is a different digest."""
    assert canonical_of(_page()).digest != canonical_of(_page().replace(before, after)).digest


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="header-content">{}</div>',
        '<div class="sidebar-layout main">{}</div>',
        '<div class="has-cookie-banner nav-open">{}</div>',
        '<div class="widget menu promo">{}</div>',
        '<header class="site-header">{}</header>',
        '<div id="modal" role="dialog">{}</div>',
        "<footer>{}</footer>",
        "<aside>{}</aside>",
    ],
)
def test_what_holds_the_page_stays_whatever_it_is_called(wrapper: str) -> None:
    """An element with the page's title and words is never furniture."""
    page = read(f"<body><nav><a>Home</a></nav>{wrapper.format(_MAIN)}</body>")
    assert page.text == "Partner tiers\nGold requires ten certified individuals and three references."


def test_short_texts_that_only_look_like_furniture_stay() -> None:
    """Counts of people, shares of revenue and copyright rules are content."""
    texts = [
        "1,204 certified individuals",
        "Share of revenue",
        "Copyright law applies.",
        "Print and online references count",
        "Last day: May 1",
    ]
    assert read(_page(main="".join(f"<p>{text}</p>" for text in texts))).text == "\n".join(texts)


def test_asides_and_cards_inside_the_main_part_stay() -> None:
    """A note or a card in the main part is content."""
    main = '<h1>T</h1><aside>Note: from 2027 Gold needs an audit.</aside><div class="card-footer">Fee: $500</div>'
    assert read(_page(main=main)).text == "T\nNote: from 2027 Gold needs an audit.\nFee: $500"


def test_text_hidden_from_screen_readers_only_stays() -> None:
    """What aria-hidden marks is on the screen, so it is content."""
    assert (
        read(_page(main='<h1>T</h1><div aria-hidden="true"><p>Premier Member</p></div>')).text
        == "T\nPremier Member"
    )


def test_a_wall_keeps_its_words() -> None:
    """A page that is nothing but a consent dialog keeps the dialog's words, so that it can be judged a wall."""
    asked = "We and our partners store data on your device. " * 5
    assert (
        "store data"
        in canonical_of(f'<body><div id="consent" role="dialog"><p>{asked}</p></div></body>').text
    )
    assert "Agree" in canonical_of('<body><div role="dialog"><h1>Agree to go on</h1></div></body>').text
