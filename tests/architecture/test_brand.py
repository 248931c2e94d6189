"""The face is ours: built from its sources as they are, with no mark or font licensed to others."""

import codecs
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BRAND = ROOT / "portal" / "brand"
BUILT = ROOT / "portal" / "static" / "portal"
STATIC_FOLDERS = [ROOT / "portal" / "static", ROOT / "home" / "static", ROOT / "search" / "static"]
SOURCE_ROOTS = ["build.mjs", "images", "js", "package-lock.json", "package.json", "scss"]
APPS = ["portal", "home", "search", "tasks"]
LICENSED = re.compile(rb"crest|gds[ -]?transport|frutiger|crown\.(svg|png)|govuk-logotype", re.I)
"""Marks and fonts that only services on GOV.UK and the NHS may show."""


def _files(root: Path) -> list[Path]:
    return [path for path in ([root] if root.is_file() else root.rglob("*")) if path.is_file()]


def _templates() -> list[Path]:
    """Return the pages' templates; mail programs need the inline styles that mails carry."""
    found = [path for app in APPS for path in (ROOT / app).rglob("templates/**/*.html")]
    return [path for path in found if not {"email", "node_modules"}.intersection(path.parts)]


def _sources_hash() -> str:
    """Return what build.mjs writes: sha256 over name, NUL, bytes, NUL of every source, by name."""
    files = {
        path.relative_to(BRAND).as_posix(): path
        for root in SOURCE_ROOTS
        for path in _files(BRAND / root)
    }
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name].read_bytes() + b"\0")
    return digest.hexdigest()


def _stamp(built: bytes, kind: str) -> str:
    match = re.search(rf"{kind} sha256:([0-9a-f]{{64}})".encode(), built)
    return match.group(1).decode() if match else f"no {kind} stamp"


def _body(built: bytes) -> bytes:
    return built.partition(b" */\n")[2]


@pytest.mark.parametrize("name", ["admin.css", "portal.css", "portal.js"])
class TestBuiltFile:
    def test_is_built_from_the_sources_as_they_are_now(self, name):
        built = (BUILT / name).read_bytes()

        assert _stamp(built, "sources") == _sources_hash(), "The sources changed: run `make brand`."

    def test_was_not_edited_by_hand(self, name):
        built = (BUILT / name).read_bytes()

        edited = "Edit portal/brand and run `make brand`."
        assert _stamp(built, "content") == hashlib.sha256(_body(built)).hexdigest(), edited

    def test_fetches_nothing_from_another_site(self, name):
        built = (BUILT / name).read_text(encoding="utf-8")

        assert re.findall(r"""(?:url\(|import\(?|@import)\s*["']?(?:https?:)?//""", built) == []


class TestStylesheet:
    def test_names_its_character_set_first_and_only_there(self):
        built = (BUILT / "portal.css").read_bytes()

        assert built.startswith(b'@charset "UTF-8";')
        assert codecs.BOM_UTF8 not in built, "A browser drops the rule that follows the mark."


class TestStaticFiles:
    def test_hold_no_crest_and_no_licensed_font(self):
        held = [
            path.relative_to(ROOT)
            for folder in STATIC_FOLDERS
            for path in _files(folder)
            if LICENSED.search(path.read_bytes()) or LICENSED.search(path.name.encode())
        ]

        assert held == []

    def test_carry_the_licences_of_the_font_and_of_govuk_frontend(self):
        font_licence = (BUILT / "fonts" / "OFL.txt").read_text(encoding="utf-8")
        code_licence = (BUILT / "govuk-frontend-licence.txt").read_text(encoding="utf-8")

        assert "SIL Open Font License, Version 1.1" in font_licence
        assert "The MIT License" in code_licence

    def test_hold_every_file_the_stylesheet_names(self):
        css = (BUILT / "portal.css").read_text(encoding="utf-8")
        named = set(re.findall(r"""url\(["']?([^"')]+)""", css))

        missing = {path for path in named if not (BUILT / path).is_file()}

        assert named
        assert missing == set()


class TestTemplates:
    def test_use_only_classes_of_ours_that_are_styled(self):
        css = (BUILT / "portal.css").read_text(encoding="utf-8")
        styled = set(re.findall(r"\.(cp-[\w-]+)", css))

        unknown = {
            (path.relative_to(ROOT).as_posix(), name)
            for path in _templates()
            for attribute in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8"))
            for name in re.findall(r"\bcp-[\w-]+", attribute)
            if name not in styled
        }

        assert unknown == set()

    def test_write_no_script_and_no_style_inline(self):
        # A block of JSON is data and runs nothing, so the policy lets it stand.
        harmless = r"(?![^>]*\s(?:src=|type=\"application/json\"))"
        inline = re.compile(rf"<style|\sstyle=|\son[a-z]+=|javascript:|<script{harmless}")

        breaking = [
            path.relative_to(ROOT).as_posix()
            for path in _templates()
            if inline.search(path.read_text(encoding="utf-8"))
        ]

        assert breaking == [], "The content security policy refuses these in the browser."


class TestPackage:
    def test_pins_every_dependency_to_one_version(self):
        package = json.loads((BRAND / "package.json").read_text(encoding="utf-8"))
        versions = package["dependencies"] | package["devDependencies"]

        assert versions
        assert [name for name, v in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []
