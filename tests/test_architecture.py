"""The arrows of the design, read from the imports: flows -> warehouse -> extractors, which do nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("extractors", "warehouse", "flows")
NETWORK = {
    *(
        "aiohttp",
        "apprise",
        "asyncio",
        "ftplib",
        "http.client",
        "http.server",
        "httpx",
        "requests",
        "smtplib",
    ),
    *("socket", "socketserver", "ssl", "urllib.request", "urllib3"),
}
DATABASE = {"duckdb", "sqlite3", "sqlalchemy"}
FILES = {"filelock", "glob", "os", "pathlib", "shutil", "subprocess", "tempfile"}
CLOCK = {"sched", "time"}
CLOCK_CALLS = {"now", "utcnow", "today", "monotonic", "perf_counter"}


@dataclass(frozen=True, slots=True)
class Module:
    """A source file and what it imports: dotted names, `from a import b` as both `a` and `a.b`."""

    name: str
    path: Path
    tree: ast.Module
    imports: frozenset[str]
    imports_at_start: frozenset[str]  # those that run when the module is imported


def _names(tree: ast.AST, package: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _at_start(tree: ast.Module) -> ast.Module:
    """The module's statements that run at import: no bodies of functions, nothing for type checkers alone."""
    body = [n for n in tree.body if not isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return ast.Module([n for n in body if not _is_type_checking(n)], [])


def _for_running(tree: ast.Module) -> ast.Module:
    return ast.Module([n for n in tree.body if not _is_type_checking(n)], [])


def _module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    package = name if is_package else name.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    everything = frozenset(_names(_for_running(tree), package))
    return Module(name, path, tree, everything, frozenset(_names(_at_start(tree), package)))


MODULES = {m.name: m for layer in LAYERS for m in map(_module, sorted((ROOT / layer).rglob("*.py")))}


def _reached(imports: frozenset[str], forbidden: set[str]) -> set[str]:
    return {name for name in imports for bad in forbidden if name == bad or name.startswith(bad + ".")}


def _in(layer: str) -> list[Module]:
    return [module for module in MODULES.values() if module.name.split(".")[0] == layer]


def _imports_of_prefect(module: Module) -> bool:
    return bool(_reached(module.imports, {"prefect"}))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_has_modules(layer: str) -> None:
    """Each layer is found by this test, which would hold of nothing otherwise."""
    assert _in(layer)


@pytest.mark.parametrize(
    ("layer", "forbidden"),
    [
        ("extractors", {"flows", "warehouse", "prefect", *NETWORK, *DATABASE, *FILES, *CLOCK}),
        ("warehouse", {"flows", "prefect", *NETWORK}),
        ("flows", {"tests", "benchmarks"}),
    ],
)
def test_a_layer_imports_only_what_it_may(layer: str, forbidden: set[str]) -> None:
    """Extractors import no effects, the warehouse neither Prefect nor HTTP, nobody a layer above its own."""
    faults = {m.name: sorted(reached) for m in _in(layer) if (reached := _reached(m.imports, forbidden))}
    assert faults == {}


def test_extractors_neither_ask_the_clock_nor_open_files() -> None:
    """No extractor calls `open`, `now` or `today`: a reading is a function of its arguments."""
    faults = []
    for module in _in("extractors"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in ("open", "input", "print") or called.rpartition(".")[2] in CLOCK_CALLS:
                    faults.append(f"{module.path.relative_to(ROOT)}:{node.lineno}: {called}")
    assert faults == []


def test_only_the_engine_touches_prefect() -> None:
    """Prefect is imported by flows.engine, else only by modules that nothing but such modules imports."""
    touching = {module.name for module in MODULES.values() if _imports_of_prefect(module)}
    faults = {
        name: sorted(m.name for m in MODULES.values() if name in m.imports and m.name not in touching)
        for name in touching - {"flows.engine"}
    }
    assert {name: importers for name, importers in faults.items() if importers} == {}


def test_the_engine_is_imported_only_when_it_is_used() -> None:
    """What touches Prefect is imported inside functions only, except by what touches Prefect itself."""
    touching = {module.name for module in MODULES.values() if _imports_of_prefect(module)}
    faults = {
        module.name: sorted(module.imports_at_start & touching)
        for module in MODULES.values()
        if module.name not in touching and module.imports_at_start & touching
    }
    assert faults == {}


def test_the_command_line_starts_without_prefect() -> None:
    """Importing the command line loads neither Prefect nor pandas, so that reading commands answer at once."""
    said = "import sys, flows.cli; print([name for name in ('prefect', 'pandas') if name in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert answer.stdout.strip() == "[]"


def test_no_file_in_flows_is_named_like_a_dependency() -> None:
    """Prefect puts the folder of a flow's file first on the path, where such a name hides the dependency."""
    taken = sys.stdlib_module_names | {"prefect", "httpx", "duckdb", "apprise", "click", "rich", *LAYERS}
    assert {path.stem for path in (ROOT / "flows").glob("*.py")} & taken == set()
