"""Lines of keys in TOML texts."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.configuration.lines import key_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = '''\
# a comment with [brackets] and = signs
title = "a # b"

[owner]
"full name" = \'x\'   # after
text = """
not = a key
"""
a.b.c = [1,
  2, # two
  { deep = true, list = ["]", \'}\'] },
]

[[rows]]
key = 1
[rows.child]
key = 2
[[rows]]
key = 3
[[rows.parts]]
key = 4
'''


def test_each_key_has_the_line_where_it_stands() -> None:
    """Comments, quoted and dotted keys, long texts, lists, inline tables and arrays of tables are walked."""
    lines = key_lines(TEXT)
    expected = {
        ("title",): 2,
        ("owner",): 4,
        ("owner", "full name"): 5,
        ("owner", "text"): 6,
        ("owner", "a", "b", "c"): 9,
        ("owner", "a", "b", "c", 1): 10,
        ("owner", "a", "b", "c", 2, "deep"): 11,
        ("owner", "a", "b", "c", 2, "list", 1): 11,
        ("rows",): 14,
        ("rows", 0, "key"): 15,
        ("rows", 0, "child", "key"): 17,
        ("rows", 1): 18,
        ("rows", 1, "key"): 19,
        ("rows", 1, "parts", 0, "key"): 21,
    }
    assert {path: lines[path] for path in expected} == expected
    assert set(lines) == set(paths(tomllib.loads(TEXT)))


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the way to every key and element of a parsed text."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        yield (*path, name)
        yield from paths(child, (*path, name))


NAMES = st.sampled_from(["a", "b-1", '"q.d"', "'l'", '"\\u00e9\\n"', "a.b", "c . d"])
SCALARS = st.sampled_from(
    [
        "1",
        "-2.5e3",
        "true",
        '"x"',
        "'#'",
        '"""m\n = 1\n"""',
        "'''\n[n]\n'''",
        '"\\""',
        "2026-06-01 07:00:00",
        '""""q""""',
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ # c\n" + ",\n".join(items) + " ]"),
        st.lists(st.tuples(NAMES, SCALARS.filter(lambda text: "\n" not in text)), max_size=2).map(
            lambda pairs: "{ " + ", ".join(f"{name} = {value}" for name, value in pairs) + " }"
        ),
    ),
    max_leaves=6,
)
LINES = st.one_of(
    st.tuples(NAMES, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    NAMES.map(lambda name: f"[{name}]"),
    NAMES.map(lambda name: f"[[ {name} ]] # rows"),
    st.sampled_from(["", "# key = 1"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_every_key_of_a_valid_text_has_a_line(text: str) -> None:
    """Whatever the standard library's parser accepts, the walk finds exactly its keys."""
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = key_lines(text)
    assert set(lines) == set(paths(parsed))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
