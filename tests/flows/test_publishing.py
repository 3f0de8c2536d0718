"""The folder that a site is written into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.publishing.writing import Folder, NotOurs

if TYPE_CHECKING:
    from pathlib import Path


def test_an_equal_file_is_not_written_again(tmp_path: Path) -> None:
    """A second site that says the same leaves the file as it is, and one that lacks it removes it."""
    first = Folder.opened(tmp_path)
    first.put("programs/a.html", b"one")
    first.close()
    second = Folder.opened(tmp_path)
    second.put("programs/a.html", b"one")
    assert (second.changed, second.close()) == (set(), ())
    assert Folder.opened(tmp_path).close() == ("programs/a.html",)
    assert not (tmp_path / "programs/a.html").exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds something else is refused, and keeps it."""
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotOurs, match="holds no site of Gapwatch"):
        Folder.opened(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"
