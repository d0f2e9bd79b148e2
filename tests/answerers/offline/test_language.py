"""English is told from other languages by its function words."""

import pytest

from extractor.answerers.offline.language import is_english
from tests.articles import STRIKE, article_of

FOREIGN = {
    "German": "Er war in Berlin, was die Minister nicht so sagen, die Frau hat es "
    "aber am Montag nach dem Treffen im Hotel so gesagt.",
    "French": "On a son but, et le ministre a dit que sur les plages la situation est "
    "difficile pour la France et pour ses voisins.",
    "Dutch": "De minister was in Den Haag en had het over de plannen; of hij is het er "
    "niet mee eens, was de vraag in de kamer.",
    "Danish": "Han var i Berlin for at tale med ministeren, men det var ikke noget, "
    "som de to ville for alvor, og her er den by.",
    "Spanish": "A la vez, el presidente dijo que no he visto as de oro en la mesa y "
    "que las negociaciones eran difíciles para todos.",
    "Russian": "Министр заявил в понедельник, что порт закрыт.",
    "Japanese": "大臣は月曜日に港を閉鎖すると述べた。",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_another_language_is_not_english(text: str):
    assert not is_english(article_of(text))


@pytest.mark.parametrize("text", ["Strike looms", "42", "The port is closed."])
def test_a_short_text_in_latin_letters_may_be_english(text: str):
    assert is_english(article_of(text))


def test_bylines_and_trailers_do_not_count():
    foreign = FOREIGN["German"]
    article = article_of(("byline", "By the man who was with them"), foreign)

    assert is_english(STRIKE)
    assert not is_english(article)
