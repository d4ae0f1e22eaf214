"""One story out of many texts: events told once, origins counted, differences named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from articles import article_of

from generator.collate import collate
from generator.collate.occurrences import Occurrence
from generator.contents import Contents, contents_of
from generator.model import Article, Sidecar
from generator.seeds import read_folder
from generator.understand import understand
from generator.vocabulary import Lexicon

SEEDS = Path(__file__).parent.parent / "seeds"
FIRST, SECOND, THIRD = "001_7f33110bd09b09ca", "002_8ce6bd168f4ede0c", "003_4c148d8a33c5d998"
Make = Callable[..., Contents]


@pytest.fixture(scope="module")
def story(lexicon: Lexicon) -> Callable[[Mapping[str, str]], Contents]:
    """Return what the project's own seeds tell together, some of them dated by an editor."""
    articles = read_folder(SEEDS, lexicon).articles

    def of(dates: Mapping[str, str]) -> Contents:
        dated = [_dated(article, dates.get(article.id, "")) for article in articles]
        return _contents(dated, lexicon)

    return of


@pytest.fixture
def told(lexicon: Lexicon) -> Make:
    """Return what small texts tell together; a value is the text, or the text and its day."""

    def of(**texts: str | tuple[str, str]) -> Contents:
        articles = []
        for id_, given in texts.items():
            text, day = given if isinstance(given, tuple) else (given, "")
            articles.append(_dated(replace(article_of(text, lexicon), id=id_), day))
        return _contents(articles, lexicon)

    return of


def _dated(article: Article, day: str) -> Article:
    return replace(article, sidecar=Sidecar(published=day)) if day else article


def _contents(articles: list[Article], lexicon: Lexicon) -> Contents:
    briefings = [understand(article, lexicon) for article in articles]
    return contents_of(collate(briefings, lexicon.entries), lexicon.entries)


def kinds(contents: Contents) -> dict[str, str]:
    return {difference.topic: difference.kind for difference in contents.differences}


def find(contents: Contents, type_: str, when: str | None) -> list[Occurrence]:
    return [o for o in contents.collections.occurrences if (o.type, o.when) == (type_, when)]


def test_the_seeds_differ_in_these_things_and_no_others(story):
    """What nobody disputes (2,500, 80, 900) is no difference."""
    assert kinds(story({})) == {
        "name": "inside",
        "office": "inside",
        "agreement": "order-unknown",
        "departure": "scope",
    }


def test_an_agreement_is_a_development_once_the_texts_are_dated(story):
    dated = {FIRST: "2024-07-23", SECOND: "2024-09-06"}

    (agreement,) = (d for d in story(dated).differences if d.topic == "agreement")

    assert agreement.kind == "changed"
    (claim,) = agreement.claims
    assert [(c.briefing.article.id, c.word) for c in claim.cells] == [
        (FIRST, "denied"),
        (SECOND, "happened"),
    ]
    occurrence = claim.occurrence
    assert occurrence is not None
    assert [report.event.status for report in occurrence.moves] == ["denied", "happened"]


def test_the_rest_by_the_end_of_2026_is_of_another_scope(story):
    (departure,) = (d for d in story({}).differences if d.topic == "departure")

    by_date = {claim.occurrence.when: claim for claim in departure.claims if claim.occurrence}
    agreed = {cell.briefing.article.id for cell in by_date["2025-09"].cells}
    rest = {cell.briefing.article.id for cell in by_date["2026-12~"].cells}
    assert rest == {SECOND}
    assert FIRST not in rest
    ends = [c for c in departure.claims if c.occurrence and c.occurrence.type == "mission-end"]
    assert {cell.briefing.article.id for cell in ends[0].cells} == {FIRST, SECOND}
    assert agreed


