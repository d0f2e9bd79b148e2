from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from extractor.errors import UnreadableArticle
from extractor.records.article import Article
from extractor.sources import read_article
from extractor.sources.documents.docx import LARGEST_UNPACKED, LARGEST_XML, MAIN_PART
from tests.sources.documents.files import DATA, paragraphs

MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def _read(document: Document) -> Article:  # type: ignore[valid-type]
    """Return the article in a document that python-docx made."""
    raw = BytesIO()
    document.save(raw)  # type: ignore[attr-defined]
    return read_article("-", stdin=BytesIO(raw.getvalue()))


def _reason(raw: bytes, tmp_path: Path) -> str:
    path = tmp_path / "article.docx"
    path.write_bytes(raw)
    with pytest.raises(UnreadableArticle) as caught:
        read_article(path)
    return f"{caught.value.reason}: {caught.value}"


def test_a_document_that_libreoffice_wrote_is_its_headings_text_list_and_table():
    article = read_article(DATA / "korea.docx")

    heading, *body = paragraphs("korea")
    assert article.text.split("\n\n") == [
        f"# {heading}",
        *body,
        "- North and South Korea exchanged artillery fire.",
        "- About 80 people were evacuated.",
        "Date | Event\nAugust 10 | The broadcasts began",
    ]
    assert article.title == heading
    assert article.published == "2015-08-21"


def test_headings_lists_and_line_breaks_keep_their_form():
    document = Document()
    document.add_heading("The title", 0)
    document.add_heading("What next", 2)
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    document.add_paragraph("a thing", style="List Bullet")
    document.add_paragraph("It began.\nIt ended.")

    assert _read(document).text.split("\n\n") == [
        *("# The title", "## What next", "1. one", "2. two", "- a thing"),
        "It began.\nIt ended.",
    ]


def test_properties_are_taken_when_they_say_something():
    document = Document()
    document.add_paragraph("It began.")
    said = document.core_properties
    said.title, said.author, said.language = "Kim tests a missile", "Jane Doe", "en-GB"

    article = _read(document)

    assert (article.title, article.authors) == ("Kim tests a missile", ("Jane Doe",))
    assert article.language == "en-GB"


def test_the_date_of_saving_is_no_date_of_publication():
    document = Document()
    document.add_paragraph("It began.")

    assert _read(document).published is None


def test_deleted_text_is_gone_and_inserted_text_is_there():
    document = Document()
    paragraph = document.add_paragraph("Troops ")
    tracked = (
        f"<w:p {nsdecls('w')}><w:del><w:r><w:delText>will not</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>will</w:t></w:r></w:ins></w:p>"
    )
    for change in parse_xml(tracked):
        paragraph._p.append(change)
    paragraph.add_run(" go.")

    assert _read(document).text == "Troops will go."


def test_text_that_no_reader_sees_is_left_out_and_a_finding():
    document = Document()
    paragraph = document.add_paragraph("It began.")
    paragraph.add_run(" Ignore this.").font.hidden = True
    paragraph.add_run(" Obey white.").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run(" Obey tiny.").font.size = Pt(1)

    article = _read(document)

    [finding] = article.notices
    assert article.text == "It began."
    assert (finding.code, finding.severity) == ("hidden_text", "warning")
    assert "'Ignore this.'; 'Obey white.'; 'Obey tiny.'" in finding.message


def _with_style(
    kind: WD_STYLE_TYPE, form: Callable[[Any], None], *, base: str | None = None
) -> Article:
    """Return the article of a document with text in a style of this form."""
    document = Document()
    style = document.styles.add_style("Odd", kind)
    form(style.font)
    if base:
        style = document.styles.add_style(base, kind)
        style.base_style = document.styles["Odd"]
    document.add_paragraph("It began.")
    if kind is WD_STYLE_TYPE.PARAGRAPH:
        document.add_paragraph("Ignore this.", style=style)
    else:
        document.paragraphs[0].add_run(" Ignore this.", style=style)
    return _read(document)


def _hide(font: Any) -> None:
    font.hidden = True


def _whiten(font: Any) -> None:
    font.color.rgb = RGBColor(255, 255, 255)


def _shrink(font: Any) -> None:
    font.size = Pt(1)


@pytest.mark.parametrize("form", [_hide, _whiten, _shrink])
@pytest.mark.parametrize("base", [None, "Derived"])
@pytest.mark.parametrize("kind", [WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER])
def test_text_that_its_style_hides_is_left_out_and_a_finding(
    kind: WD_STYLE_TYPE, base: str | None, form: Callable[[Any], None]
):
    article = _with_style(kind, form, base=base)

    assert article.text == "It began."
    assert [each.code for each in article.notices] == ["hidden_text"]


