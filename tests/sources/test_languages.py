"""Texts in other languages: whose rules split them, and where their sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources import article_from_text
from extractor.sources.languages import splitting_language
from extractor.sources.splitting import split
from tests.sources.samples import any_text, article_like

SENTENCES = {
    "zh": [
        *(
            "金正恩说：“我们不会派兵。”",
            "他离开了。",
            "会谈将于10月28日举行吗？",
            "是的。",
        ),
        "专家认为，这是3.5亿美元的交易……但并非所有人都同意。",
    ],
    "ja": [
        *(
            "首相は「合意した。次に進む」と述べた。",
            "大統領は離れた。",
            "どうなるのか？",
        ),
        "価格は3.5％上昇した。",
    ],
    "ko": [
        "대통령은 “군대를 보내지 않겠다.”라고 말했다.",
        "가격이 3.5% 올랐다.",
        "끝났다.",
    ],
    "ar": [
        *("قال الرئيس: «لن نرسل قوات.»", "ثم غادر.", "هل سيعود؟", "نعم."),
        *("وأضاف د. أحمد أن السعر 3.5 مليون.", "وصل الوفد؛ ثم بدأ الاجتماع."),
    ],
    "ur": ["صدر نے کہا کہ ہم فوج نہیں بھیجیں گے۔", "کیا وہ واپس آئیں گے؟", "ہاں۔"],
    "he": ['הנשיא אמר: "לא נשלח חיילים."', "הוא עזב.", "האם יחזור?"],
    "hi": [
        *("राष्ट्रपति ने कहा, “हम सैनिक नहीं भेजेंगे।”", "वह चले गए।", "क्या वे लौटेंगे?"),
        "डॉ. शर्मा ने कहा कि कीमत 3.5 करोड़ है।",
    ],
    "bn": ["রাষ্ট্রপতি বলেছেন, “আমরা সৈন্য পাঠাব না।”", "দাম ৩.৫ কোটি।"],
    "ru": [
        *(
            "Президент заявил: «Мы не отправим войска».",
            "Он уехал.",
            "Л. Н. Толстой был.",
        ),
        *("В 2015 г. цены выросли на 3,5 млн рублей.", "Т. е. проблема есть."),
        "«Нет», — сказал он.",
    ],
    "de": [
        *("Der Präsident sagte: „Wir schicken keine Truppen.“", "Er ging.", "»Nein.«"),
        "Am 28. Oktober 2025 kam Dr. Müller, z. B. mit Prof. Schmidt, nach Berlin.",
        *("Es kostet 3,5 Mio. Euro.", "Das ist für die Stadt nicht viel."),
    ],
    "es": [
        *(
            "El presidente dijo: «No enviaremos tropas».",
            "Se fue.",
            "¿Volverá?",
            "¡Sí!",
        ),
        *("El Sr. García y la Dra. López llegaron a EE. UU. el lunes.", "Pagó 3.500."),
    ],
    "fr": [
        *("Le président a dit : « Nous n'enverrons pas de troupes. »", "Il est parti."),
        *(
            "M. Dupont et Mme Durand sont arrivés le 1er mars.",
            "Est-ce fini ?",
            "Non !",
        ),
    ],
    "pl": [
        "W 2015 r. ceny wzrosły o 3,5 mln zł.",
        "To nie jest koniec, m.in. dla nas.",
    ],
    "el": ["Ο πρόεδρος είπε: «Δεν θα στείλουμε στρατό».", "Θα επιστρέψει;", "Ναι."],
    "en": [
        "He won 🎉🎉.",
        "She said “yes” 👨‍👩‍👧.",
        "Then 🇺🇸 left!",
        "Café\u0301 closed.",
    ],
}


@pytest.mark.parametrize(("code", "sentences"), SENTENCES.items())
def test_each_language_is_split_where_its_sentences_end(code, sentences):
    between = "" if code in {"zh", "ja"} else " "

    article = article_from_text(between.join(sentences))

    assert [article.words(unit.n) for unit in article.sentences] == sentences
    assert article.language is None


@pytest.mark.parametrize(("code", "sentences"), SENTENCES.items())
def test_a_script_and_the_commonest_words_tell_whose_rules_split_a_text(
    code, sentences
):
    assert splitting_language(" ".join(sentences)) == code


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "de"), ("ZH-Hant", "zh"), ("und", "en"), (None, "en")]
)
def test_a_known_language_wins(tag, code):
    assert splitting_language("The port is open.", tag=tag) == code


@pytest.mark.parametrize("text", ["", "1234", "???", "🎉", "Kim", "ᚠᚢᚦ"])
def test_what_tells_no_language_is_split_as_english(text):
    assert splitting_language(text) == "en"


@given(any_text | article_like, st.sampled_from([*SENTENCES, "xx"]))
def test_sentences_hold_every_character_once_by_any_languages_rules(text, code):
    units = split(text, language=code)

    held = [n for unit in units for n in range(unit.start, unit.end)]
    assert held == sorted(set(held))
    left = [c for n, c in enumerate(text) if n not in set(held)]
    assert not "".join(left).strip()
