"""The rules of docs/architecture.md that a machine can see: layers, one home a library, who may print and write."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "builder"
LAYERS = [
    {"problems", "figure", "workers", "encoding", "names", "deployment", "unicode_text", "yaml_slips"},
    {"model", "outputs", "pictures", "privacy"},
    {"yaml_text", "source", "decoding"},
    {"frontmatter", "vocabulary"},
    {"aliases", "comments"},
    {"schema", "markup", "fingerprint", "messages", "related", "organisations", "years"},
    {"catalogue", "canonical", "repairs", "prose"},
    {"checks", "repair"},
    {"explain", "statistics"},
    {"pages", "search", "exports", "intake", "reporters", "new", "verify", "counts", "scripts"},
    {"judge", "memory"},
    {"verdict"},
    {"build", "mend"},
    {"mkdocs_process"},
    {"assembly"},
    {"cli", "mkdocs_plugin"},
    {"__main__"},
]
FACES = {"pages", "search", "exports", "intake", "reporters"}
HOMES: dict[str, set[str]] = {
    "mkdocs": {"mkdocs_plugin"},
    "mkdocs_static_i18n": {"mkdocs_plugin"},
    "jsonschema": {"schema"},
    "jsonschema_rs": {"schema"},
    "yaml": {"yaml_text"},
    "whoosh": {"search.whoosh_index"},
    "nh3": {"markup"},
    "markdown_it": {"markup"},
    "frontmatter": {"frontmatter"},
    "snowballstemmer": {"search.stem"},
    "phonenumbers": {"privacy.phones"},
    "stdnum": {"privacy.accounts", "privacy.identity"},
    "click": {f"cli.{name}" for name in ("group", "checking", "exporting", "finding", "publishing", "writing")},
    "myanmartools": {"checks.burmese"},
    "wcwidth": {"reporters.human"},
    "minify": {"scripts"},
    "PIL": set(),  # the tests make pictures with it; the checker decodes none
}
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if name != "__init__":
            yield name, ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "builder":
                yield from (f"builder.{alias.name}" for alias in node.names)
            else:
                yield node.module


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_every_module_has_a_layer() -> None:
    assert {name.split(".")[0] for name, _ in modules()} <= set(RANK)


def test_imports_go_down() -> None:
    wrong = []
    for name, tree in modules():
        top = name.split(".")[0]
        for target in imports(tree):
            if target.startswith("builder."):
                other = target.split(".")[1]
                if other != top and RANK[other] >= RANK[top]:
                    wrong.append(f"{name} imports {target}")
    assert not wrong


def test_each_library_has_one_home() -> None:
    wrong = []
    for name, tree in modules():
        for target in imports(tree):
            home = HOMES.get(target.split(".")[0])
            if home is not None and name not in home:
                wrong.append(f"{name} imports {target}")
    assert not wrong


def test_only_the_command_line_prints_and_exits() -> None:
    said = {"print", "click.echo", "sys.exit", "exit"}
    assert not [name for name, tree in modules() if name.split(".")[0] not in ("cli", "__main__") and said & set(calls(tree))]


def test_only_build_and_the_command_line_write() -> None:
    written = (".write_text", ".write_bytes", ".mkdir", ".rename", ".unlink", ".chmod", "tempfile.TemporaryDirectory")
    allowed = {"assembly", "build", "cli", "verdict", "mend"}  # verdict: its memory, in the user's cache folder; mend: repaired files of cases
    assert not [(name, c) for name, tree in modules() if name.split(".")[0] not in allowed for c in calls(tree) if c.endswith(written)]


def test_only_source_reads_cases() -> None:
    """Everywhere else, files are read only of the package itself, of schema/, of the memory of verdicts, of a site that was built, or of the
    system (workers: how large a process is), of the theme (scripts), and of what was made for MkDocs (assembly)."""
    allowed = {"assembly", "source", "vocabulary", "schema", "verify", "cli", "memory", "workers", "scripts"}
    read = (".read_text", ".read_bytes", "open", "os.open")
    assert not [(name, c) for name, tree in modules() if name.split(".")[0] not in allowed for c in calls(tree) if c.endswith(read[:2]) or c in read[2:]]


def test_no_clock_and_no_environment_below_build() -> None:
    clocks = {"datetime.date.today", "datetime.datetime.now", "time.time", "os.getenv", "os.environ.get"}
    low = [(name, tree) for name, tree in modules() if RANK[name.split(".")[0]] < RANK["build"]]
    assert not [(name, c) for name, tree in low for c in calls(tree) if c in clocks]


def test_modules_are_short() -> None:
    long = {p.relative_to(ROOT).as_posix(): n for p in Path(PACKAGE).rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert not long