def test_one_file_names_two_prime_ministers_and_two_given_names(story):
    found = {d.topic: d for d in story({}).differences if d.kind == "inside"}

    holders = [(claim.entity, claim.cells[0].word) for claim in found["office"].claims]
    assert [entity for entity, _ in holders] == ["mohammed-shia-al-sudani", "mustafa-al-kadhimi"]
    names = [c.cells[0].span.of(c.cells[0].briefing.article.text) for c in found["name"].claims]
    assert names[1] == "Yolanda Romanowski"


def test_two_outlets_with_one_agency_are_one_origin(story):
    (end,) = find(story({}), "mission-end", "2025-09")

    assert end.lineage.outlets == 2
    assert end.lineage.origins == ("reuters",)
    assert end.lineage.origin_count == 1
    assert end.lineage.strength == "anonymous"


ENDS = "The US-led coalition in Iraq will end its mission by September 2025, Iraqi officials said."
ENDS_ALSO = "بحسب مسؤولين عراقيين، سينهي التحالف الدولي مهمته في العراق بحلول أيلول 2025."


def test_the_same_end_in_two_languages_is_one_event(told):
    (end,) = find(told(one=ENDS, two=ENDS_ALSO), "mission-end", "2025-09")

    assert {report.briefing.article.id for report in end.reports} == {"one", "two"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ENDS.replace("2025", "2026"), id="another date"),
        pytest.param(ENDS.replace("by September", "from September"), id="its beginning"),
    ],
)
def test_what_differs_in_its_date_is_another_event(told, other: str):
    assert all(len(o.reports) == 1 for o in told(one=ENDS, two=other).collections.occurrences)


def test_two_bases_left_in_one_month_are_two_events(told):
    asad = "US forces of the coalition left Ain al-Asad air base in August 2025, an official said."
    harir = asad.replace("Ain al-Asad air base", "Harir air base")

    found = find(told(one=asad, two=harir), "withdrawal", "2025-08")

    assert [len(occurrence.reports) for occurrence in found] == [1, 1]


def test_attacks_of_one_month_are_many(told):
    attack = "Drones attacked US forces of the coalition in Iraq in August 2023."

    found = find(told(one=attack, two=f"{attack} It was reported."), "attack", "2023-08")

    assert len(found) == 2


def test_a_plan_is_confirmed_by_a_later_text_and_by_no_earlier_one(told):
    plan = "US forces of the coalition will leave Ain al-Asad air base by September 2025."
    done = "US forces of the coalition left Ain al-Asad air base on 20 August 2025."

    later = told(plan=(plan, "2024-09-06"), done=(done, "2025-08-21"))
    elsewhere = told(
        plan=(plan, "2024-09-06"), done=(done.replace("Ain al-Asad", "Harir"), "2025-08-21")
    )

    (planned,) = find(later, "withdrawal", "2025-09")
    assert later.confirmed[planned.id].when == "2025-08-20"
    assert not elsewhere.confirmed


@pytest.mark.parametrize(
    ("done", "day"),
    [
        pytest.param(
            "US troops withdrew from Syria in September 2025.", "2025-10-11", id="country"
        ),
        pytest.param(
            "Turkish troops withdrew from Iraq in September 2025.", "2025-10-11", id="who"
        ),
        pytest.param(
            "500 US troops withdrew from Iraq in September 2025.", "2025-10-11", id="part"
        ),
        pytest.param("US troops withdrew from Iraq in December 2011.", "2025-10-11", id="long ago"),
    ],
)
def test_another_departure_confirms_no_plan(told, done: str, day: str):
    plan = "All US troops of the coalition will withdraw from Iraq by September 2025."

    contents = told(plan=(plan, "2024-09-10"), done=(f"{ABOUT} {done}", day))

    assert find(contents, "withdrawal", "2025-09")
    assert not contents.confirmed


def test_an_end_long_before_confirms_no_plan(told):
    plan = "The US-led coalition's mission in Iraq will end by September 2025."
    done = "The US-led coalition's combat mission in Iraq ended on 9 December 2021."

    assert not told(plan=(plan, "2021-10-01"), done=(done, "2021-12-10")).confirmed


