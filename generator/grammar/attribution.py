"""Who says something in a sentence: words of saying, and where the words of their speaker stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.text.folding import Folded
from generator.text.naming import tokens_of
from generator.text.phrases import Beginnings, any_of
from generator.vocabulary import Language

VERB, ACCORDING, PARTICIPLE, HEADLINE = "verb", "according", "participle", "headline"
_COMMAS = "\u060c,"
_STOPS = '\u060c,;\u061b:!?\u061f"\u201c\u201d\u00ab\u00bb().'
_QUOTES = '"\u201c\u201d\u00ab\u00bb'
_OPENS = re.compile(rf"\s*:|\s*[{_COMMAS}]?\s*[\"\u201c\u00ab]")
# How far behind its verb, past adverbials, a "that" still belongs to it; in characters.
_REACH = 90
_LONGEST_RANK = 4
_AUXILIARY_REACH = 20
# A speaker's words, and a clause before a verb, are no longer than this.
_LONGEST_NOUN, _LONGEST_CLAUSE = 300, 400


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of saying in folded text, and where its speaker's words stand there.

    `speaker` is an empty range where the clause names none: who spoke before goes on. `content` is
    where what is said begins. `gender` is what the verb's form tells of the speaker (masculine,
    feminine, plural or ""). `said`: words are reported here, not only named. `carrier` is where the
    words stand that name who passes them on: Reuters quoted four sources.
    """

    start: int
    end: int
    speaker: tuple[int, int]
    content: int
    kind: str
    gender: str
    said: bool
    carrier: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Patterns:
    verb: re.Pattern[str]
    according: re.Pattern[str]
    participle: re.Pattern[str]
    complement: re.Pattern[str]
    noun_end: re.Pattern[str]
    opener: re.Pattern[str]
    auxiliary: re.Pattern[str]
    referring: re.Pattern[str]
    quoted: re.Pattern[str]
    passive: re.Pattern[str]
    direct: re.Pattern[str]
    objects: frozenset[str]
    quoting: frozenset[str]
    thatless: frozenset[str]
    genders: Mapping[str, str]
    beginnings: Beginnings[str]


def cues(folded: Folded, language: Language) -> Iterator[Cue]:
    """Yield the cues of a folded sentence, in text order."""
    if language.statements.order not in _ORDERS:
        return
    patterns = _compiled(language)
    text = folded.text
    begun = patterns.beginnings.of(tokens_of(folded.source, folded.offset).words)
    found = list(_according(text, patterns)) if ACCORDING in begun else []
    taken = {position for cue in found for position in range(cue.start, cue.end)}
    for match in patterns.verb.finditer(text) if VERB in begun else ():
        if match.start() not in taken and not patterns.passive.search(text, 0, match.start()):
            found.append(_ORDERS[language.statements.order](text, match, patterns))
    for match in patterns.participle.finditer(text) if PARTICIPLE in begun else ():
        gender = patterns.genders[_key(match["cue"])]
        nowhere = (match.start(), match.start())
        content = _opening(text, match.end(), patterns) or match.end()
        found.append(Cue(*match.span(), nowhere, content, PARTICIPLE, gender, said=True))
    yield from sorted(found, key=lambda cue: cue.start)


def _according(text: str, patterns: _Patterns) -> Iterator[Cue]:
    for match in patterns.according.finditer(text):
        last = _noun_end(text, match.end(), patterns)
        if last > match.end():
            speaker = (match.end(), last)
            end = match.start() + len(match[0].rstrip())
            # Behind what it reports, all before it is what is said.
            content = last if not text[: match.start()].strip() else 0
            content = last if text[last : last + 1] in _COMMAS and text[last:] else content
            yield Cue(match.start(), end, speaker, content, ACCORDING, "", said=True)


def _verb_first(text: str, match: re.Match[str], patterns: _Patterns) -> Cue:
    """Arabic: the speaker follows the verb, or precedes it and an auxiliary."""
    gender = patterns.genders[_key(match["cue"])]
    opens = _opening(text, match.end(), patterns)
    near = max(0, match.start() - _AUXILIARY_REACH)
    auxiliary = patterns.auxiliary.search(text[near : match.start()])
    if auxiliary or opens is not None:
        end = near + auxiliary.start() if auxiliary else match.start()
        left = _left(text, end, patterns)
        adjacent = auxiliary or text[left[1] : end].strip() == ""
        speaker = left if adjacent else (match.start(), match.start())
        content = opens if opens is not None else match.end()
        return _quoted_behind(
            text, Cue(*match.span(), speaker, content, VERB, gender, said=True), patterns
        )
    first = match.end() + 1
    last = _noun_end(text, first, patterns)
    if last <= first:
        # Told to somebody: who tells it stands before the verb.
        left = _left(text, match.start(), patterns)
        adjacent = left[0] < left[1] and not text[left[1] : match.start()].strip()
        behind = _that_follows(text, first, patterns)
        speaker = left if adjacent else (match.start(), match.start())
        return Cue(*match.span(), speaker, behind or first, VERB, gender, said=behind is not None)
    carrier = (0, 0)
    quoted = patterns.quoted.match(text, last) if _key(match["cue"]) in patterns.quoting else None
    if quoted:
        carrier = (first, last)
        first, last = quoted.end(), _noun_end(text, quoted.end(), patterns)
    behind = _opening(text, last, patterns) or _that_follows(text, last, patterns)
    said = behind is not None or patterns.referring.search(text[near : match.start()]) is not None
    speaker = (first, max(first, last))
    return Cue(*match.span(), speaker, behind or last, VERB, gender, said, carrier)


