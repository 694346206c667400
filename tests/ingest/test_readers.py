from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.inputs.hostile_files import docx, paragraph, pdf
from ingest.errors import FileTooLarge, UnreadableFile, UnsupportedFile
from ingest.readers import Reader, ReadingLimits, ReadText, find_files

HOSTILE = "tests.ingest.hostile:parse"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as shared:
        yield shared


def read(reader: Reader, folder: Path, name: str, content: str | bytes) -> ReadText:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return reader.read(path)


class TestFindFiles:
    def test_folders_are_walked_in_order_without_hidden_and_unsupported_files(self, tmp_path: Path) -> None:
        for name in ("b.md", "a/z.txt", "a/.hidden.md", ".git/c.md", "a/picture.png", "a/B.HTML"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("x")
        found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
        assert found == ["a/B.HTML", "a/z.txt", "b.md"]

    def test_a_symlink_loop_is_walked_once(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.md").write_text("x")
        (tmp_path / "in" / "loop").symlink_to(tmp_path)
        (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
        assert [path.name for path in find_files([tmp_path])] == ["a.md"]

    def test_a_file_named_outright_is_given_back_whatever_it_is(self, tmp_path: Path) -> None:
        picture = tmp_path / "picture.png"
        picture.write_bytes(b"x")
        assert list(find_files([picture])) == [picture]


class TestMarkdown:
    def test_front_matter_is_parsed_off_and_gives_the_title(self, reader: Reader, tmp_path: Path) -> None:
        got = read(reader, tmp_path, "a.md", "---\ntitle: Ending well\ndate: 2024-05-01\ntags: [a, b]\n---\n# H\nx")
        assert got.title == "Ending well"
        assert got.text == "# H\nx"
        assert got.front_matter == {"title": "Ending well", "date": "2024-05-01", "tags": ["a", "b"]}

    def test_broken_front_matter_stays_as_text(self, reader: Reader, tmp_path: Path) -> None:
        got = read(reader, tmp_path, "a.md", "---\ntitle: [open\n---\nbody")
        assert got.front_matter == {}
        assert "title: [open" in got.text

    def test_a_title_is_the_first_heading_else_the_stem(self, reader: Reader, tmp_path: Path) -> None:
        assert read(reader, tmp_path, "a.md", "intro\n\n# The *first* [one](x)\n").title == "The first one"
        assert read(reader, tmp_path, "stem.md", "no heading").title == "stem"

    def test_template_tags_comments_and_html_go_and_code_stays(self, reader: Reader, tmp_path: Path) -> None:
        text = "A{% include x.html %} <!-- no -->b<br>c {{ site.url }}\n\n```html\n<!-- kept --> {% raw %}\n```\n"
        got = read(reader, tmp_path, "a.md", text).text
        assert got == "A b\nc \n\n```html\n<!-- kept --> {% raw %}\n```"

    def test_a_directive_degrades_to_its_words(self, reader: Reader, tmp_path: Path) -> None:
        got = read(
            reader,
            tmp_path,
            "a.md",
            "x\n\n```{note} Mind this\n:class: tip\nListen first.\n```\n\n::: {.tip}\ny\n:::",
        )
        assert got.text.split() == ["x", "Mind", "this", "Listen", "first.", "y"]

    @pytest.mark.parametrize("piece", ["<!--", "<script>", "{% comment %}", "```\n", "[", "    ", "{%", ":::\n"])
    def test_a_file_full_of_openings_is_read_in_time(self, reader: Reader, tmp_path: Path, piece: str) -> None:
        assert read(reader, tmp_path, "a.md", "word " + piece * (400_000 // len(piece))).text.startswith("word")


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
    def test_the_words_survive(self, reader: Reader, tmp_path: Path, encoding: str) -> None:
        text = "Zoë said: I liked the café in Göteborg. It was très bien."
        assert read(reader, tmp_path, "a.txt", text.encode(encoding)).text == text

    def test_a_text_in_cyrillic_is_recognised(self, reader: Reader, tmp_path: Path) -> None:
        text = "Наставник и ученик встретились во вторник, чтобы обсудить план на следующий месяц."
        assert read(reader, tmp_path, "a.txt", text.encode("cp1251")).text == text

    def test_newlines_are_made_equal(self, reader: Reader, tmp_path: Path) -> None:
        assert read(reader, tmp_path, "a.txt", b"a\r\nb\rc\n").text == "a\nb\nc\n"

    @pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", bytes(range(1, 32)) * 20])
    def test_a_binary_file_is_refused(self, reader: Reader, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(UnreadableFile, match=r"a\.md is a binary file"):
            read(reader, tmp_path, "a.md", content)


class TestHtml:
    def test_scripts_styles_and_navigation_go(self, reader: Reader, tmp_path: Path) -> None:
        page = (
            "<html><head><title>How to ask</title><style>p{}</style></head><body><nav>Home</nav>"
            "<script>alert(1)</script><h1>Ask</h1><p>Be a_b *clear*.</p></body></html>"
        )
        got = read(reader, tmp_path, "a.html", page)
        assert got.title == "How to ask"
        assert got.text == "# Ask\n\nBe a_b *clear*."

    def test_the_declared_encoding_is_used(self, reader: Reader, tmp_path: Path) -> None:
        page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź żółw</body></html>'
        assert read(reader, tmp_path, "a.html", page.encode("iso-8859-2")).text == "Łódź żółw"


class TestTables:
    def test_each_row_names_its_columns(self, reader: Reader, tmp_path: Path) -> None:
        got = read(reader, tmp_path, "a.csv", 'Name;Says\nAda;"a; b\nand ""c"""\n;\nBo;\n')
        assert got.text == '- Name: Ada\n- Says: a; b and "c"\n\n- Name: Bo'

    def test_tabs(self, reader: Reader, tmp_path: Path) -> None:
        assert read(reader, tmp_path, "a.tsv", "x, y\tz\n1\t2\t3\n").text == "- x, y: 1\n- z: 2\n- column 3: 3"


class TestRestructuredText:
    def test_sphinx_markup_degrades_to_its_words(self, reader: Reader, tmp_path: Path) -> None:
        text = (
            "Title\n=====\n\nSee :doc:`the guide <guide>` and :ref:`goals`.\n\n"
            ".. tabs:: Which one\n   :strange: yes\n\n   Inside the *tabs*.\n\n"
            ".. toctree::\n\n   a\n   b\n"
        )
        got = read(reader, tmp_path, "a.rst", text)
        assert got.title == "Title"
        assert got.text == "# Title\n\nSee the guide and goals.\n\nWhich one\n\nInside the *tabs*."

    def test_no_other_file_is_read_and_nothing_raw_passes(self, reader: Reader, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("the secret")
        secret = tmp_path / "secret.txt"
        text = (
            f"words\n\n.. include:: {secret}\n\n.. raw:: html\n\n   <b>raw</b>\n\n.. csv-table::\n   :file: {secret}\n"
        )
        got = read(reader, tmp_path, "a.rst", text).text
        assert "secret" not in got.replace(str(secret), "")
        assert "raw" not in got


class TestPdf:
    def test_the_text_layer_is_read(self, reader: Reader, tmp_path: Path) -> None:
        assert read(reader, tmp_path, "a.pdf", pdf("Agree on a goal first.")).text == "Agree on a goal first."

    def test_a_scan_is_told_to_need_text_recognition(self, reader: Reader, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match=r"a\.pdf has no text layer.*OCR"):
            read(reader, tmp_path, "a.pdf", pdf(""))

    def test_a_password_is_named(self, reader: Reader, tmp_path: Path) -> None:
        locked = pdf("x").replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
            + b"11" * 32
            + b"> /U <"
            + b"22" * 32
            + b"> >>",
        )
        with pytest.raises(UnreadableFile, match=r"a\.pdf is protected by a password"):
            read(reader, tmp_path, "a.pdf", locked)

    def test_a_file_that_only_says_it_is_one(self, reader: Reader, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="is not a PDF"):
            read(reader, tmp_path, "a.pdf", "hello")


class TestDocx:
    def test_the_words_are_read(self, reader: Reader, tmp_path: Path) -> None:
        got = read(reader, tmp_path, "a.docx", docx(paragraph("First_goal") + paragraph("Second.")))
        assert got.text == "First_goal\n\nSecond."

    def test_external_entities_are_refused(self, reader: Reader, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("the secret")
        doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        with pytest.raises(UnreadableFile, match="document type definition"):
            read(reader, tmp_path, "a.docx", docx(paragraph("&x;"), before=doctype))

    def test_external_entities_are_refused_in_utf_16(self, reader: Reader, tmp_path: Path) -> None:
        part = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'.encode("utf-16")
        with pytest.raises(UnreadableFile, match="document type definition"):
            read(reader, tmp_path, "a.docx", docx(paragraph("x"), extra={"word/styles.xml": part}))

    def test_a_bomb_is_refused_by_its_ratio(self, reader: Reader, tmp_path: Path) -> None:
        with pytest.raises(FileTooLarge, match="times its size"):
            read(reader, tmp_path, "a.docx", docx(paragraph("x"), extra={"word/media/a": bytes(20_000_000)}))

    def test_a_size_that_is_lied_about_is_found_out(self, tmp_path: Path) -> None:
        content = docx(paragraph("x"), extra={"word/media/a": os.urandom(3_000_000)})
        lied = content.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
        with (
            Reader(ReadingLimits(unpacked_bytes=1_000_000)) as small,
            pytest.raises((FileTooLarge, UnreadableFile)),
        ):
            read(small, tmp_path, "a.docx", lied)

    @pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", b"PK\x03\x04broken", b"hello"])
    def test_what_is_no_word_file_is_refused(self, reader: Reader, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(UnreadableFile):
            read(reader, tmp_path, "a.docx", content)


class TestRefusals:
    def test_an_unsupported_file(self, reader: Reader, tmp_path: Path) -> None:
        with pytest.raises(UnsupportedFile, match=r"a\.xyz.*\.docx"):
            read(reader, tmp_path, "a.xyz", "text")

    @pytest.mark.parametrize("content", ["", "  \n\t", "---\ntitle: x\n---\n"])
    def test_a_file_without_words(self, reader: Reader, tmp_path: Path, content: str) -> None:
        with pytest.raises(UnreadableFile, match=r"a\.md (is empty|has front matter but no text)"):
            read(reader, tmp_path, "a.md", content)

    def test_a_missing_file_and_a_folder(self, reader: Reader, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="cannot be opened"):
            reader.read(tmp_path / "gone.md")
        with pytest.raises(UnreadableFile, match="not a file"):
            reader.read(tmp_path)

    def test_a_file_over_the_limit_is_not_opened(self, tmp_path: Path) -> None:
        with Reader(ReadingLimits(file_bytes=10)) as small:
            with pytest.raises(FileTooLarge, match=r"a\.txt"):
                read(small, tmp_path, "a.txt", "x" * 11)
            assert small.child_pid is None

    def test_limits_must_be_positive(self) -> None:
        with pytest.raises(ValueError, match="seconds"):
            ReadingLimits(seconds=0)


class TestTheChild:
    @pytest.mark.parametrize(
        ("deed", "words"), [("hang", "took longer than 1 s"), ("die", "crash"), ("eat", "more than 512 MiB")]
    )
    def test_a_file_that_breaks_it_is_named_and_the_next_one_is_read(
        self, tmp_path: Path, deed: str, words: str
    ) -> None:
        limits = ReadingLimits(seconds=1 if deed == "hang" else 20, memory_bytes=512 * 1024**2)
        with Reader(limits, parse=HOSTILE) as hostile:
            first = read(hostile, tmp_path, "good.txt", "fine").title
            with pytest.raises(UnreadableFile, match=rf"bad\.txt.*{words}"):
                read(hostile, tmp_path, "bad.txt", deed)
            assert read(hostile, tmp_path, "good.txt", "fine").title != first

    def test_it_is_reused_over_files_that_only_fail(self, tmp_path: Path) -> None:
        with Reader(parse=HOSTILE) as hostile:
            first = read(hostile, tmp_path, "a.txt", "fine").title
            with pytest.raises(UnreadableFile, match="ZeroDivisionError: deep inside a library"):
                read(hostile, tmp_path, "a.txt", "fail")
            assert read(hostile, tmp_path, "a.txt", "print").title == first

    def test_it_ends_with_the_reader(self, tmp_path: Path) -> None:
        with Reader(parse=HOSTILE) as hostile:
            pid = int(read(hostile, tmp_path, "a.txt", "fine").title)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)

    def test_it_works_from_a_script_that_is_not_in_the_project(self, tmp_path: Path) -> None:
        (tmp_path / "note.md").write_text("# Hello\n")
        script = tmp_path / "script.py"
        project = Path(__file__).parents[2]
        script.write_text(
            f"import sys; sys.path.insert(0, {str(project)!r})\n"
            "from pathlib import Path\nfrom ingest.readers import Reader\n"
            "with Reader() as reader: print(reader.read(Path('note.md')).title)\n"
            "assert 'torch' not in sys.modules and 'markitdown' not in sys.modules\n"
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", str(script)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.stdout, done.stderr) == ("Hello\n", "")
