"""History goes out as WARC files and comes back, by the command line alone."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from archive_doubles import Archive, html, sha1
from click.testing import CliRunner, Result
from watched_site import FEE, Watch, watched

from flows.cli import gapwatch
from warehouse import connect_read_only
from warehouse.packing import MOST_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def days(number: int) -> datetime:
    """An instant on that day of a year before the runs."""
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=number)


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A program after two runs: its fee appeared in the second."""
    with watched(tmp_path_factory.mktemp("archives"), "acme") as one:
        one.run()
        one.site.pages["/acme"] = FEE.format(fee="$2,000")
        one.run(1)
        yield one


def called(watch: Watch, warehouse: Path, *arguments: str) -> Result:
    """What a command prints and how it ends, with a warehouse of its own."""
    options = ["--config", str(watch.directory), "--warehouse", str(warehouse)]
    return CliRunner().invoke(gapwatch, [*options, *arguments])


def changes(watch: Watch, warehouse: Path) -> list[dict[str, Any]]:
    """All changes, without when they became known."""
    told = called(watch, warehouse, "changes", "--format", "jsonl").stdout.splitlines()
    return [{**json.loads(line), "recorded_at": None} for line in told]


def test_history_travels(watch: Watch, tmp_path: Path) -> None:
    """What `export --warc` writes and `import` reads is the same history in another warehouse."""
    out, other = tmp_path / "out", tmp_path / "other.duckdb"
    written = called(watch, watch.warehouse, "export", str(out), "--warc")
    assert written.exit_code == 0, written.stderr
    assert written.stdout.splitlines() == [str(out / "acme.warc.gz"), str(out / "sources.jsonl")]
    assert f"import them with `gapwatch import --sources {out}/sources.jsonl {out}`" in written.stderr
    read = called(watch, other, "import", "--sources", str(out / "sources.jsonl"), str(out))
    assert read.exit_code == 0, read.stderr
    assert changes(watch, other) == changes(watch, watch.warehouse) != []


@pytest.mark.parametrize("form", ["--tables", "--ledger", "--warc"])
def test_a_directory_that_cannot_be_made(watch: Watch, tmp_path: Path, form: str) -> None:
    """Exporting below what is no directory ends with a line that says so, and no traceback."""
    (tmp_path / "file").write_text("in the way")
    answer = called(watch, watch.warehouse, "export", str(tmp_path / "file" / "out"), form)
    assert answer.exit_code == 1
    assert f"{tmp_path}/file/out: it cannot be written (Not a directory); expected a place" in answer.stderr


def test_a_picture_that_cannot_be_written(watch: Watch, tmp_path: Path) -> None:
    """A picture in a directory that is not there ends with a line that says so, and no traceback."""
    answer = called(watch, watch.warehouse, "board", "--svg", str(tmp_path / "nowhere" / "board.svg"))
    assert answer.exit_code == 1
    assert (
        "nowhere/board.svg: it cannot be written (No such file or directory); expected a place"
        in answer.stderr
    )


def test_an_import_packs(watch: Watch, tmp_path: Path) -> None:
    """Versions of a source that an import brought stand in a pack when it ends, as after runs."""
    address = watch.configuration().programs[0].sources[0].url
    archive = Archive(tmp_path / "many.warc.gz")
    for n in range(MOST_VERSIONS + 1):
        archive.response(days(n), html(furniture=f"visit {n}"), url=address)
    path = tmp_path / "packed.duckdb"
    assert called(watch, path, "import", str(archive.close())).exit_code == 0
    with closing(connect_read_only(path)) as con:
        ((packed,),) = con.execute("SELECT count(*) FROM snapshots WHERE pack IS NOT NULL").fetchall()
    assert packed >= MOST_VERSIONS


def test_import_says_what_waits(watch: Watch, tmp_path: Path) -> None:
    """A WACZ is imported like a WARC file, and what it refers to elsewhere waits, which is said with what to do."""
    address = watch.configuration().programs[0].sources[0].url
    archive = Archive(tmp_path / "one.warc.gz")
    archive.revisit(days(2), sha1(html()), (address, days(1)), url=address)
    with zipfile.ZipFile(tmp_path / "one.wacz", "w") as container:
        container.writestr("archive/one.warc.gz", archive.close().read_bytes())
        container.writestr("datapackage.json", '{"resources": []}')
    answer = called(watch, tmp_path / "new.duckdb", "import", str(tmp_path / "one.wacz"))
    assert answer.exit_code == 0, answer.stderr
    assert (
        "1 revisits and redirects wait for what they repeat or lead to; import the archives that hold it"
        in answer.stderr
    )


def test_an_import_of_nothing_known(watch: Watch, tmp_path: Path) -> None:
    """An archive of pages that nobody watches brings nothing, which is an error that says what was expected."""
    archive = Archive(tmp_path / "other.warc.gz")
    archive.response(days(1), html(), url="https://nobody.example/")
    answer = called(watch, tmp_path / "new.duckdb", "import", str(archive.close()))
    assert answer.exit_code == 1
    assert "1 of no known source" in answer.stderr
    assert "Nothing was taken; expected WARC or WACZ files with responses of known sources" in answer.stderr
