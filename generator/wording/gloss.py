"""Short lines made from facts by template, in every edition's language; never a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.model import Article, Entity, Event, Figure, Gloss, Statement
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import Language, Lexicon
from generator.wording.edtf import in_words

LANGUAGES = ("en", "ar", "fa")
_MOST_IN_TITLE = 2
# What a headline is about, first to last.
_NEWS = ("mission-end", "withdrawal", "agreement", "attack", "talks", "visit", "troop-level")
_Labels = Mapping[str, Any]


class Wording:
    """Puts the facts of one article into words; holds labels and names, no state."""

    def __init__(
        self,
        article: Article,
        entities: Sequence[Entity],
        figures: Sequence[Figure],
        lexicon: Lexicon,
    ) -> None:
        """Prepare the names of the article's entities."""
        self._article = article
        self._langs = {sentence.id: sentence.lang for sentence in article.sentences}
        self._names = {entity.id: entity.name for entity in entities}
        self._figures = figures
        self._sources = [figure for figure in figures if figure.unit == "sources"]
        self._lexicon = lexicon

    def glosses(
        self, events: Sequence[Event], statements: Sequence[Statement]
    ) -> tuple[Gloss, ...]:
        """Return a line for each event, figure and statement; unknown parts are left out."""
        lines: list[Gloss] = []
        said: dict[str, list[Statement]] = {}
        for item in statements:
            said.setdefault(item.sentence, []).append(item)
        told: dict[str, list[Event]] = {}
        for event in events:
            told.setdefault(event.sentence, []).append(event)
        for place, event in enumerate(events):
            speaker = _speaker_of(event, said.get(event.sentence, ()))
            lines.append(Gloss("event", place, self._in_all(self.event, event, speaker)))
        for place, figure in enumerate(self._figures):
            lines.append(Gloss("figure", place, self._in_all(self.figure, figure)))
        for place, statement in enumerate(statements):
            line = self._in_all(self.statement, statement, told.get(statement.sentence, ()))
            lines.append(Gloss("statement", place, line))
        return tuple(lines)

    def titles(self, events: Sequence[Event]) -> dict[str, str]:
        """Return a headline in each language, made of the main events; empty if there is none."""
        main = sorted(
            (event for event in events if event.status != "background"),
            key=lambda event: (event.when is None, _NEWS.index(event.type)),
        )
        # A type alone is no headline; of each type the first is the news.
        told = {event.type: event for event in reversed(main) if event.when or event.where}
        chosen = [event for event in main if told.get(event.type) is event][:_MOST_IN_TITLE]
        if not chosen:
            return {}
        return {
            lang: str(self._labels(lang)["gloss"]["and_then"]).join(
                self._headline(lang, event) for event in chosen
            )
            for lang in LANGUAGES
        }

    @staticmethod
    def _in_all(line: Callable[..., str], *facts: object) -> dict[str, str]:
        return {lang: line(lang, *facts) for lang in LANGUAGES}

    def event(self, lang: str, event: Event, statement: Statement | None) -> str:
        """Return the line of an event: type, status, date, place, who says so."""
        parts = [*self._event_parts(lang, event), self._places(lang, event.where)]
        if statement:
            parts.append(self.speaker(lang, statement))
        return self._joined(lang, parts)

    def figure(self, lang: str, figure: Figure) -> str:
        """Return the line of a figure: number, unit, place."""
        return self._joined(
            lang, [quantity(figure, self._labels(lang)), self._places(lang, (figure.place,))]
        )

    def statement(self, lang: str, statement: Statement, events: Sequence[Event]) -> str:
        """Return the line of a statement: who speaks, and of which events."""
        labels = self._labels(lang)
        about = [
            str(labels["events"][event.type])
            for event in events
            if statement.content.holds(event.trigger)
        ]
        return self._joined(
            lang,
            [
                self.speaker(lang, statement),
                str(labels["gloss"]["says"]),
                str(labels["list_separator"]).join(dict.fromkeys(about)),
            ],
        )

    def speaker(self, lang: str, statement: Statement) -> str:
        """Return who speaks, and through whom; the words of the text where no label has them."""
        labels = self._labels(lang)
        who = self._who(lang, statement)
        if statement.via and statement.via != statement.speaker:
            return str(labels["gloss"]["via"]).format(
                speaker=who, agency=self._name(lang, statement.via)
            )
        return who

    def _who(self, lang: str, statement: Statement) -> str:
        if statement.speaker:
            return self._name(lang, statement.speaker)
        return self._described(lang, statement)

    def _described(self, lang: str, statement: Statement) -> str:
        """Return an unnamed speaker: how many, of which country, what they are."""
        labels = self._labels(lang)["gloss"]
        language = self._lexicon.languages.get(self._lang_of(statement))
        if language is None:
            return statement.speaker_text
        kind, nations = _kind_and_nations(statement.speaker_text, language)
        if not kind:
            return str(labels["unnamed"])
        number = next(
            (
                figure.value
                for figure in self._sources
                if statement.speaker_span.holds(figure.counted)
            ),
            None,
        )
        adjectives = labels["nations" if kind == "sources" else "nations_of_people"]
        return self._unnamed(labels, kind, [str(adjectives[nation]) for nation in nations], number)

    @staticmethod
    def _unnamed(labels: _Labels, kind: str, nations: Sequence[str], number: float | None) -> str:
        words = labels["numbers"]
        counted = f"{number or 0:g}"
        if number and number <= len(words) and number == int(number):
            counted = str(words[int(number) - 1])
        form = labels["speaker_counted"] if number else labels["speaker"]
        text = str(form).format(
            number=counted,
            nation=str(labels["nation_and"]).join(nations),
            kind=str(labels["speakers"][kind]),
        )
        return " ".join(text.split())

    def _lang_of(self, statement: Statement) -> str:
        # Who goes on speaking was named in an earlier sentence of the same language.
        return self._langs.get(statement.sentence, self._article.lang)

    def _headline(self, lang: str, event: Event) -> str:
        return self._joined(
            lang, [*self._event_parts(lang, event), self._places(lang, event.where)]
        )

    def _event_parts(self, lang: str, event: Event, *, plain: bool = False) -> Iterator[str]:
        """Yield type, status and date; `plain` says nothing of what simply happened."""
        labels = self._labels(lang)
        yield str(labels["events"][event.type])
        if not (plain and event.status == "happened"):
            yield str(labels["statuses"][event.status])
        if event.when:
            date = in_words(event.when, labels)
            relation = labels["relations"].get(event.relation, "")
            if event.relation == "since" and event.status != "happened":
                relation = labels["gloss"]["starting"]
            yield f"{relation} {date}".strip() if event.relation != "in" else date

    def _places(self, lang: str, ids: Sequence[str | None]) -> str:
        labels = self._labels(lang)
        return str(labels["list_separator"]).join(self._name(lang, id_) for id_ in ids if id_)

    def _name(self, lang: str, entity_id: str) -> str:
        entry = self._lexicon.entries.get(entity_id)
        names = entry.name if entry else self._names.get(entity_id, {})
        return names.get(lang) or next(iter(names.values()), entity_id)

    def _joined(self, lang: str, parts: Sequence[str]) -> str:
        return str(self._labels(lang)["gloss"]["separator"]).join(part for part in parts if part)

    def _labels(self, lang: str) -> _Labels:
        return self._lexicon.labels[lang]


@lru_cache(maxsize=1024)
def _kind_and_nations(speaker: str, language: Language) -> tuple[str, tuple[str, ...]]:
    """Return what unnamed speakers are and of which countries; each language's line needs it."""
    tokens, words = words_of(fold(speaker)), language.statements
    kind = next((k for t in tokens for k, group in words.kinds.items() if t in group), "")
    nations = dict.fromkeys(
        nation for token in tokens for nation, group in words.nations.items() if token in group
    )
    return kind, tuple(nations)


def _speaker_of(event: Event, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that holds the event's words."""
    return next(
        (item for item in statements if item.content.holds(event.trigger)),
        None,
    )


def quantity(figure: Figure, labels: _Labels) -> str:
    """Return a figure in words: qualifier, number, unit."""
    words = labels["figures"]
    number = words["vague"].get(figure.qualifier) or f"{figure.value:,.15g}"
    if figure.upper is not None:
        number = str(words["range"]).format(value=number, upper=f"{figure.upper:,.15g}")
    said = str(words["qualifiers"].get(figure.qualifier, "{number}")).format(number=number)
    return f"{said} {words['units'][figure.unit]}"