def _quoted_behind(text: str, cue: Cue, patterns: _Patterns) -> Cue:
    """Return whom somebody quotes as who speaks: Reuters had, last week, quoted officials as."""
    if _key(text[cue.start : cue.end].lstrip()) not in patterns.quoting:
        return cue
    quoted = patterns.quoted.search(text, cue.end, cue.end + _REACH)
    first = quoted.end() if quoted else 0
    last = _noun_end(text, first, patterns) if quoted else 0
    if last <= first:
        return cue
    content = _opening(text, last, patterns) or _that_follows(text, last, patterns) or last
    return replace(cue, speaker=(first, last), content=content, carrier=cue.speaker)


def _subject_first(text: str, match: re.Match[str], patterns: _Patterns) -> Cue:
    """English: the speaker precedes the verb, or follows it behind a quotation."""
    gender = patterns.genders[_key(match["cue"])]
    opens = _opening(text, match.end(), patterns)
    before = text[max(0, match.start() - _REACH) : match.start()].rstrip(f"{_COMMAS} ")
    if before[-1:] in _QUOTES and before and opens is None:
        first = match.end() + 1
        last = _noun_end(text, first, patterns)
        return Cue(*match.span(), (first, max(first, last)), 0, VERB, gender, said=True)
    opens = opens or _that_follows(text, match.end(), patterns)
    left = _left(text, match.start(), patterns)
    thatless = _key(match["cue"]) in patterns.thatless
    follows = thatless and len(text[match.end() : match.end() + _REACH].split()) > 1
    # Behind what it reports: forces will leave, officials and a diplomat said on Wednesday.
    head = _without_opener(text[: left[0]], patterns).rstrip()
    reported = thatless and opens is None and head != "" and head[-1:] in _COMMAS + _QUOTES
    content = 0 if reported else opens or match.end()
    said = opens is not None or follows or reported
    return Cue(*match.span(), left, content, VERB, gender, said=said)


def _without_opener(head: str, patterns: _Patterns) -> str:
    """Return what stands before a clause, up to its comma where only an "and" divides them."""
    opener = next((o for o in patterns.opener.finditer(head) if o.end() == len(head)), None)
    return head[: max(head.rfind(mark) for mark in _COMMAS) + 1] if opener else head


def _verb_last(text: str, match: re.Match[str], patterns: _Patterns) -> Cue:
    """Persian: the speaker opens the clause that the verb ends."""
    gender = patterns.genders[_key(match["cue"])]
    opens = _opening(text, match.end(), patterns)
    first, last = _left(text, match.start(), patterns)
    # Behind the speaker stand adverbials: in a press conference.
    adverbial = patterns.noun_end.search(text, first + 1, last)
    told_of = not patterns.objects.isdisjoint(text[first : match.start()].split())
    if told_of or patterns.noun_end.match(text, first):
        # Whom the verb is about, or an adverbial: who speaks opens the sentence.
        last = first
    elif adverbial:
        last = first + len(text[first : adverbial.start()].rstrip(f"{_COMMAS} "))
    # What is said may follow without a that.
    follows = len(text[match.end() : match.end() + _REACH].split()) > 1
    speaker, said = (first, last), opens is not None or follows
    return Cue(*match.span(), speaker, opens or match.end(), VERB, gender, said=said)


_ORDERS = {
    "verb-first": _verb_first,
    "subject-first": _subject_first,
    "verb-last": _verb_last,
}


def _opening(text: str, position: int, patterns: _Patterns) -> int | None:
    """Return where what is said begins if it begins here: behind a that, a colon, a quote."""
    found = (
        patterns.complement.match(text, position)
        or patterns.direct.match(text, position)
        or _OPENS.match(text, position)
    )
    return found.end() if found else None


def _that_follows(text: str, position: int, patterns: _Patterns) -> int | None:
    """Return where what is said begins behind adverbials: announced in a statement, today, that."""
    end = position + _REACH
    found = patterns.complement.search(text, position, end)
    if found:
        return found.end()
    found = _OPENS.search(text, position, end)
    return found.start() + 1 if found else None


