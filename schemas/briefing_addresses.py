"""Text that speaks to a program which reads the article instead of to its readers.

Own lists, after OWASP's LLM01 and what injected texts were seen to hold. Each kind has
words of which any text that its pattern finds holds one; they make the search quick.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.records import Article, Sentence
from extractor.records.lookalikes import plain_letters


@dataclass(frozen=True, slots=True)
class Address:
    """One way of speaking to a program.

    Attributes:
        kind: What it is called in findings.
        pattern: Finds it.
        signs: Words in small letters; where none stands, the pattern finds nothing.
            None at all: the pattern is quick enough by itself.
    """

    kind: str
    pattern: re.Pattern[str]
    signs: tuple[str, ...]


def _address(kind: str, signs: str, *patterns: str) -> Address:
    joined = unicodedata.normalize("NFC", "|".join(patterns))
    words = unicodedata.normalize("NFC", signs).split()
    spaced = tuple(word.replace("~", " ") for word in words)
    return Address(kind, re.compile(joined, re.IGNORECASE), spaced)


MEMORY = 16  # articles

_ORDERS = r"(?:instruction|prompt|rule|direction|guideline|command|constraint)s?\b"
_PRODUCT = r"(?:summary|briefing|output|response|answer|json)"
_MODEL = r"(?:AI|LLM|(?:large )?language model|assistant|chat ?bot|GPT)"

ADDRESSES = (
    _address(
        "instruction",
        "instruction prompt rule direction guideline command constraint task above "
        "before everything anything",
        r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,30}\b(?:previous|prior"
        rf"|preceding|above|earlier|all|any|these|your)\b[^.\n]{{0,30}}\b{_ORDERS}",
        r"\b(?:ignore|disregard|forget) (?:everything|anything|all)(?: that)? (?:above"
        r"|you were|before|said before|written above)\b",
        r"\b(?:system|developer) (?:prompt|instruction)s?\b",
        r"\bnew (?:instruction|system prompt|task)s? ?:",
        r"\b(?:reveal|print|repeat|show|output) (?:me )?(?:your|the) (?:initial "
        r"|hidden )?(?:instructions|prompt|text above|words above)\b",
    ),
    _address(
        "instruction",
        "message mode decode spell",
        r"\b(?:system|developer) messages?\b|\b(?:DAN|developer|jailbreak|god) mode\b",
        r"\bdecode (?:this|the following) (?:base64|rot13|text|string|message)\b",
    ),
    _address(
        "model",
        "~ai llm model assistant chatbot gpt summari",
        rf"\b(?:you are|act as|pretend to be|as) (?:now )?(?:an? )?(?:AI |artificial "
        rf"intelligence )?{_MODEL}\b(?! (?:at|to|in|for|of|from|with)\b)",
        rf"\b(?:{_MODEL}|summari[sz]er)s? (?:reading|processing|summari[sz]ing"
        r"|analy[sz]ing) (?:this|the)\b",
        rf"\b(?:dear|attention|note to|to (?:the|any|all)|hey|message (?:to|for)) "
        rf"(?:the |all |any )?(?:{_MODEL}|model)s?\b",
        rf"\bif you are (?:an? )?(?:AI |artificial )?{_MODEL}\b",
    ),
    _address(
        "output",
        "summary briefing output response answer json user reader task word",
        r"\b(?:do not|don['’]t|never) (?:mention|reveal|tell|report|include|extract)\b"
        r"[^.\n]{0,40}\b(?:user|reader|summary|briefing|output|answer)\b",
        rf"\byour (?:instructions|task|{_PRODUCT}) (?:is|are|must|should)\b",
        r"\b(?:respond|reply|answer|output) (?:only )?(?:with|in) (?:JSON|the (?:word"
        r"|following))\b",
        r"\b(?:add|include|insert|append|put|write|list|mention)\b[^.\n]{0,80}"
        rf"\b(?:in|into|to) your {_PRODUCT}\b",
        r"\byou must (?:now )?(?:output|return|respond with|answer only)\b",
    ),
    _address(
        "output",
        "claim statement quote summari analy extract",
        r"\b(?:do not|don['’]t) (?:summari[sz]e|analy[sz]e|extract (?:from )?) ?(?:this"
        r"|the (?:following|article|text))\b",
        r"\battribute (?:all|every|each) (?:the )?(?:claim|statement|quote)s? to\b",
    ),
    _address(
        "role",
        "<|im_ <|system <|assistant <|user <|end <|start <|begin <|eot [inst [/inst "
        "[sys <<sys <</sys <system </system <assistant </assistant <instruct "
        "</instruct <prompt </prompt <tool </tool <function </function <invoke "
        "<thinking ###",
        r"<\|[a-z_]{2,24}\|>|\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>",
        r"</?(?:system|assistant|instructions?|prompt|tool(?:_\w+)?|function_\w+"
        r"|function|invoke|thinking)\b[^>\n]{0,60}>",
        r"###\s?(?:instruction|system|human|user|assistant|response)\b",
    ),
    _address(
        "role",
        "system: assistant: developer:",
        r"(?:^|(?<=\n))\W{0,6}(?:system|assistant|developer):\s",
    ),
    _address(
        "marker",
        "article document input",
        r"</?(?:article|document|input)\b[^>\n]{0,40}>",
        r"[-=#*<\[]{2,} ?(?:end|begin|start) of (?:the )?(?:article|document|input)",
        r"(?-i:\b(?:END|BEGIN|START) OF (?:THE )?(?:ARTICLE|DOCUMENT|INPUT)\b)",
    ),
    _address("number", "[", r"(?:^|(?<=\n))\[\d{1,5}\]\s"),
    _address(
        "json",
        '": "~: ```json',
        r'"(?:actors|claims|inferences|headline|gaps|evidence|statement|tool_calls?'
        r'|function_call|function|arguments|role|content|name)"\s?:',
        r"```json",
    ),
    _address(
        "template",
        "{{ {% {# <% $marker ${marker $title ${title $published ${published $publisher "
        "${publisher $sentences ${sentences $answer_language ${answer_language",
        r"\{\{|\{%|\{#|<%",
        r"\$\{?(?:marker|title|published|publisher|sentences|answer_language)\b",
    ),
    _address(
        "markup",
        "<script <iframe <object <svg onerror= onload= javascript:",
        r"<(?:script|iframe|object|svg)\b|\bon(?:error|load)=|\bjavascript:",
    ),
    _address("spelled", "", r"[ .\-_*](?:[A-Za-zА-я][ .\-_*]){6,}"),
    _address(
        "instruction",
        "anteriores previas prévias arriba acima précédent antérieur ci-dessus "
        "vorherig bisherig obig precedent sopra önceki sebelumnya",
        r"\b(?:ignor|olvid|descart|desconsider|esque[çc])\w*\b[^.\n]{0,30}\b(?:instru[cç]\w+"
        r"|indicaciones|órdenes|ordens)\b[^.\n]{0,12}\b(?:anteriores|previas|prévias"
        r"|de arriba|acima)\b",
        r"\b(?:ignor|oubli)\w*\b[^.\n]{0,20}\b(?:instructions?|consignes?) "
        r"(?:précédentes?|antérieures?|ci-dessus)\b",
        r"\b(?:ignorier|vergiss|vergess|missacht)\w*\b[^.\n]{0,20}\b(?:vorherig|bisherig"
        r"|obig)\w+\b[^.\n]{0,12}\b(?:anweisung|instruktion|befehl|vorgabe)\w*",
        r"\b(?:ignor|dimentic)\w*\b[^.\n]{0,20}\bistruzioni (?:precedenti|di cui"
        r" sopra)\b",
        r"\bönceki (?:tüm )?(?:talimat|komut)\w* (?:yok say|unut|görmezden gel)",
        r"\babaikan (?:semua )?(?:instruksi|perintah) (?:sebelumnya|di atas)\b",
    ),
    _address(
        "instruction",
        "инструкци указани команд 指令 指示 提示 命令 規則 规则 설명 지시 명령 지침 "
        "프롬프트 التعليمات الأوامر التوجيهات निर्देश आदेश プロンプト",
        r"\b(?:про)?(?:игнорируй|забудь)\w*\b[^.\n]{0,30}\b(?:инструкци|указани|команд)\w*",
        r"(?:忽略|无视|忽視|無視|忘记|忘記|不要理会)[^。\n]{0,6}(?:之前|以上|上述|先前|前面|所有)"
        r"[^。\n]{0,6}(?:指令|指示|提示|命令|规则|規則)",
        r"(?:以前|これまで|上記|前)の[^。\n]{0,6}(?:指示|命令|プロンプト)[^。\n]{0,6}(?:無視|忘れ)",
        r"(?:이전|위|앞|기존)[^.\n]{0,8}(?:지시|명령|지침|프롬프트)[^.\n]{0,8}(?:무시|잊)",
        r"(?:تجاهل|انس)[^.\n]{0,20}(?:التعليمات|الأوامر|التوجيهات) (?:السابقة|أعلاه)",
        r"(?:पिछले|पूर्व|ऊपर)[^।\n]{0,16}(?:निर्देश|आदेश)[^।\n]{0,16}"
        r"(?:अनदेखा|नज़रअंदाज़|भूल)",
    ),
    _address(
        "model",
        "~ia ’ia 'ia ~ki künstliche ии языковая чат 你是 您是 作为 作為 语言",
        r"(?:你是|您是|作为|作為)一?[个個]?(?:AI|人工智能|语言模型|語言模型)",
        r"\b(?:nota para la |instrucciones para la |note pour l['’]|nota per l['’])"
        r"IA\b",
        r"\b(?:hinweis an die|an alle) (?:KI|künstliche Intelligenz)\b",
        r"\b(?:ты|вы) [-—–]? ?(?:ИИ|языковая модель|чат-бот)\b",
    ),
)


def addresses(article: Article) -> Iterator[tuple[Sentence, str, str]]:
    """Yield each sentence that speaks to a program, the kind, and the words."""
    units = article.sentences
    found = _found(article.text, tuple((unit.start, unit.end) for unit in units))
    for place, kind, words in found:
        yield units[place], kind, words


@lru_cache(maxsize=MEMORY)
def _found(
    text: str, ranges: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, str, str], ...]:
    """Return place, kind and words of each address: a review asks a few times."""
    plain = plain_letters(text)
    possible = _worth_a_look(text, plain, ADDRESSES)
    found = [
        (place, _first(text[start:end], plain[start:end], possible))
        for place, (start, end) in enumerate(ranges if possible else ())
    ]
    return tuple((place, *first) for place, first in found if first)


def _first(
    words: str, plain: str, possible: Sequence[Address]
) -> tuple[str, str] | None:
    """Return the first address of these kinds, in the text or in what it looks like."""
    likely = _worth_a_look(words, plain, possible)
    for seen in dict.fromkeys((words, plain)) if likely else ():
        for address in likely:
            hit = address.pattern.search(seen)
            if hit:
                return address.kind, words[hit.start() : hit.end()].strip()
    return None


def _worth_a_look(
    words: str, plain: str, addresses: Sequence[Address]
) -> list[Address]:
    """Return the addresses of which a sign stands in the text."""
    lowered = " " + (words if plain == words else f"{plain} {words}").lower()
    lowered = lowered.replace("\n", " ")
    return [
        address
        for address in addresses
        if (not address.signs and address.pattern.search(words))
        or any(sign in lowered for sign in address.signs)
    ]
