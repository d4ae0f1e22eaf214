"""The data files: well-formed, consistent, and each name found where it must be."""

from __future__ import annotations

import re
import shutil
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from articles import article_in

from generator import lexicon as lexicon_module
from generator.calendars import GREGORIAN, HIJRI, JALALI, is_edtf
from generator.errors import DataError
from generator.facts import mentions
from generator.lexicon import DATA, NAME_LANGUAGES
from generator.model import EntityType
from generator.text.folding import fold
from generator.text.naming import keys_of
from generator.vocabulary import GazetteerEntry, Lexicon, NameForm

FILES = sorted(DATA.glob("*/*.toml"))
GAZETTEER = sorted((DATA / "gazetteer").glob("*.toml"))
ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")
# What a data file may hold besides letters, marks, digits and ASCII.
INVISIBLE = {"\u200c"}


def spoken_names(entry: GazetteerEntry, lang: str) -> tuple[str, ...]:
    return (entry.name[lang], *entry.aliases.get(lang, ()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_data_file_is_nfc_and_hides_nothing(path: Path) -> None:
    """A character that nobody sees makes a name that nothing matches."""
    text = path.read_text(encoding="utf-8")

    assert unicodedata.normalize("NFC", text) == text
    hidden = {c for c in text if unicodedata.category(c) in ("Cf", "Cc", "Zs")}
    assert hidden <= {"\n", " "} | INVISIBLE, [ascii(c) for c in hidden]


@pytest.mark.parametrize("path", GAZETTEER, ids=lambda path: path.name)
def test_each_entry_has_an_id_that_is_an_address(path: Path) -> None:
    ids = [entry["id"] for entry in tomllib.loads(path.read_text(encoding="utf-8"))["entry"]]

    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    assert not set(ids) & {"index", "readme", "404", "none"}


def test_each_entry_names_its_source(lexicon: Lexicon) -> None:
    assert [e.id for e in lexicon.entries.values() if len(e.source) < 8] == []


def test_names_are_written_in_the_script_of_their_language(lexicon: Lexicon) -> None:
    wrong = [
        (entry.id, lang, name)
        for entry in lexicon.entries.values()
        for lang in NAME_LANGUAGES
        for name in spoken_names(entry, lang)
        if (lang == "en") == bool(ARABIC_LETTER.search(name)) and not name.isascii()
    ]

    assert wrong == []


def test_arabic_names_have_no_persian_letters_and_the_reverse(lexicon: Lexicon) -> None:
    """The preferred name is shown to readers, who see a wrong keyboard at once."""
    persian, arabic = set("پچژگکی"), set("يكةى")
    wrong = [
        (entry.id, lang, name)
        for entry in lexicon.entries.values()
        for lang, foreign in (("ar", persian), ("fa", arabic))
        for name in [entry.name[lang]]
        if set(name) & foreign
    ]

    assert wrong == []


def test_names_have_no_white_space_at_their_ends_or_twice(lexicon: Lexicon) -> None:
    wrong = [
        (entry.id, name)
        for entry in lexicon.entries.values()
        for lang in NAME_LANGUAGES
        for name in (*spoken_names(entry, lang), *entry.short.get(lang, ()))
        if " ".join(name.split()) != name or name.strip("\u200c") != name
    ]

    assert wrong == []


def test_places_lie_where_they_can(lexicon: Lexicon) -> None:
    for entry in lexicon.entries.values():
        if entry.at:
            latitude, longitude = entry.at
            assert entry.type is EntityType.PLACE, entry.id
            assert -90 <= latitude <= 90, entry.id
            assert -180 <= longitude <= 180, entry.id


def test_no_place_lies_in_itself(lexicon: Lexicon) -> None:
    """A circle would hang the walk up to a country."""
    for entry in lexicon.entries.values():
        seen = [entry.id]
        while within := lexicon.entries[seen[-1]].within:
            assert within not in seen, seen
            seen.append(within)


def test_terms_run_forward(lexicon: Lexicon) -> None:
    for entry in lexicon.entries.values():
        for term in entry.terms:
            assert not term.first or is_edtf(term.first), entry.id
            assert not (term.first and term.last) or term.first <= term.last, entry.id


def test_a_unique_office_is_held_by_one_person_at_a_time(lexicon: Lexicon) -> None:
    """Else a text's "the Prime Minister" could be two people."""
    clashes = []
    for office in lexicon.offices.values():
        terms = sorted(
            (term.first, term.last or "9999", entry.id)
            for entry in lexicon.entries.values()
            for term in entry.terms
            if term.office == office.id and term.first
        )
        for (_, last, one), (first, _, other) in pairwise(terms):
            # Where only a month or year is known the two may share it.
            if office.unique and first[: len(last)] < last[: len(first)]:
                clashes.append((office.id, one, other))

    assert clashes == []


def test_relations_of_dates_are_those_that_pages_can_name(lexicon: Lexicon) -> None:
    known = {"by", "until", "since", "before", "after", "in"}

    assert {key for language in lexicon.languages.values() for key in language.dates.relations} == (
        known
    )


@pytest.mark.parametrize(
    ("lang", "system"),
    [
        ("ar", GREGORIAN),
        ("ar", HIJRI),
        ("en", GREGORIAN),
        ("fa", GREGORIAN),
        ("fa", JALALI),
    ],
)
def test_a_calendar_has_twelve_months(lang: str, system: str, lexicon: Lexicon) -> None:
    months = lexicon.languages[lang].dates.months

    assert [number for calendar, number in months if calendar == system] == list(range(1, 13))


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
def test_a_name_of_a_month_is_one_month(lang: str, lexicon: Lexicon) -> None:
    months = lexicon.languages[lang].dates.months
    names = Counter(
        name for group in months.values() for name in {word.replace(" ", "") for word in group}
    )

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
def test_forms_of_dates_have_known_slots(lang: str, lexicon: Lexicon) -> None:
    for form in lexicon.languages[lang].dates.forms:
        slots = {"{day}", "{day2}", "{month}", "{year}", "{year2}", "{edge}"}
        assert set(re.findall(r"{\w+}", form)) <= slots, form
        assert "{year}" in form, form


@pytest.mark.parametrize(
    "lang",
    [
        "ar",
        pytest.param(
            "en",
            marks=pytest.mark.xfail(
                strict=True, reason="`-30-` is stripped to `30` before it is compared"
            ),
        ),
        "fa",
    ],
)
def test_boilerplate_can_match_what_it_is_compared_with(lang: str, lexicon: Lexicon) -> None:
    """A line is stripped of its marks before it is compared, so a mark in the data never meets."""
    words = lexicon.languages[lang].boilerplate
    dead = [
        line
        for line in (*words.lines, *words.bylines)
        if line.strip(" .:|-*/\u060c") != line
        and line.strip(" .:|-*/\u060c") not in words.lines | words.bylines
    ]

    assert dead == []


def found_as(text: str, lang: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    article = article_in(lang, text, lexicon)
    return [
        (entity.id, mention.span.of(text))
        for entity in mentions.find(article, lexicon)
        for mention in entity.mentions
    ]


def sentence_with(name: str, lang: str) -> str:
    return {
        "ar": f"تحدث البيان عن {name} أمس.",
        "en": f"They spoke of {name} yesterday.",
        "fa": f"بیانیه دیروز از {name} سخن گفت.",
    }[lang]


# A name crosses none of these: a comma, a bracket, a stroke, a stop that is no initial's, the
# stops of an abbreviation in Arabic script.
_CROSSED = re.compile(r"[,()&\"/]|\.(?! ?\w\b)|[\u0620-\u06ff]\.[\u0620-\u06ff]")


def is_whole(name: str) -> bool:
    return not _CROSSED.search(name)


def is_told_apart(name: str) -> bool:
    """Tell whether a bracket says which one is meant: `Iran (newspaper)` is for readers alone."""
    return "(" in name


def unfound(
    lexicon: Lexicon, lang: str, written: Callable[[str], str | None]
) -> list[tuple[str, str]]:
    """Return the entries with a name that, written so, is not found as that entry alone."""
    missing = []
    for entry in lexicon.entries.values():
        guarded = {fold(form.text).text for form in entry.guarded}
        for name in spoken_names(entry, lang):
            text = None if fold(name).text in guarded else written(name)
            if text is None:
                continue
            found = found_as(sentence_with(text, lang), lang, lexicon)
            if [id_ for id_, _ in found] != [entry.id]:
                missing.append((entry.id, text))
    return missing


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
def test_every_name_is_found_as_its_entry(lang: str, lexicon: Lexicon) -> None:
    assert unfound(lexicon, lang, lambda name: name if is_whole(name) else None) == []


@pytest.mark.parametrize(
    "lang",
    [
        pytest.param(
            "en",
            marks=pytest.mark.xfail(
                strict=True,
                reason='no name crosses quotation marks (`Robert "Pat" White`) or a stroke '
                "(`Radio Free Europe/Radio Liberty` is found twice); `Mt.` ends a sentence",
            ),
        ),
        "fa",
    ],
)
def test_every_name_with_marks_inside_is_found_as_its_entry(lang: str, lexicon: Lexicon) -> None:
    def marked(name: str) -> str | None:
        return None if is_whole(name) or is_told_apart(name) else name

    assert unfound(lexicon, lang, marked) == []


def first_word(name: str) -> str:
    return re.split(r"[\s.\-]", name)[0]


@pytest.mark.parametrize("particle", ["و", "ف", "ب", "ك", "وب", "ول", "فل"])
def test_every_arabic_name_is_found_behind_a_particle(particle: str, lexicon: Lexicon) -> None:
    def attached(name: str) -> str | None:
        if len(first_word(name)) < 3 or not ARABIC_LETTER.match(name):
            return None
        if particle.endswith("ل") and name.startswith("ال"):
            return particle[:-1] + "لل" + name[2:]
        return particle + name

    assert unfound(lexicon, "ar", attached) == []


def test_short_arabic_names_are_found_behind_a_particle(lexicon: Lexicon) -> None:
    assert (
        unfound(lexicon, "ar", lambda name: "و" + name if len(first_word(name)) == 2 else None)
        == []
    )


def test_every_persian_name_is_found_with_its_zwnj_lost(lexicon: Lexicon) -> None:
    def without(name: str) -> str | None:
        return name.replace("\u200c", "") if "\u200c" in name else None

    assert unfound(lexicon, "fa", without) == []


def test_every_persian_name_is_found_with_a_space_for_its_zwnj(lexicon: Lexicon) -> None:
    def spaced(name: str) -> str | None:
        return name.replace("\u200c", " ") if "\u200c" in name else None

    assert unfound(lexicon, "fa", spaced) == []


@pytest.mark.parametrize(("lang", "one", "other"), [("ar", "يك", "یک"), ("fa", "یک", "يك")])
def test_every_name_is_found_from_either_keyboard(
    lang: str, one: str, other: str, lexicon: Lexicon
) -> None:
    keyboard = str.maketrans(one, other)

    assert (
        unfound(lexicon, lang, lambda name: name.translate(keyboard) if is_whole(name) else None)
        == []
    )


def test_every_english_name_is_found_with_spaces_for_hyphens(lexicon: Lexicon) -> None:
    assert (
        unfound(
            lexicon,
            "en",
            lambda name: name.replace("-", " ") if "-" in name and is_whole(name) else None,
        )
        == []
    )


def test_every_english_name_is_found_in_capitals(lexicon: Lexicon) -> None:
    assert unfound(lexicon, "en", lambda name: name.upper() if is_whole(name) else None) == []


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_every_english_name_is_found_in_the_possessive(apostrophe: str, lexicon: Lexicon) -> None:
    def possessive(name: str) -> str | None:
        return name + apostrophe + "s" if is_whole(name) else None

    assert unfound(lexicon, "en", possessive) == []


def test_what_belongs_to_hama_is_not_hamas(lexicon: Lexicon) -> None:
    """A Syrian town's governor must not stand on the page of an armed group."""
    assert found_as("They spoke of Hama's governor.", "en", lexicon) == [("hama", "Hama")]


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
def test_a_short_form_is_found_beside_the_full_one(lang: str, lexicon: Lexicon) -> None:
    missing = []
    for entry in lexicon.entries.values():
        for short in entry.short.get(lang, ()):
            full = next((name for name in spoken_names(entry, lang) if is_whole(name)), "")
            text = f"{sentence_with(full, lang)} {sentence_with(short, lang)}"
            rivals = {form.entry.id for form in forms_of(short, lexicon) if form.full}
            # A full form of another entry is meant before a short one.
            if (
                full
                and rivals <= {entry.id}
                and (entry.id, short) not in found_as(text, lang, lexicon)
            ):
                missing.append((entry.id, short))

    assert missing == []


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
def test_a_short_form_alone_says_nothing(lang: str, lexicon: Lexicon) -> None:
    believed = [
        (entry.id, short)
        for entry in lexicon.entries.values()
        for short in entry.short.get(lang, ())
        if not any(form.full for form in forms_of(short, lexicon))
        and found_as(sentence_with(short, lang), lang, lexicon)
        and entry.id in dict(found_as(sentence_with(short, lang), lang, lexicon))
    ]

    assert believed == []


def forms_of(name: str, lexicon: Lexicon) -> list[NameForm]:
    keys = [*keys_of(fold(name))[-1:], *keys_of(fold(name.replace("-", "")))[-1:]]
    return [form for key in keys for form in lexicon.names.forms.get(key, ())]


def unguarded(lexicon: Lexicon, written: Callable[[str, str], str]) -> list[tuple[str, str, str]]:
    """Return the guarded forms that are not found in what is `written` of them and a guard."""
    missing = []
    for entry in lexicon.entries.values():
        for form in entry.guarded:
            lang = form.lang or "en"
            for near in form.near or ("",):
                text = written(sentence_with(form.text, lang), near)
                # Some guards hold the form itself; an alias there is the same entry.
                if entry.id not in dict(found_as(text, lang, lexicon)):
                    missing.append((entry.id, form.text, near))
    return missing


def test_a_guarded_form_is_found_beside_each_of_its_words(lexicon: Lexicon) -> None:
    assert unguarded(lexicon, lambda sentence, near: f"{near} {sentence}") == []


def test_a_guarded_form_is_found_before_its_words_and_a_stop(lexicon: Lexicon) -> None:
    assert unguarded(lexicon, lambda sentence, near: sentence.replace(".", f" {near}.")) == []


def believed_alone(lexicon: Lexicon, *, in_capitals: bool) -> list[tuple[str, str]]:
    """Return the guarded forms that are believed without one of their words."""
    believed = []
    for entry in lexicon.entries.values():
        for form in entry.guarded:
            lang = form.lang or "en"
            text = sentence_with(form.text, lang)
            # A word that is its own guard has only the case of its letters to go by.
            guarded = form.near and not any(word in fold(text).text for word in form.near)
            capitals = form.text.isascii() and form.text.isupper()
            if guarded and capitals == in_capitals:
                # A shorter name inside it may stand without a guard.
                believed += [(entry.id, form.text)] * (
                    (entry.id, form.text) in found_as(text, lang, lexicon)
                )
    return believed


def test_a_guarded_form_alone_says_nothing(lexicon: Lexicon) -> None:
    assert believed_alone(lexicon, in_capitals=False) == []


def test_a_guarded_form_in_capitals_alone_says_nothing(lexicon: Lexicon) -> None:
    assert believed_alone(lexicon, in_capitals=True) == []


OFFICE = """
[[entry]]
id = "pmf-chairman"
en = "Chairman"
ar = "رئيس الهيئة"
fa = "رئیس سازمان"
of = "iraq"
source = "a test"
"""
PLACES = """
[[entry]]
id = "iraq"
kind = "country"
en = "Iraq"
ar = "العراق"
fa = "عراق"
source = "a test"

[[entry]]
id = "baghdad"
kind = "city"
en = "Baghdad"
ar = "بغداد"
fa = "بغداد"
in = "iraq"
source = "a test"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small copy of the data, which loads at once."""
    for folder in ("languages", "labels", "search"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    (tmp_path / "gazetteer").mkdir()
    for name, text in (
        ("people", ""),
        ("organizations", ""),
        ("places", PLACES),
        ("offices", OFFICE),
    ):
        (tmp_path / "gazetteer" / f"{name}.toml").write_text(text, encoding="utf-8")
    for name in ("known_events.toml", "given_names.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def add_entry(data: Path, lines: str, name: str = "places") -> None:
    with (data / "gazetteer" / f"{name}.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[[entry]]\n{lines}\n")


GOOD = (
    'id = "new"\nkind = "city"\nen = "Newtown"\nar = "نيوتاون"\nfa = "نیوتاون"\nsource = "a test"'
)


def test_a_good_entry_is_welcome(data: Path) -> None:
    add_entry(data, GOOD)

    assert lexicon_module.load(data).entries["new"].name["en"] == "Newtown"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param(GOOD + '\ncolour = "red"', ("new", "colour"), id="unknown key"),
        pytest.param(GOOD.replace('fa = "نیوتاون"\n', ""), ("new", "fa"), id="missing name"),
        pytest.param(GOOD.replace("Newtown", ""), ("new", "en"), id="empty name"),
        pytest.param(GOOD.replace('source = "a test"', ""), ("new", "source"), id="no source"),
        pytest.param(GOOD.replace('id = "new"', ""), ("id",), id="no id"),
        pytest.param(GOOD.replace('"city"', '"town"'), ("new", "kind"), id="unknown kind"),
        pytest.param(
            GOOD.replace('"city"', '"person"'), ("new", "kind"), id="kind of another file"
        ),
        pytest.param(GOOD.replace('"new"', '"iraq"'), ("iraq", "twice"), id="id twice"),
        pytest.param(GOOD.replace("Newtown", "Baghdad"), ("new", "baghdad"), id="name of another"),
        pytest.param(GOOD + '\nin = "nowhere"', ("new", "nowhere"), id="place in nothing"),
        pytest.param(
            GOOD + '\n[[entry.guarded]]\ntext = "X"\nnext = ["y"]', ("new", "next"), id="guard key"
        ),
        pytest.param(GOOD + '\n[[entry.guarded]]\nlang = "en"', ("new", "text"), id="empty guard"),
        pytest.param(
            GOOD + '\n[[entry.terms]]\noffice = "king"', ("new", "king"), id="unknown office"
        ),
        pytest.param(
            GOOD + '\n[[entry.terms]]\noffice = "pmf-chairman"\nfrom = "May 2024"',
            ("new", "May 2024", "EDTF"),
            id="term without a date",
        ),
        pytest.param("id = new", ("places.toml", "TOML"), id="no TOML"),
    ],
)
def test_a_mistake_in_the_gazetteer_is_named(
    lines: str, words: tuple[str, ...], data: Path
) -> None:
    add_entry(data, lines)

    with pytest.raises(DataError) as caught:
        lexicon_module.load(data)
    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        pytest.param(
            "concepts/new.toml",
            '[harbour]\nen = ["harbour"]\nar = ["a"]\nsource = "a test"',
            ("new.toml", "harbour", "fa is missing"),
            id="a language is missing",
        ),
        pytest.param(
            "concepts/new.toml",
            '[threat]\nen = ["x"]\nar = ["x"]\nfa = ["x"]\nsource = "a test"',
            ("threat", "another list"),
            id="two lists have one idea",
        ),
        pytest.param(
            "concepts/new.toml",
            '[harbour]\nen = ["x"]\nar = ["x"]\nfa = ["x"]',
            ("harbour", "source is missing"),
            id="no source",
        ),
        pytest.param("analysis.toml", "", ("analysis.toml", "is missing"), id="no rules"),
    ],
)
def test_a_mistake_in_the_words_of_search_is_named(
    file: str, text: str, words: tuple[str, ...], data: Path
) -> None:
    (data / "search" / file).write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        lexicon_module.load(data)
    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(GOOD.replace('"Newtown"', "7"), id="number for a name"),
        pytest.param(GOOD + '\naliases.en = "Newton"', id="text for a list of aliases"),
        pytest.param(GOOD + '\naliases.de = ["Neustadt"]', id="aliases in another language"),
        pytest.param(GOOD + '\nshort.de = ["Neu"]', id="short forms in another language"),
        pytest.param(GOOD + '\nat = ["north", 1]', id="words for a position"),
        pytest.param(GOOD + "\nat = [91.0, 10.0]", id="a position off the globe"),
        pytest.param(GOOD + "\nat = [33.0]", id="half a position"),
        pytest.param(GOOD.replace('"new"', '"New Town"'), id="an id that is no address"),
        pytest.param(GOOD.replace('"new"', '"../new"'), id="an id that leaves the folder"),
        pytest.param(GOOD + '\nin = "new"', id="a place in itself"),
        pytest.param(
            GOOD + '\n[[entry.guarded]]\ntext = "X"\nlang = "english"', id="a guard of no language"
        ),
        pytest.param(
            GOOD + '\n[[entry.guarded]]\ntext = "X"\nnear = "y"', id="text for a list of guards"
        ),
        pytest.param(GOOD + '\nguarded = ["X"]', id="texts for tables of guards"),
        pytest.param(GOOD + '\naliases.en = [""]', id="an empty alias"),
        pytest.param(GOOD + "\nat = [true, 1]", id="truth for a position"),
        pytest.param(GOOD + "\nat = [nan, 1]", id="no number for a position"),
    ],
)
def test_a_wrong_value_in_the_gazetteer_is_named(lines: str, data: Path) -> None:
    add_entry(data, lines)

    with pytest.raises(DataError, match=r"places\.toml: .*[nN]ew"):
        lexicon_module.load(data)