def test_text_that_is_shown_in_spite_of_its_style_is_read():
    document = Document()
    style = document.styles.add_style("Odd", WD_STYLE_TYPE.PARAGRAPH)
    _hide(style.font)
    _whiten(style.font)
    _shrink(style.font)
    font = document.add_paragraph(style=style).add_run("It began.").font
    font.hidden, font.size, font.color.rgb = False, Pt(9), RGBColor(0, 0, 0)

    assert _read(document).text == "It began."


@pytest.mark.parametrize("other", [True, False])
def test_a_hiding_style_of_a_run_in_one_of_a_paragraph_turns_it_over(other: bool):
    document = Document()
    for name, kind, hides in (
        ("Outer", WD_STYLE_TYPE.PARAGRAPH, True),
        ("Inner", WD_STYLE_TYPE.CHARACTER, other),
    ):
        document.styles.add_style(name, kind).font.hidden = hides
    document.add_paragraph("It began.")
    document.add_paragraph(style="Outer").add_run("It ended.", style="Inner")

    assert ("It ended." in _read(document).text) is other


def test_styles_that_are_based_on_each_other_are_read():
    document = Document()
    one, two = (
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in "ab"
    )
    one.base_style, two.base_style = two, one
    _hide(two.font)
    document.add_paragraph("It began.")
    document.add_paragraph("Ignore this.", style=one)

    assert _read(document).text == "It began."


def test_white_letters_in_a_table_whose_style_is_dark_are_seen():
    document = Document()
    table = document.add_table(1, 1, style="Medium Shading 1")
    _whiten(table.cell(0, 0).paragraphs[0].add_run("Total").font)

    assert _read(document).text == "Total"


def test_words_with_a_reading_above_them_are_read_without_it():
    ruby = (
        "<w:ruby><w:rt><w:r><w:t>とうきょう</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>東京</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>忘れろ</w:t></w:r></w:rubyBase></w:ruby>"
    )
    run = f"<w:r><w:t>昨日、</w:t>{ruby}<w:t>で会談した。</w:t></w:r>"

    assert _text_with(f"<w:p>{run}</w:p>") == "昨日、東京で会談した。"


def test_white_letters_on_a_dark_cell_are_seen():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>')
    )
    run = cell.paragraphs[0].add_run("Total")
    run.font.color.rgb = RGBColor(255, 255, 255)

    assert _read(document).text == "Total"


def _xml(tag: str, inner: str) -> Any:
    return parse_xml(f"<w:{tag} {nsdecls('w')}>{inner}</w:{tag}>")


def _cell(words: str, *, inside: str = "") -> str:
    return f"<w:tc>{inside}<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _text_with(block: str) -> str:
    """Return the text of a document with this block."""
    document = Document()
    for element in _xml("body", block):
        document.element.body.insert(0, element)
    return _read(document).text


def test_a_table_in_a_table_is_read_once():
    inner = _table(_cell("one"), _cell("two"))

    text = _text_with(_table(_cell("first") + _cell("last", inside=inner)))

    assert text == "first | one two last"


def test_tables_nested_deep_are_read_at_once():
    nested = ""
    for n in range(40):
        nested = _table(_cell(f"word{n}", inside=nested))

    text = _text_with(nested)

    assert text.split() == [f"word{n}" for n in range(40)]


def test_rows_and_cells_in_the_fields_of_a_form_are_read():
    cell = f"<w:sdt><w:sdtContent>{_cell('two')}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{_cell('three')}{_cell('four')}</w:tr>"
    rows = (
        f"<w:tr>{_cell('one')}{cell}</w:tr>"
        f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
    )

    assert _text_with(f"<w:tbl>{rows}</w:tbl>") == "one | two\nthree | four"


def _box(inner: str) -> str:
    return f"<w:txbxContent><w:p>{inner}</w:p></w:txbxContent>"


def test_a_text_box_is_read_once_though_word_writes_a_copy_for_older_readers():
    box = _box("<w:r><w:t>In the box.</w:t></w:r>")
    both = (
        f'<mc:AlternateContent xmlns:mc="{MARKUP}"><mc:Choice><w:drawing>{box}'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )

    assert _text_with(f"<w:p><w:r><w:t>Around.</w:t>{both}</w:r></w:p>") == (
        "Around.\n\nIn the box."
    )


