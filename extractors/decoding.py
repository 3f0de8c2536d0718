"""From bytes to text: which charset a page is in, and which form its bytes have."""

from __future__ import annotations

import codecs
import re
from email.message import Message
from typing import Final

from charset_normalizer import from_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels as browsers read them (WHATWG Encoding, section 4.2): pages that say latin-1 mean windows-1252.
# Python's other
# codecs (punycode, unicode_escape, ...) are no charsets of pages, and some take quadratic time: only these
# are used.
_CHARSETS: Final = {
    **dict.fromkeys(
        ("ascii", "us-ascii", "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"), "cp1252"
    ),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254"), "cp1254"),
    **{
        label: label
        for label in ("euc-jp", "iso-2022-jp", "koi8-r", "koi8-u", "macintosh", "utf-16le", "utf-16be")
    },
    **{f"iso-8859-{part}": f"iso-8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-125{part}": f"cp125{part}" for part in (0, 1, 3, 5, 6, 7, 8)},
    "utf-16": "utf-16le",
    "tis-620": "cp874",
    "windows-874": "cp874",
}
_META = re.compile(rb"<meta[^>]{0,400}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([\w.:-]{2,40})")
_PRESCAN: Final = 4096  # WHATWG reads 1,024 bytes; real pages put long comments first
_SAMPLE: Final = 32_768
# C0 controls but tab, newline, form feed and carriage return: no text has them, and parsers trip over them.
_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 12, 13)) + b"\x7f"


def decoded(body: bytes, content_type: str | None) -> str:
    """The text of `body`: by byte order mark, header, declaration in the text, UTF-8, else a guess.

    Never raises: what does not fit its charset becomes U+FFFD. Control characters are left out.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _plain(body.decode(charset, "replace").removeprefix("\ufeff"))
    declared = charset_of(content_type) or _declared(body)
    for likely in dict.fromkeys((declared or "utf-8", "utf-8")):
        try:
            return _plain(body.decode(likely))
        except UnicodeDecodeError:
            continue
    return _plain(body.decode(_likeliest(body, declared), "replace"))


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type header names, as Python calls it.

    None when it names none that pages use.
    """
    if not content_type or "charset" not in content_type.lower():
        return None
    message = Message()
    message["content-type"] = content_type
    named = message.get_param("charset")
    return _CHARSETS.get(named.strip().lower()) if isinstance(named, str) else None


def _declared(body: bytes) -> str | None:
    head = body[:_PRESCAN]
    found = _XML.search(head) or _META.search(head)
    if found is None:
        return None
    charset = _CHARSETS.get(found[1].decode("ascii", "replace").lower())
    # A declaration that could be read as bytes cannot stand in UTF-16 (WHATWG HTML, prescan, step 15).
    return "utf-8" if charset in ("utf-16le", "utf-16be") else charset


def _likeliest(body: bytes, declared: str | None) -> str:
    sample = body[:_SAMPLE]
    # Mostly good UTF-8 with a few broken bytes (a cut, a mixed-in quote) stays what it says it is.
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    if declared and declared != "utf-8":
        return declared
    if sample and broken * 50 <= sum(byte > 127 for byte in sample):  # noqa: PLR2004
        return "utf-8"
    best = from_bytes(sample).best()
    return best.encoding if best and best.encoding not in ("ascii", "utf_8") else "cp1252"


def _plain(text: str) -> str:
    if text.isascii():
        return text.encode().translate(None, _CONTROLS).decode()
    return text.encode("utf-8", "replace").translate(None, _CONTROLS).decode("utf-8", "replace")
