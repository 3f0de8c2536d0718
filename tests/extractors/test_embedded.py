"""Pages that scripts would fill are read from the data in those scripts, where it holds the page."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.canonical import Canonical, canonical
from extractors.catalogue import Catalogue, Source
from extractors.documents import document
from extractors.embedded import embedded
from extractors.judgement import judgement
from extractors.reading import examined
from extractors.records import Document, Outcome, Response

PAGE = Source("acme/tiers", "acme", "tiers", "https://acme.example/tiers")
INTRO = (
    "The Acme Partner Program has three tiers, and each of them has its own demands on firms that join it."
)
GOLD = "Gold partners employ at least ten people who hold an Acme certification and show two customer references."
VALID = "Every Acme certification is valid for two years, after which the exam has to be taken again by everybody."


def shell(scripts: str) -> bytes:
    """A page whose markup shows nothing."""
    head = '<html lang="en"><head><title>Partner tiers</title></head>'
    return f'{head}<body><div id="__next"></div>{scripts}</body></html>'.encode()


def answered(body: bytes) -> Response:
    """The page as a server sends it."""
    return Response(PAGE.url, PAGE.url, 200, (("content-type", "text/html"),), body)


def read(scripts: str) -> Document:
    """What the page says; it is healthy."""
    response = answered(shell(scripts))
    form = canonical(response, PAGE)
    assert isinstance(form, Canonical)
    judged = judgement(response, PAGE, form)
    assert judged.outcome is Outcome.HEALTHY, judged
    assert form.embedded
    assert form.embedded in judged.reason
    found = document(form)
    assert isinstance(found, Document)
    return found


def lines(found: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, text and section of the blocks."""
    return [(block.kind, block.text, block.section) for block in found.blocks]


def _json(value: object, attributes: str = 'id="__NEXT_DATA__" type="application/json"') -> str:
    return f"<script {attributes}>{json.dumps(value)}</script>"


PLAIN = {
    "title": "Tiers",
    "body": INTRO,
    "sections": [{"heading": "Gold", "text": GOLD}, {"heading": "Validity", "text": VALID}],
}
HTML = f"<h2>Tiers</h2><p>{INTRO}</p><h3>Gold</h3><p>{GOLD}</p><h3>Validity</h3><p>{VALID}</p>"
FLIGHT = "".join(
    f"<script>self.__next_f.push({json.dumps([1, part])})</script>"
    for part in (
        '1:I["chunk.js"]\n0:{"b":"build","f":[["$","main",null,{"children":["$L2","$L3"]}]]}\n2:["$","h2",null,{"chil',
        f'dren":"Tiers"}}]\n3:["$","$L1",null,{{"children":[["$","p",null,{{"children":"{INTRO}"}}],"$L4"]}}]\n',
        f'4:["$","section",null,{{"children":[["$","h3",null,{{"children":"Gold"}}],["$","p",null,{{"children":"{GOLD}"}}],',
        '["$","h3",null,{"children":"Validity"}],["$","div",null,{"dangerouslySetInnerHTML":{"__html":"$5"}}]]}]\n',
        f"5:T{len(VALID) + 7:x},<p>{VALID}</p>",
    )
)
BLOCKS = [
    ("h2", "Tiers"),
    ("normal", INTRO),
    ("h3", "Gold"),
    ("normal", GOLD),
    ("h3", "Validity"),
    ("normal", VALID),
]
PORTABLE = [
    {"_type": "block", "style": style, "children": [{"_type": "span", "text": text}]}
    for style, text in BLOCKS
]
CONTENTFUL = {
    "nodeType": "document",
    "content": [
        {
            "nodeType": style.replace("h", "heading-").replace("normal", "paragraph"),
            "content": [{"nodeType": "text", "value": text}],
        }
        for style, text in BLOCKS
    ],
}
EDITOR = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph" if style == "normal" else "heading",
            "attrs": {"level": int(style.strip("hnormal") or 0)},
            "content": [{"type": "text", "text": text}],
        }
        for style, text in BLOCKS
    ],
}
NUXT = (
    '<script>window.__NUXT__=(function(a,b){return {layout:"default",data:[{title:b,body:a,sections:'
    f"[{{heading:\"Gold\",text:{json.dumps(GOLD)}}},{{heading:'Validity',text:{json.dumps(VALID)}}}]}}],error:null}}}}"
    f'({json.dumps(INTRO)},"Tiers"));</script>'
)
FLAT = [["ShallowReactive", 1], {"data": 2}, {"page": 3}, {"title": 4, "body": 5, "sections": 6}, "Tiers", INTRO, [7, 8],
        {"heading": 9, "text": 10}, {"heading": 11, "text": 12}, "Gold", GOLD, "Validity", VALID]  # fmt: skip
