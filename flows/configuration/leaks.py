"""Secrets that were written into configuration files, where they do not belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.configuration.tables import TomlFile

_SERVICES = """
discord fcm gchat ifttt json jsons mailgun mailto mailtos matrix matrixs mattermost mmost mmosts
msteams ntfy ntfys opsgenie pagerduty pbul pover rocket rockets sendgrid ses signal signals
slack smtp smtps sns teams telegram tgram twilio webex workflow workflows wxteams xml xmls
"""
_LEAKS = (
    ("a private key", re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")),
    (
        "an address with a password",
        re.compile(r"\b[a-z][a-z0-9+.-]*://[^/\s:@\"']*:[^@\s/\"']+@", re.IGNORECASE),
    ),
    (
        "the address of a channel",
        re.compile(
            rf"\b(?:{'|'.join(_SERVICES.split())})://\S"
            r"|hooks\.slack\.com/\w|webhook\.office\.com/\w|outlook\.office(?:365)?\.com/webhook"
            r"|discord(?:app)?\.com/api/webhooks/|api\.telegram\.org/bot|\.logic\.azure\.com[:/]",
            re.IGNORECASE,
        ),
    ),
    (
        "a token",
        re.compile(
            r"(?<![\w-])(?:xox[abeprs]-\w|gh[opsru]_\w{20}|github_pat_\w{20}|glpat-\w{10}|AKIA[0-9A-Z]{16}"
            r"|sk-[\w-]{20}|pnu_\w{20}|eyJ[\w-]{10,}\.eyJ)"
        ),
    ),
)


def leak(text: str) -> str | None:
    """Say what secret a text holds, in words, or None."""
    return next((what for what, pattern in _LEAKS if pattern.search(text)), None)


def note_leaks(file: TomlFile) -> None:
    """Note a fault for every line that holds a secret, comments too. The fault never repeats the secret."""
    expected = "expected none in these files: secrets come from the environment or from a Prefect block"
    do = "put it into an environment variable, name that with url_env, and replace the secret at its service"
    for number, line in enumerate(file.text.split("\n"), start=1):
        if what := leak(line):
            file.fault(number, "secret", f"the line holds {what}", expected, do)
            file.leaking.add(number)