def test_text_boxes_nested_deep_are_read_at_once():
    nested = "<w:r><w:t>word</w:t></w:r>"
    for _ in range(40):
        nested = f"<w:r>{_box(nested)}</w:r>"

    assert _text_with(f"<w:p>{nested}</w:p>") == "word"


def _with_part(name: str, content: str, *, document: Document) -> bytes:  # type: ignore[valid-type]
    """Return a document with the content of one part in the place of its own."""
    saved, raw = BytesIO(), BytesIO()
    document.save(saved)  # type: ignore[attr-defined]
    with ZipFile(saved) as whole, ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        for part in whole.infolist():
            own = whole.read(part)
            archive.writestr(part, content if part.filename == name else own)
    return raw.getvalue()


def test_what_nests_too_deep_is_one_failure(tmp_path: Path):
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    body = f"<w:document {nsdecls('w')}><w:body>{deep}</w:body></w:document>"

    raw = _with_part(MAIN_PART, body, document=Document())

    assert _reason(raw, tmp_path).startswith("unreadable: ")


def test_any_number_of_lists_and_levels_takes_little_time():
    document = Document()
    document.add_paragraph("It began.", style="List Number")
    levels = "".join(f'<w:lvl w:ilvl="{n}"/>' for n in range(20_000))
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>'
        for n in range(20_000)
    )
    numbering = (
        f"<w:numbering {nsdecls('w')}>"
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}'
        "</w:numbering>"
    )

    raw = _with_part("word/numbering.xml", numbering, document=document)

    assert read_article("-", stdin=BytesIO(raw)).text == "1. It began."


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_an_archive_packed_as_no_document_is_one_failure(tmp_path: Path, method: int):
    raw = BytesIO()
    with ZipFile(DATA / "korea.docx") as whole, ZipFile(raw, "w", method) as archive:
        for part in whole.infolist():
            archive.writestr(part.filename, whole.read(part))
    name = b"[Content_Types].xml"
    start, _, rest = raw.getvalue().partition(name)

    damaged = start + name + rest[:9] + bytes([rest[9] ^ 0xFF]) + rest[10:]

    assert _reason(damaged, tmp_path).startswith("unreadable: ")


def test_a_document_without_words_is_empty():
    with pytest.raises(UnreadableArticle) as caught:
        _read(Document())

    assert caught.value.reason == "empty"


def test_an_older_document_is_told_how_it_is_converted(tmp_path: Path):
    raw = (DATA / "korea.doc").read_bytes()

    assert "soffice --headless --convert-to docx" in _reason(raw, tmp_path)


def test_a_locked_document_is_told_from_a_broken_one(tmp_path: Path):
    raw = b"\xd0\xcf\x11\xe0" + bytes(100) + "EncryptedPackage".encode("utf-16-le")

    assert _reason(raw, tmp_path).startswith("encrypted: ")


def test_another_archive_is_no_document(tmp_path: Path):
    raw = BytesIO()
    with ZipFile(raw, "w") as archive:
        archive.writestr("a.txt", "It began.")

    assert _reason(raw.getvalue(), tmp_path).startswith("unreadable: ")


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path):
    raw = BytesIO((DATA / "korea.docx").read_bytes())
    with (
        ZipFile(raw, "a", ZIP_DEFLATED) as archive,
        archive.open("word/media/bomb.png", "w", force_zip64=True) as part,
    ):
        for _ in range(LARGEST_UNPACKED // 10_000_000 + 1):
            part.write(bytes(10_000_000))

    assert _reason(raw.getvalue(), tmp_path).startswith("too_large: ")
    assert len(raw.getvalue()) < 1_000_000


@pytest.mark.parametrize("name", ["word/more.xml", "word/media/image.png"])
@pytest.mark.parametrize("start", ["<a>", "\ufeff<a>", " " * 200])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_xml_is_not_parsed_when_it_is_more_than_an_article_has(
    tmp_path: Path, name: str, start: str, encoding: str
):
    raw = BytesIO((DATA / "korea.docx").read_bytes())
    with ZipFile(raw, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, start.encode(encoding) + bytes(LARGEST_XML))

    assert _reason(raw.getvalue(), tmp_path).startswith("too_large: ")


def test_pictures_may_be_larger_than_the_text_of_an_article(tmp_path: Path):
    path = tmp_path / "article.docx"
    path.write_bytes((DATA / "korea.docx").read_bytes())
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", b"\x89PNG\r\n" + bytes(LARGEST_XML))

    assert read_article(path).text.startswith("# ")
