"""Pages built by a real Chromium on loopback: what it shows, what it may not reach, and what it leaves behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from browsers_for_tests import rendering
from fetching_doubles import SETTINGS, source
from loopback import Reply, Site
from watched_site import FEE, watched

from extractors.catalogue import Catalogue
from extractors.reading import examined
from extractors.records import Outcome
from flows.fetching import Fetcher
from flows.rendering import Renderer
from flows.rendering.browser import PREFIX
from warehouse import connect_read_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.rendering import Built

HTML, JS, JSON = ((("Content-Type", kind),) for kind in ("text/html", "text/javascript", "application/json"))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
GOLD = "Gold partners employ at least ten people who hold an Acme certification."


def shell(script: str, more: str = "") -> Reply:
    """A page that shows nothing until its script has run."""
    text = (
        f'<!doctype html><html lang="en"><head><title>Tiers</title>{more}</head><body><div id="root"></div>'
    )
    return Reply(200, f"{text}<script>{script}</script></body></html>".encode(), HTML)


FILL = """
const show = (text, to = document.getElementById('root')) => to.insertAdjacentHTML('beforeend', `<p>${text}</p>`);
"""
BUILT = """
import('/part.js').then(async ({title}) => {
  document.title = title;
  const answer = await fetch('/api/tiers?tier=gold', {headers: {'x-api': 'public'}});
  const text = (await answer.json()).text;
  document.getElementById('root').innerHTML = `<main><h1>Tiers</h1><p>${text}</p><acme-note>here</acme-note></main>`;
  customElements.define('acme-note', class extends HTMLElement {
    constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = '<p>A note of Acme stands <slot></slot>.</p>'; }
  });
});
"""
REACHING = """
(async () => {
  const told = [];
  const busy = setInterval(() => fetch('/busy'), 200);  // the network does not rest until all is told
  const tried = async (name, attempt) => {
    try { told.push(`${name} ${await attempt()}`); }
    catch (fault) { told.push(`${name} fails`); }
  };
  const loads = (tag, address) => new Promise(done => {
    const made = document.createElement(tag);
    made.onload = () => done('loads'); made.onerror = () => done('fails');
    made.src = address; document.body.append(made);
  });
  const text = async (address, more) => { const got = await fetch(address, more); return `gets ${await got.text()}`; };
  await Promise.all([
    tried('other', () => text('http://localhost:PORT/other', {mode: 'no-cors'})),
    tried('image', () => loads('img', 'http://localhost:PORT/x.png')),
    tried('script', () => loads('script', 'http://localhost:PORT/x.js')),
    tried('post', () => text('/api/tiers', {method: 'POST', body: '{}'})),
    tried('file', () => text('file:///etc/hostname')),
    tried('socket', () => new Promise((yes, no) => {
      const it = new WebSocket('ws://localhost:PORT/ws'); it.onopen = () => yes('opens'); it.onclose = no;
      setTimeout(() => yes('hangs'), 1000); })),
    tried('events', () => new Promise((yes, no) => {
      const it = new EventSource('/events'); it.onopen = () => yes('opens'); it.onerror = no; })),
    tried('worker', async () => (await navigator.serviceWorker.register('/worker.js')) && 'registers'),
    tried('call', async () => {
      const it = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]}); it.createDataChannel('x');
      await it.setLocalDescription(await it.createOffer()); return 'calls'; }),
    tried('beacon', async () => navigator.sendBeacon('http://localhost:PORT/beacon', 'x') && 'is queued'),
    tried('window', async () => window.open('http://localhost:PORT/window') ? 'opens' : 'fails'),
    tried('disk', async () => { localStorage.seen = (localStorage.seen || '') + 'x'; return localStorage.seen; }),
    tried('agent', async () => `${navigator.language} ${navigator.userAgent}`),
  ]);
  for (const address of ['file:///etc/passwd', 'http://localhost:PORT/frame', '/frame']) {
    const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame);
  }
  const away = document.createElement('a'); away.href = '/file.zip'; away.download = 'file.zip';
  document.body.append(away); away.click();
  clearInterval(busy);
  document.getElementById('root').innerHTML = told.map(each => `<p>${each}</p>`).join('');
})();
"""
ROUTES = {
    "/robots.txt": Reply(200, b"User-agent: *\nDisallow: /private/\n"),
    "/built": shell(BUILT, '<link rel="stylesheet" href="/a.css"><meta name="x" content="y">'),
    "/part.js": Reply(200, b"export const title = 'Partner tiers';", JS),
    "/api/tiers?tier=gold": Reply(200, f'{{"text": "{GOLD}"}}'.encode(), JSON),
    "/broken": Reply(503, b"later", JSON),
    "/half": shell(FILL + f"fetch('/broken').finally(() => show('{GOLD}'.repeat(9)))"),
    "/onward": shell(FILL + f"show('{GOLD}'.repeat(9)); location.href = '/built'"),
    "/insisting": shell(
        FILL
        + f"show('{GOLD}'.repeat(9)); setInterval(() => fetch('http://other.example/x').catch(Boolean), 50)"
    ),
    "/busy": Reply(200, b"{}", JSON),
    "/hanging": shell("while (true) {}"),
}


@dataclass(frozen=True)
class Story:
    """What became of each page, what the site and its neighbour were asked for, and whether the browser had a sandbox."""

    pages: dict[str, Built]
    asked: list[str]
    neighbour: int
    sandboxed: set[str]

    def text(self, page: str) -> str:
        """What the browser built."""
        attempt = self.pages[page].attempt
        assert attempt is not None, self.pages[page].why
        assert attempt.response is not None
        return attempt.response.body.decode()


@pytest.fixture(scope="module", autouse=True)
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where these tests' browsers have their directories; open to nobody, whom the browser is for root."""
    tmp_path_factory.getbasetemp()  # pytest's own is not to be there
    before = tempfile.gettempdir()
    with tempfile.TemporaryDirectory(prefix="gapwatch-tests-") as name:
        Path(name).chmod(0o711)
        tempfile.tempdir = name
        yield Path(name)
        tempfile.tempdir = before