STREAM = [{"_1": 2}, "page", {"_3": 4, "_5": 6, "_7": 8}, "title", "Tiers", "body", INTRO, "sections", [9, 10],
          {"_11": 12, "_13": 14}, {"_11": 15, "_13": 16}, "heading", "Gold", "text", GOLD, "Validity", VALID]  # fmt: skip
FORMS = {
    "next": _json({"props": {"pageProps": {"page": PLAIN}}, "buildId": "x"}),
    "next html": _json({"props": {"pageProps": {"content": HTML}}}),
    "portable text": _json({"props": {"pageProps": {"body": PORTABLE}}}),
    "contentful": _json({"props": {"pageProps": {"body": CONTENTFUL}}}),
    "editor": _json({"page": {"body": EDITOR}}, 'type="application/json"'),
    "markdown": _json(
        {"page": {"body": f"## Tiers\n\n{INTRO}\n\n### Gold\n\n{GOLD}\n\n### Validity\n\n{VALID}\n"}}
    ),
    "flight": FLIGHT,
    "nuxt 2": NUXT,
    "nuxt 3": _json(FLAT, 'type="application/json" id="__NUXT_DATA__"'),
    "remix": f"<script>window.__remixContext = {json.dumps({'state': {'loaderData': PLAIN}})};</script>",
    "react router": "<script>window.__reactRouterContext.streamController.enqueue("
    f"{json.dumps(json.dumps(STREAM) + chr(10))});</script>",
    "apollo": f"<script>window.__APOLLO_STATE__ = JSON.parse({json.dumps(json.dumps({'Page:1': PLAIN}))})</script>",
    "sveltekit": _json(
        {"status": 200, "body": json.dumps(PLAIN)}, 'type="application/json" data-sveltekit-fetched'
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_framework_s_state_is_the_page(form: str) -> None:
    """Text that a framework keeps for its scripts is read with its headings, and no browser is needed."""
    found = read(FORMS[form])
    assert found.title == "Partner tiers"
    said = [(text, section[-1:]) for kind, text, section in lines(found) if kind != "heading"]
    assert said == [(INTRO, ("Tiers",)), (GOLD, ("Gold",)), (VALID, ("Validity",))]


def test_questions_and_answers_of_json_ld_are_the_page() -> None:
    """The questions and answers that a page declares for search engines are read where the markup shows none."""
    asked = [("How long is it valid?", VALID), ("What does Gold demand?", GOLD), ("What tiers exist?", INTRO)]
    faq = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": name,
                "acceptedAnswer": {"@type": "Answer", "text": f"<p>{text}</p>"},
            }
            for name, text in asked
        ],
    }
    found = read(_json(faq, 'type="application/ld+json"'))
    assert [(text, section) for _, text, section in lines(found)][1::2] == [
        (text, (name,)) for name, text in asked
    ]


@pytest.mark.parametrize(
    "scripts",
    [
        _json({"props": {"pageProps": {"statusCode": 200, "seo": {"description": INTRO + GOLD + VALID}}}}),
        _json({"props": {"pageProps": {"messages": {f"key{n}": INTRO for n in range(40)}}}}),
        _json({"props": {"words": {f"key{n}": INTRO for n in range(40)}}}),
        _json({"@type": "Organization", "description": INTRO * 5}, 'type="application/ld+json"'),
        _json({"page": {"url": "https://acme.example/" + "a" * 400, "style": ".a { color: red }" * 40}}),
        _json({"page": {"body": INTRO}}),
        "<script>window.__STATE__ = " + json.dumps([PLAIN])[:-40] + "</script>",
        "<script>window.loadPartners = " + json.dumps([PLAIN]) + "</script>",
    ],
)
def test_what_is_no_text_of_the_page_leaves_it_a_shell(scripts: str) -> None:
    """Descriptions, an interface's dictionary, addresses, styles and one sentence are not the page: it stays a shell."""
    response = answered(shell(scripts))
    form = canonical(response, PAGE)
    assert isinstance(form, Canonical)
    assert not form.embedded
    assert judgement(response, PAGE, form).outcome is Outcome.EMPTY_SHELL


def test_a_wall_with_state_is_a_wall() -> None:
    """What visitors see decides whether it is a wall, whatever the scripts hold."""
    notice = "<h1>Just a moment...</h1><p>Checking your browser before you continue. Enable JavaScript and cookies.</p>"
    body = shell(FORMS["next"]).replace(b"<title>Partner tiers</title>", b"<title>Just a moment...</title>")
    seen = examined(
        answered(body.replace(b'<div id="__next">', f'<div id="__next">{notice}'.encode())),
        PAGE,
        Catalogue(()),
    )
    assert seen.judgement.outcome is Outcome.BOT_CHECK


