"""A page is read in its charset, whatever it declares; else it is refused."""

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources.web.characters import characters

NEWS = {
    "ru": "Президент встретился в Москве с делегацией Северной Кореи. Стороны "
    "обсудили сотрудничество, "
    "сообщили в Кремле. По словам министра, переговоры шли успешно.",
    "fr": "Le président français a déclaré à Genève que la situation était "
    "préoccupante et que l'Europe devrait réagir.",
    "ja": "北朝鮮は準戦時状態を宣言した。韓国の聯合ニュースが伝えた。"
    "政府は対応を協議している。",
    "zh": "朝鲜宣布进入准战时状态。据韩国联合通讯社报道,政府正在商讨应对措施。",
    "ko": "북한이 준전시상태를 선포했다. 연합뉴스에 따르면 정부는 "
    "대응을 논의하고 있다.",
    "el": "Ο πρωθυπουργός δήλωσε ότι η κυβέρνηση θα προχωρήσει σε μεταρρυθμίσεις.",
    "en": "The minister’s “plan” cost £3bn – he said it wasn’t good.",
    "ar": "أعلنت كوريا الشمالية حالة شبه الحرب، وقالت وكالة يونهاب "
    "إن الحكومة تناقش الرد.",
}
WRITTEN = [
    *(("ru", "windows-1251"), ("ru", "koi8-r"), ("ru", "iso-8859-5"), ("ru", "utf-8")),
    *(("fr", "iso-8859-1"), ("fr", "windows-1252"), ("el", "windows-1253")),
    *(("ja", "shift_jis"), ("ja", "euc-jp"), ("ja", "iso-2022-jp"), ("ja", "utf-8")),
    *(("zh", "gb2312"), ("zh", "gbk"), ("ko", "euc-kr"), ("en", "windows-1252")),
    *(("ar", "windows-1256"), ("ar", "utf-8")),
]
WRONG = ["utf-8", "iso-8859-1", "koi8-r", "shift_jis", "gb2312", "no-such-charset"]


def page(language: str, declared: str | None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{NEWS[language]}</p>"


def text_or_reason(raw: bytes) -> str:
    """Return the text of a page, or why it is refused."""
    try:
        return characters(raw).text
    except UnreadableArticle as error:
        return error.reason


@pytest.mark.parametrize(("language", "charset"), WRITTEN)
def test_a_page_is_read_as_it_declares(language, charset):
    html = page(language, charset)

    got = characters(html.encode(charset))

    assert got.text == html
    assert got.notices == ()


@pytest.mark.parametrize(("language", "charset"), WRITTEN)
def test_the_servers_word_goes_before_the_pages(language, charset):
    html = page(language, None)

    assert characters(html.encode(charset), declared=charset).text == html


@pytest.mark.parametrize("declared", WRONG)
@pytest.mark.parametrize(("language", "charset"), WRITTEN)
def test_a_wrong_charset_is_put_right_and_told_or_refused(language, charset, declared):
    html = page(language, declared)

    assert text_or_reason(html.encode(charset)) in (html, "encoding")


def test_what_was_put_right_is_told():
    raw = page("fr", "iso-8859-1").encode("utf-8")

    [notice] = characters(raw).notices

    assert notice.code == "assumed_encoding"
    assert "declares cp1252" in notice.message
    assert "read as utf-8" in notice.message


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_goes_before_all(charset):
    html = page("ru", "iso-8859-1")

    assert characters(html.encode(charset), declared="koi8-r").text == html


def test_an_xml_declaration_counts():
    html = '<?xml version="1.0" encoding="windows-1251"?><html>' + NEWS["ru"]

    assert characters(html.encode("windows-1251")).text == html


@pytest.mark.parametrize("raw", [b"\x00\xff\xfe\x81\x8d", bytes(range(128, 256)) * 9])
def test_bytes_that_no_charset_surely_fits_are_refused(raw):
    with pytest.raises(UnreadableArticle, match="save the page as UTF-8") as caught:
        characters(raw)
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize(
    "declared", ["hex", "base64", "rot13", "idna", "undefined", ""]
)
def test_a_codec_that_is_no_charset_is_none(declared):
    html = page("fr", declared)

    assert characters(html.encode(), declared=declared).text == html


@pytest.mark.parametrize("declared", ["undefined", "charmap", "punycode", "idna"])
def test_a_page_is_read_in_no_codec_of_pythons_own(declared):
    raw = page("ru", declared).encode("windows-1251")

    assert text_or_reason(raw) in (page("ru", declared), "encoding")


def test_a_long_page_is_judged_by_its_beginning():
    html = page("ja", None) + 2_000 * f"<p>{NEWS['ja']}</p>"

    assert characters(html.encode("euc-jp")).text == html


def test_a_page_of_which_a_few_bytes_are_broken_is_read_with_a_mark():
    raw = page("ru", "utf-8").encode() + b"<p>\xd0</p>"

    got = characters(raw)

    assert got.text == page("ru", "utf-8") + "<p>\N{REPLACEMENT CHARACTER}</p>"
    assert "1 broken" in got.notices[0].message