@pytest.fixture(scope="module")
def story(place: Path) -> Story:
    """All pages rendered once, by one browser, but that one has to be ended for a page that hangs."""
    return asyncio.run(_story())


async def _story() -> Story:
    connections: list[object] = []

    async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer.get_extra_info("peername"))
        writer.close()

    loop = asyncio.get_running_loop()
    neighbour = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = neighbour.sockets[0].getsockname()[1]
    protocol = type(
        "Heard", (asyncio.DatagramProtocol,), {"datagram_received": lambda *_: connections.append("udp")}
    )
    datagrams, _ = await loop.create_datagram_endpoint(protocol, ("127.0.0.1", port))
    site = Site({**ROUTES, "/reaching": shell(REACHING.replace("PORT", str(port)))})
    pages: dict[str, Built] = {}
    sandboxed: set[str] = set()
    watching = asyncio.create_task(_watched(sandboxed))
    async with (
        site,
        Fetcher(replace(SETTINGS, retries=0)) as fetcher,
        Renderer(rendering(), fetcher, 100_000, lambda: NOW) as renderer,
    ):
        for path in ("/built", "/reaching", "/onward", "/insisting", "/hanging", "/half"):
            page = source(site.root + path)
            renderer._settings = replace(rendering(), seconds=1 if path == "/hanging" else 30)
            pages[path] = await renderer.built(page, await fetcher.fetch(page))
    watching.cancel()
    datagrams.close()
    neighbour.close()
    return Story(pages, site.paths(), len(connections), sandboxed)