def test_a_circle_of_places_is_named(data: Path) -> None:
    """Two that contain each other would hang the walk up to a country."""
    add_entry(data, GOOD + '\nin = "old"')
    add_entry(data, GOOD.replace("new", "old").replace("Newtown", "Oldtown") + '\nin = "new"')

    with pytest.raises(DataError, match=r"places\.toml: new: .*new in old in new"):
        lexicon_module.load(data)


def test_only_a_place_has_a_position(data: Path) -> None:
    add_entry(data, GOOD.replace('"city"', '"party"') + "\nat = [33.0, 44.0]", "organizations")

    with pytest.raises(DataError, match=r"organizations\.toml: new: at"):
        lexicon_module.load(data)


def test_a_list_of_entries_misspelt_is_named(data: Path) -> None:
    """Else a whole file would count for nothing."""
    (data / "gazetteer" / "people.toml").write_text('[[entries]]\nid = "new"\n')

    with pytest.raises(DataError, match=r"people\.toml: .*entries"):
        lexicon_module.load(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('code = "fa"', 'kode = "fa"', id="no code"),
        pytest.param("[recognition]", "[recognise]", id="no recognition"),
        pytest.param("[sentences]", "[phrases]", id="no sentences"),
        pytest.param("[origins]", "[origins]\nbeside = []", id="unknown key of origins"),
        pytest.param("jalali.1 =", "jalali.first =", id="month without a number"),
        pytest.param("[dates]", "[dates", id="no TOML"),
        pytest.param("two_months =", "two_month =", id="key of dates misspelt"),
        pytest.param("bylines =", "by_lines =", id="key of boilerplate misspelt"),
        pytest.param('"{day} {month} {year}"', '"{day} {moon} {year}"', id="unknown slot"),
        pytest.param("jalali.12 =", "jalali.13 =", id="a thirteenth month"),
        pytest.param("jalali.12 =", "julian.12 =", id="an unknown calendar"),
        pytest.param('direction = "rtl"', 'direction = "right"', id="unknown direction"),
        pytest.param("[topic]", "[topics]", id="unknown section"),
        pytest.param("starters = []", "", id="no starters"),
        pytest.param("until =", "till =", id="unknown relation"),
        pytest.param("mid =", "middle =", id="unknown edge"),
        pytest.param('"{day} {month} {year}"', '"{day} {month}"', id="a form without a year"),
        pytest.param('"{day} {month} {year}"', '"{day} {month} {year"', id="an open slot"),
    ],
)
def test_a_slip_in_a_language_is_named(old: str, new: str, data: Path) -> None:
    path = data / "languages" / "fa.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(DataError, match=r"fa\.toml"):
        lexicon_module.load(data)


@pytest.mark.parametrize("name", ["people", "organizations", "places", "offices"])
def test_a_file_that_is_gone_is_named(name: str, data: Path) -> None:
    (data / "gazetteer" / f"{name}.toml").unlink()

    with pytest.raises(DataError, match=rf"{name}\.toml"):
        lexicon_module.load(data)


def test_a_file_that_is_not_utf8_is_named(data: Path) -> None:
    (data / "gazetteer" / "people.toml").write_bytes("[[entry]]\nar = 'محمد'".encode("cp1256"))

    with pytest.raises(DataError, match=r"people\.toml"):
        lexicon_module.load(data)


def test_a_file_of_the_wrong_shape_is_named(data: Path) -> None:
    (data / "gazetteer" / "people.toml").write_text('entry = ["a"]')

    with pytest.raises(DataError, match=r"people\.toml"):
        lexicon_module.load(data)