def test_a_page_with_text_is_read_from_its_markup() -> None:
    """Where the markup holds the page, the state in its scripts adds nothing: the digest is that of the markup alone."""
    whole = shell(FORMS["next"]).replace(b'<div id="__next">', f"<main>{HTML}".encode())
    alone = shell("").replace(b'<div id="__next">', f"<main>{HTML}".encode())
    first, second = (canonical(answered(body), PAGE) for body in (whole, alone))
    assert isinstance(first, Canonical)
    assert isinstance(second, Canonical)
    assert (first.embedded, first.digest) == ("", second.digest)


def test_a_source_that_is_always_rendered_is_a_shell_until_it_is() -> None:
    """With `render = "always"` what the server sent is no page, and what a browser built is."""
    always = Source(
        **{name: getattr(PAGE, name) for name in ("id", "program", "name", "url")}, render="always"
    )
    sent = answered(f'<html lang="en"><body><main>{HTML}</main></body></html>'.encode())
    built = Response(sent.url, sent.final_url, 200, sent.headers, sent.body, rendered=True)
    outcomes = [examined(each, always, Catalogue(())).judgement for each in (sent, built)]
    assert [judged.outcome for judged in outcomes] == [Outcome.EMPTY_SHELL, Outcome.HEALTHY]
    assert "as a browser builds it" in outcomes[0].reason


def test_letters_that_grow_in_lower_case_shift_nothing() -> None:
    """A Turkish capital, which is two characters in lower case, before the data does not hide it."""
    found = embedded(
        "İ" * 20 + shell(_json({"body": [INTRO, GOLD, VALID]}, 'type="application/json"')).decode()
    )
    assert found is not None
    assert GOLD in found.html


def test_whole_numbers_of_a_call_stay_whole() -> None:
    """Numbers are told as a browser shows them: 10 is not 10.0, and 1e3 is 1000."""
    rows = "{label:'Certified people',value:10},{label:'Share',value:2.5},{label:'Budget',value:1e3}"
    said = json.dumps([INTRO, GOLD, VALID])
    text = read(
        f"<script>window.__NUXT__=(function(a){{return {{said:{said},rows:[{rows}]}}}}(1))</script>"
    ).text
    assert text.splitlines()[-3:] == ["Certified people: 10", "Share: 2.5", "Budget: 1000"]


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=60),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "_type", "children", "content", "text", "title", "value", "@type", "_1"]),
                          inner, max_size=4),
        max_leaves=12,
    ),
    st.sampled_from(["__NEXT_DATA__", "__NUXT_DATA__", ""]),
)  # fmt: skip
def test_any_state_is_told_or_passed_over(value: object, name: str) -> None:
    """No state, whatever its shape, makes reading fail, as JSON, as a script's assignment or as a stream of rows."""
    scripts = _json(value, f'type="application/json" id="{name}"')
    scripts += f"<script>window.__STATE__ = {json.dumps(value)}</script>"
    scripts += (
        f"<script>self.__next_f.push({json.dumps([1, '0:' + json.dumps(['$', 'p', None, value])])})</script>"
    )
    embedded(shell(scripts).decode())


CHAIN = "".join(f'{n:x}:["$","p",null,{{"children":"$L{n + 1:x}"}}]\n' for n in range(20_000))
BUSHY = [[1, 1, 1], [2, 2, 2], *[[n + 3] * 9 for n in range(60)]]
HOSTILE = {
    "unclosed": "<script>" * 60_000,
    "deep": "<script>window.__STATE__ = " + "[" * 200_000 + "</script>",
    "deep call": "<script>window.__NUXT__=(function(a){return " + "[" * 100_000 + "}(1))</script>",
    "escapes": "<script>window.__NUXT__=(function(a){return {a:'" + "\\x41" * 100_000 + "</script>",
    "chain of rows": f"<script>self.__next_f.push([1,{json.dumps(CHAIN)}])</script>",
    "rows of themselves": "<script>self.__next_f.push([1,"
    + json.dumps('0:["$L0","$L0"]\n1:Tffffffff,x')
    + "])</script>",
    "many of one": f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(BUSHY)}</script>',
    "assignments": "<script>" + "window.__STATE__=" * 50_000 + "</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_state_costs_little(name: str) -> None:
    """Scripts made to be expensive are passed over in a moment."""
    begun = time.monotonic()
    canonical(answered(shell(HOSTILE[name])), PAGE)
    assert time.monotonic() - begun < 3