ABOUT = "The US-led international coalition in Iraq was formed in 2014 to fight Islamic State."
PLAN = f"{ABOUT} US troops will withdraw from Iraq by September 2025."
DEAL = f"{ABOUT} Iraq and Iran signed a security agreement on 5 September 2024."


@pytest.mark.parametrize(
    ("text", "old", "new", "type_", "count"),
    [
        pytest.param(PLAN, "US troops", "Turkish troops", "withdrawal", 2, id="whose troops"),
        pytest.param(DEAL, "Iraq and Iran", "Iraq and Turkey", "agreement", 2, id="whose deal"),
        pytest.param(PLAN, "September", "30 September", "withdrawal", 1, id="the day of the month"),
    ],
)
def test_one_date_is_one_event_only_with_the_same_parties(told, text, old, new, type_, count):
    contents = told(one=(text, "2024-09-10"), two=(text.replace(old, new), "2024-09-11"))

    found = [o for o in contents.collections.occurrences if o.type == type_ and o.when]
    assert len(found) == count
    assert not contents.differences


@pytest.mark.parametrize(
    ("speaker", "strength", "origins"),
    [
        ("The Pentagon", "official", ("us-department-of-defense",)),
        ("Kataib Hezbollah", "named", ("kataib-hezbollah",)),
        ("Al Jazeera", "named", ("al-jazeera",)),
        ("Lloyd Austin", "named", ("lloyd-austin",)),
    ],
)
def test_only_official_bodies_are_official_and_one_speaker_is_one_origin(
    told, speaker: str, strength: str, origins: tuple[str, ...]
):
    text = f"{ABOUT} {speaker} said that US troops will withdraw from Iraq by September 2025."

    (plan,) = find(told(one=text, two=text), "withdrawal", "2025-09")

    assert plan.lineage.strength == strength
    assert plan.lineage.origins == origins
    assert plan.lineage.origin_count == 1


MISSION = "The US-led coalition's mission in Iraq will end by September 2025."
NO_END = "The US-led coalition's mission in Iraq will not end by September 2025."


def test_a_text_that_denies_is_no_source_of_what_it_denies(told):
    (end,) = find(told(one=MISSION, two=NO_END), "mission-end", "2025-09")

    assert (end.lineage.outlets, end.denial.outlets) == (1, 1)
    assert end.status == "unsettled"


def test_a_later_denial_is_how_it_stands(told):
    contents = told(one=(MISSION, "2024-09-10"), two=(NO_END, "2025-02-10"))

    (end,) = find(contents, "mission-end", "2025-09")
    assert end.status == "denied"
    assert [report.event.status for report in end.moves] == ["planned", "denied"]
    assert kinds(contents) == {"mission-end": "changed"}


def test_texts_of_one_day_that_agree_leave_the_order_known(told):
    done = MISSION.replace("will end by", "ended in")
    contents = told(
        one=(MISSION, "2024-09-10"), two=(MISSION, "2024-09-10"), three=(done, "2025-10-11")
    )

    (end,) = find(contents, "mission-end", "2025-09")
    assert [report.event.status for report in end.moves] == ["planned", "happened"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("by September 2025", "by 30 September 2025", {}, id="one date"),
        pytest.param(
            "by September 2025", "by September 2026", {"mission-end": "changed"}, id="two dates"
        ),
    ],
)
def test_ends_on_one_day_do_not_differ(told, first: str, second: str, expected: dict):
    end = "The US-led coalition's mission in Iraq will end"

    contents = told(one=(f"{end} {first}.", "2024-09-10"), two=(f"{end} {second}.", "2024-10-10"))

    assert kinds(contents) == expected