def _noun_end(text: str, first: int, patterns: _Patterns) -> int:
    """Return where the words that name a speaker end: at a stop, a that, or an adverbial."""
    furthest = min(len(text), first + _LONGEST_NOUN)
    end = patterns.noun_end.search(text, max(0, first), furthest)
    limit = end.start() if end else furthest
    position = first
    while position < limit:
        if text[position] in _STOPS and not _is_inside_name(text, position, first):
            break
        position += 1
    return first + len(text[first:position].rstrip())


def _is_inside_name(text: str, position: int, first: int) -> bool:
    """Tell whether a mark belongs to a name: Brig. Gen. J. Austin, or a name in quotation marks."""
    if text[position] in _QUOTES:
        return position == first or text.rfind("\u00ab", first, position) >= 0
    if text[position] != ".":
        return False
    word = re.search(r"[^\W\d_]*$", text[:position])
    return (
        word is not None
        and 0 < len(word[0]) <= _LONGEST_RANK
        and text[position + 1 : position + 2] != ""
    )


def _left(text: str, end: int, patterns: _Patterns) -> tuple[int, int]:
    """Return the words before a verb that may name its speaker, back to where the clause begins.

    A comma right before the verb closes an apposition: then the name stands before that one.
    """
    base = max(0, end - _LONGEST_CLAUSE)
    whole = text[base:end].rstrip(" ")
    closes = whole[-1:] in _COMMAS and whole != ""
    before = whole.rstrip(f"{_COMMAS} ")
    start = 0
    for opener in patterns.opener.finditer(before):
        start = opener.end()
    if not closes:
        clause = max(start, *(before.rfind(mark) + 1 for mark in _COMMAS))
        beginning = clause + len(before[clause:]) - len(before[clause:].lstrip())
        # What begins with an adverbial names nobody: the name stands before its apposition.
        start = start if patterns.noun_end.match(before, beginning) else clause
    # Bullets, dashes and quotation marks before a name are not its own.
    first = start
    while first < len(before) and not before[first].isalnum():
        first += 1
    return base + first, base + max(first, len(before))


def _key(word: str) -> str:
    return re.sub(r"[ \-]", "", word)


@lru_cache(maxsize=16)
def _compiled(language: Language) -> _Patterns:
    words = language.statements
    conjunctions = "".join(language.clitics.conjunctions)
    clitic = f"[{conjunctions}]?" if conjunctions else ""
    genders = {
        _key(word): gender
        for table in (words.verbs, words.participles)
        for gender, group in table.items()
        for word in group
    }
    verbs = [word for group in words.verbs.values() for word in group]
    participles = [word for group in words.participles.values() for word in group]
    that = any_of(words.complementizers)
    according, attached = any_of(words.according), any_of(words.attached)
    documents, issued = any_of(words.documents), any_of(words.documents_attached)
    ends = any_of((*words.complementizers, *words.speaker_ends))
    return _Patterns(
        verb=re.compile(rf"(?<!\w){clitic}(?P<cue>{any_of(verbs)})(?!\w)"),
        according=re.compile(
            rf"(?<!\w){clitic}(?:(?:{according})(?!\w) *|(?:{attached}))"
            rf"(?:(?:{documents})(?!\w) *|(?:{issued}))?"
        ),
        participle=re.compile(rf"(?<!\w){clitic}(?P<cue>{any_of(participles)})(?!\w)"),
        complement=re.compile(rf" *[{_COMMAS}]? *(?<!\w)(?:{that})(?!\w)"),
        noun_end=re.compile(rf"(?<!\w)(?:{ends})(?!\w)"),
        opener=re.compile(
            rf"(?<!\w)(?:{any_of((*words.openers, *words.complementizers))})(?!\w) *|[;\u061b:] *"
        ),
        auxiliary=re.compile(rf"(?<!\w){clitic}(?:{any_of(words.auxiliaries)}) *$"),
        referring=re.compile(rf"(?<!\w){clitic}(?:{any_of(words.referring)}) *$"),
        quoted=re.compile(rf" *(?<!\w)(?:{any_of(words.quoted)})(?!\w) *"),
        objects=words.objects,
        passive=re.compile(rf"(?<!\w)(?:{any_of(words.passives)}) *$"),
        direct=re.compile(rf" *(?<!\w)(?:{any_of(words.directly)})(?!\w)"),
        quoting=frozenset(map(_key, words.quoting)),
        thatless=frozenset(map(_key, words.thatless)),
        genders=genders,
        beginnings=Beginnings(
            {
                VERB: verbs,
                ACCORDING: (*words.according, *words.attached),
                PARTICIPLE: participles,
            },
            clitic,
        ),
    )
