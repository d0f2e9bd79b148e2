"""Sentences written for this test, in the encodings that such texts came in."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources.legacy_encodings import surely_read

ROOT = Path(__file__).resolve().parent.parent.parent
GUM = ROOT / "evals" / "gum_news" / "dev.jsonl"
TEXTS = {
    "de": "Die Bundesregierung will die Grenzkontrollen verlängern, sagte Ministerin "
    "Müller am Montag in München. Die Maßnahme gilt für sechs Monate und betrifft alle "
    "Übergänge nach Österreich. Kritiker nannten den Beschluss überflüssig.",
    "fr": "Le ministre a déclaré que la réforme serait présentée lundi prochain au "
    "parlement. Les syndicats ont dénoncé une mesure injuste pour les salariés, et "
    "annoncé une grève générale dès le début du mois. À Genève, on négocie toujours.",
    "es": "El presidente anunció que la votación será el próximo martes. La oposición "
    "rechazó la propuesta y pidió más información sobre los años de gestión. Según el "
    "señor Núñez, la decisión no tendrá efecto hasta mañana en todo el país.",
    "pl": "Minister powiedział w środę, że rząd nie zgodzi się na żądania związkowców. "
    "Wcześniej związki zapowiedziały strajk w całym kraju. Według źródeł rozmowy "
    "zakończą się w przyszłym tygodniu, choć część posłów wątpi w powodzenie.",
    "cs": "Vláda ve středu schválila návrh, který má zvýšit důchody. Opozice říká, že "
    "peníze nestačí. Předseda strany uvedl, že příští rok přijde další změna a že lidé "
    "mají být připraveni na vyšší daně.",
    "tr": "Bakan pazartesi günü yaptığı açıklamada görüşmelerin önümüzdeki hafta "
    "süreceğini söyledi. Muhalefet ise kararın yanlış olduğunu ve seçimlerin "
    "yenilenmesi gerektiğini belirtti. Şehirde güvenlik önlemleri artırıldı.",
    "ru": "Министр иностранных дел заявил в понедельник, что переговоры продолжатся на "
    "следующей неделе. По его словам, стороны договорились об обмене пленными. "
    "Представители оппозиции назвали это решение ошибкой и потребовали новых выборов.",
    "uk": "Міністр заявив у понеділок, що переговори продовжаться наступного тижня. За "
    "його словами, сторони домовилися про обмін полоненими. Представники опозиції "
    "назвали це рішення помилкою і вимагали нових виборів у країні.",
    "el": "Ο υπουργός δήλωσε τη Δευτέρα ότι οι διαπραγματεύσεις θα συνεχιστούν την "
    "επόμενη εβδομάδα. Σύμφωνα με πηγές, οι δύο πλευρές συμφώνησαν στην ανταλλαγή "
    "κρατουμένων. Η αντιπολίτευση χαρακτήρισε την απόφαση λάθος.",
    "ja": "外務大臣は月曜日、交渉が来週も続くと述べた。関係者によると、"
    "双方は捕虜の交換で合意したという。野党はこの決定を誤りだと批判し、"
    "新たな選挙を求めている。",
    "zh-Hans": "外交部长星期一表示，谈判将在下周继续进行。据消息人士称，"
    "双方同意交换战俘。反对党批评这一决定是错误的，并要求重新举行选举。",
    "zh-Hant": "外交部長星期一表示，談判將在下週繼續進行。據消息人士稱，"
    "雙方同意交換戰俘。反對黨批評這一決定是錯誤的，並要求重新選舉。",
    "ko": "외무장관은 월요일 협상이 다음 주에도 계속될 것이라고 밝혔다. 소식통에 "
    "따르면 양측은 포로 교환에 합의했다. 야당은 이 결정이 잘못이라고 비판하고 있다.",
    "he": "שר החוץ אמר ביום שני כי המשא ומתן יימשך בשבוע הבא. לדברי מקורות, הצדדים "
    "הסכימו על חילופי שבויים. האופוזיציה כינתה את ההחלטה טעות ודרשה בחירות חדשות.",
    "ar": "قال وزير الخارجية يوم الاثنين إن المفاوضات ستستمر الأسبوع المقبل. ووفقا "
    "لمصادر، اتفق الطرفان على تبادل الأسرى. ووصفت المعارضة القرار بأنه خطأ.",
}
CAME_IN = {
    "de": ("cp1252", "iso8859_15", "mac_roman", "cp850"),
    "fr": ("cp1252", "iso8859_15", "mac_roman", "cp850"),
    "es": ("cp1252", "iso8859_15", "mac_roman"),
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "tr": ("cp1254", "iso8859_9"),
    "ru": ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
    "uk": ("cp1251", "koi8_u"),
    "el": ("cp1253", "iso8859_7"),
    "ja": ("shift_jis", "euc_jp", "iso2022_jp"),
    "zh-Hans": ("gb18030", "utf_16_le", "utf_16_be"),
    "zh-Hant": ("big5",),
    "ko": ("euc_kr",),
    "he": ("cp1255",),
    "ar": ("cp1256", "iso8859_6"),
}
CASES = [
    (language, encoding) for language, many in CAME_IN.items() for encoding in many
]
ENGLISH = [json.loads(line)["text"] for line in GUM.read_text("utf-8").splitlines()]


def _typographic(text: str) -> str:
    """Return an English text with the marks that a newspaper prints."""
    opened = text.replace(' "', " “").replace('\n"', "\n“").replace('"', "”")
    return opened.replace("'s ", "’s ").replace("n't ", "n’t ").replace(" - ", " – ")


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_paragraph_is_read_in_the_encoding_that_it_is_in(
    language: str, encoding: str
):
    text = TEXTS[language]

    read = surely_read(text.encode(encoding))

    assert read is not None
    assert read.text == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [_typographic(text) for text in ENGLISH], ids=len)
def test_english_with_printed_quote_marks_is_read(text: str, encoding: str):
    raw = text.encode(encoding, "ignore")

    read = surely_read(raw)

    assert read is not None
    assert read.text == raw.decode(encoding)


@given(st.sampled_from(CASES), st.integers(0, 150), st.integers(40, 200))
def test_a_part_of_a_text_is_read_right_or_not_at_all(
    case: tuple[str, str], start: int, length: int
):
    language, encoding = case
    text = TEXTS[language][start : start + length]
    raw = text.encode(encoding)

    read = surely_read(raw)

    assert raw.isascii() or read is None or read.text == text