def _browsers() -> list[psutil.Process]:
    """Processes of browsers that were started from a directory of ours and live."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or [])
        if f"{tempfile.gettempdir()}/{PREFIX}" in line and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


async def _watched(found: set[str]) -> None:
    """Note how the processes that hold pages are confined, as Linux tells it."""
    while True:
        found |= {_confined(process) for process in _browsers()} - {""}
        await asyncio.sleep(0.25)


def _confined(process: psutil.Process) -> str:
    """The user, and the filter of system calls, of a process that holds a page."""
    with suppress(OSError, psutil.Error):
        if "--type=renderer" in process.cmdline():
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            lines = dict(line.split(":\t", 1) for line in status.splitlines())
            return f"uid {lines['Uid'].split()[0]}, seccomp {lines['Seccomp']}"
    return ""


def test_a_shell_becomes_the_page(story: Story) -> None:
    """Scripts, what they import and read, and open shadow trees are in the page, which is healthy and marked."""
    built = story.pages["/built"]
    assert built.attempt is not None
    response = built.attempt.response
    assert response is not None
    note = "<acme-note><p>A note of Acme stands <slot>here</slot>.</p></acme-note>"
    assert "<title>Partner tiers</title>" in story.text("/built")
    assert f"<h1>Tiers</h1><p>{GOLD}</p>{note}" in story.text("/built")
    kind = response.header("content-type")
    assert (response.rendered, response.status, kind) == (True, 200, "text/html; charset=utf-8")
    judged = examined(response, source(response.url), Catalogue(())).judgement
    assert judged.outcome is Outcome.HEALTHY
    assert "as a browser built it" in judged.reason
    assert built.why == "2 parts asked for"


def test_a_page_reaches_nothing_but_its_own_data(story: Story) -> None:
    """Third parties, posts, files, sockets, workers, calls, windows, frames and downloads lead nowhere."""
    shown = story.text("/reaching").partition('id="root">')[2].partition("</div>")[0]
    told = dict(line.partition(" ")[::2] for line in shown.replace("</p>", "").split("<p>")[1:])
    failing = {"other", "image", "script", "post", "file", "events", "call"}
    assert {name for name, what in told.items() if what.startswith("fails")} >= failing
    assert told["worker"] == "undefined"
    assert told["socket"] in ("fails", "hangs")
    assert (told["agent"], told["disk"]) == ("en gapwatch/0.1 (+https://example.org/bot)", "x")
    assert story.neighbour == 0
    own = {
        "/built",
        "/part.js",
        "/api/tiers?tier=gold",
        "/reaching",
        "/half",
        "/broken",
        "/onward",
        "/insisting",
        "/hanging",
    }
    assert set(story.asked) - {"/busy"} == {"/robots.txt", *own}


def test_half_a_page_is_none(story: Story) -> None:
    """A page whose part could not be had for now stays the shell, and the reason names the part."""
    assert story.pages["/half"].attempt is None
    assert "a part of it could not be had" in story.pages["/half"].why
    assert "/broken: status 503" in story.pages["/half"].why


def test_a_page_that_leads_on_is_none(story: Story) -> None:
    """A page that sends its visitor elsewhere is not followed, which a check for robots might want."""
    assert "leads on by itself to" in story.pages["/onward"].why
    assert story.pages["/onward"].why.endswith("/built")


def test_what_is_refused_keeps_no_page_busy(story: Story) -> None:
    """A page whose script asks for a third party again and again rests all the same."""
    assert GOLD in story.text("/insisting")
    assert "third party other.example" in story.pages["/insisting"].why


def test_a_page_that_hangs_costs_its_time_and_no_more(story: Story) -> None:
    """A script that never ends is ended with its browser, and the next page is built by another one."""
    assert "did not rest within 1 s" in story.pages["/hanging"].why
    assert "a part of it could not be had" in story.pages["/half"].why


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what confines a process is read from /proc")
def test_pages_are_confined(story: Story) -> None:
    """Pages run in Chromium's sandbox, as nobody where we are root."""
    if not rendering().sandbox:
        pytest.skip("user namespaces are off here, so Chromium has no sandbox")
    uid = 65534 if os.geteuid() == 0 else os.geteuid()
    assert {seen.partition(",")[0] for seen in story.sandboxed} == {f"uid {uid}"}
    assert f"uid {uid}, seccomp 2" in story.sandboxed  # 0 while one starts


KILLED = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from browsers_for_tests import rendering
from flows.rendering.browser import OwnBrowser
async def run():
    await OwnBrowser(rendering()).running()
    print("running", flush=True)
    await asyncio.sleep(60)
asyncio.run(run())
"""


@pytest.fixture
def killed(place: Path) -> Iterator[int]:
    """A run that is killed while its browser runs; the number of processes that it had started for pages."""
    command = [sys.executable, "-c", KILLED, str(Path(__file__).parent)]
    environment = os.environ | {"TMPDIR": str(place)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, start_new_session=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"running\n"
        count = len(_browsers())
        run.send_signal(signal.SIGKILL)
    yield count
    for process in _browsers():
        process.kill()


def test_nothing_is_left_behind(story: Story, killed: int, place: Path) -> None:
    """After a run, and after one that was killed, neither process nor file of the browser is there."""
    assert story.pages
    assert killed
    deadline = time.monotonic() + 20
    while (
        left := [*_browsers(), *Path(tempfile.gettempdir()).glob(f"{PREFIX}*")]
    ) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def test_a_gap_closes_by_what_a_script_shows(tmp_path: Path) -> None:
    """A page that becomes a shell is rendered in a run: its gap closes, and the capture is marked as a browser's."""
    with watched(tmp_path) as watch:
        settings = watch.directory / "settings.toml"
        more = f"[rendering]\nsandbox = {str(rendering().sandbox).lower()}\n"
        settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
        watch.run(0)
        shown = FEE.format(fee="500 USD").partition("<main>")[2].partition("</main>")[0]
        script = "fetch('/fee').then(got => got.text()).then(text => { document.getElementById('root').innerHTML = text; });"
        watch.site.pages |= {"/fee": shown, "/acme": shell(script).body.decode()}
        report = watch.run(1)
    assert [(change.type, change.question) for change in report.changes if change.question] == [
        ("gap_closed", "fees")
    ]
    with closing(connect_read_only(watch.warehouse)) as con:
        found = con.execute("SELECT rendered, outcome, etag FROM fetches ORDER BY started_at").fetchall()
    assert [(rendered, outcome) for rendered, outcome, _ in found] == [(False, "healthy"), (True, "healthy")]
    assert found[0][2]
    assert found[1][2] is None