def test_two_steps_of_one_plan_do_not_differ(told):
    end = "The US-led coalition's mission in Iraq will end"
    text = f"{end} by September 2025 in its first phase. {end} by September 2026 completely."

    contents = told(one=(text, "2024-09-27"))

    assert len([o for o in contents.collections.occurrences if o.type == "mission-end"]) == 2
    assert not contents.differences


TROOPS = "The US-led coalition has about 2,500 troops in Iraq, the Pentagon said."


def test_numbers_that_cannot_both_hold_differ(told):
    contents = told(
        one=(TROOPS, "2024-09-01"), two=(TROOPS.replace("2,500", "1,400"), "2024-09-01")
    )

    assert kinds(contents) == {"figure": "number"}


def test_a_number_that_changed_is_no_contradiction(told):
    contents = told(
        one=(TROOPS, "2024-09-01"), two=(TROOPS.replace("2,500", "1,400"), "2025-09-01")
    )

    assert kinds(contents) == {"figure": "changed"}


def test_of_a_time_known_only_as_a_bound_the_order_is_unknown(told):
    contents = told(one=TROOPS, two=(TROOPS.replace("2,500", "1,400"), "2025-09-01"))

    assert kinds(contents) == {"figure": "order-unknown"}


def test_texts_that_give_one_number_are_one_claim(told):
    other = TROOPS.replace("2,500", "1,400")
    contents = told(
        one=(TROOPS, "2024-09-01"), two=(TROOPS, "2024-09-01"), three=(other, "2024-09-01")
    )

    (difference,) = contents.differences
    assert sorted(len(claim.cells) for claim in difference.claims) == [1, 2]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("about 2,600", id="about the same"),
        pytest.param("more than 2,000", id="a bound that holds"),
        pytest.param("three", id="an incident of its own"),
    ],
)
def test_numbers_that_go_together_do_not_differ(told, other: str):
    contents = told(
        one=(TROOPS, "2024-09-01"), two=(TROOPS.replace("about 2,500", other), "2024-09-01")
    )

    assert not contents.differences


def test_a_holder_that_the_list_does_not_know_is_flagged(told):
    text = "Iraqi Prime Minister Mustafa al-Kadhimi said the coalition mission in Iraq will end."

    assert kinds(told(one=(text, "2024-09-01"))) == {"office": "holder"}
    assert not told(one=(text, "2021-09-01")).differences
    assert not told(one=(text.replace("Iraqi", "former Iraqi"), "2024-09-01")).differences


def test_the_first_word_of_a_sentence_is_no_given_name(told):
    text = (
        "Adm. Brad Cooper commands CENTCOM. During Cooper's trip to Iraq he met the coalition. "
        "He also met Ambassador Barack."
    )

    assert not told(one=text).differences


def test_related_texts_share_what_is_rare(told):
    contents = told(
        one=f"{ENDS} About 2,345 troops leave.",
        two=f"{ENDS_ALSO} ويغادر نحو 2345 جنديا.",
        three="The oil ministry spoke of prices in the market and of trade with Turkey.",
    )

    (first, *_) = contents.collections.related["one"]
    assert first.briefing.article.id == "two"
    assert "2345" in first.numbers
    assert ("mission-end", "2025-09") in first.events
    assert all(len(r) <= 8 for r in contents.collections.related.values())


def test_who_says_what_is_gathered_by_speaker(story):
    voices = {voice.speaker: voice for voice in story({}).collections.voices}

    said = voices["iraqi-ministry-of-foreign-affairs"].said
    assert {item.briefing.article.id for item in said} == {"000_2ff1e16875d8afd0", THIRD}
    assert voices[""].said


def test_sources_are_outlets_and_origins(story):
    sources = {(s.role, s.id): s for s in story({}).collections.sources}

    assert len(sources["origin", "reuters"].briefings) == 2
    assert sources["outlet", "ecoiran"].langs == (("fa", 1),)
    assert sources["outlet", ""].langs == (("ar", 3),)
