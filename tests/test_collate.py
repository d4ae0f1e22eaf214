"""What seeds tell of each other: shared passages, and the date of publication one narrows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from articles import article_of

from generator.collate import Collections, collate
from generator.model import Article, Basis, Sidecar
from generator.understand import understand
from generator.vocabulary import Lexicon

SAID = "بأن بغداد تريد جدولا زمنيا محددا وواضحا يحدد مدة وجود مستشاري التحالف الدولي في العراق."
VAGUE = (
    f"أعلنت وزارة الخارجية العراقية يوم الخميس {SAID}\n\n"
    "وقال وزير الدفاع الأمريكي لويد أوستن إن المحادثات بدأت بعد الحرب في غزة."
)
DATED = f"أعلنت وزارة الخارجية العراقية يوم الخميس 25 كانون الثاني/يناير 2024 {SAID}"
OTHER = "تحدثت وزارة النفط عن الأسعار في السوق العالمية وعن التجارة مع تركيا والأردن هذا العام."


@pytest.fixture
def collected(lexicon: Lexicon):
    def of(**texts: str) -> Collections:
        articles = [named(article_of(text, lexicon), id_) for id_, text in texts.items()]
        return collate([understand(article, lexicon) for article in articles], lexicon.entries)

    return of


def named(article: Article, id_: str) -> Article:
    return replace(article, id=id_)


def test_a_passage_that_two_seeds_share_is_found_from_both(collected):
    collections = collected(vague=VAGUE, dated=DATED, other=OTHER)

    (passage,) = collections.passages["vague"]
    assert passage.other.article.id == "dated"
    assert passage.words >= 10
    assert collections.passages["dated"][0].other.article.id == "vague"
    assert "other" not in collections.passages


def test_a_statement_dated_elsewhere_narrows_the_day_of_its_weekday(collected):
    """A record stays what its seed alone says; the neighbour's word is kept apart."""
    collections = collected(vague=VAGUE, dated=DATED)

    narrowed = collections.published_narrowed
    found = {id_: item.edtf for id_, item in narrowed.items()}
    assert found == {"vague": "2024-01-25/2024-01-31"}
    briefing = next(b for b in collections.briefings if b.article.id == "vague")
    assert briefing.published.edtf == "2023-10-07/2025-02-20"


@pytest.mark.parametrize(
    "dated",
    [
        pytest.param(DATED.replace("الخارجية", "الدفاع"), id="another speaker"),
        pytest.param(DATED.replace("الخميس 25", "الجمعة 26"), id="another weekday"),
        pytest.param(DATED.replace("2024", "2026"), id="after what the text itself allows"),
        pytest.param(
            DATED.split(SAID[:9], maxsplit=1)[0] + "بأن المحادثات مستمرة.", id="other words"
        ),
    ],
)
def test_another_statement_narrows_nothing(collected, dated: str):
    assert not collected(vague=VAGUE, dated=dated).published_narrowed


def test_what_an_editor_knows_is_not_narrowed(lexicon: Lexicon):
    sidecar = Sidecar(published="2024-01-26")
    vague = replace(article_of(VAGUE, lexicon), id="vague", sidecar=sidecar)
    dated = replace(article_of(DATED, lexicon), id="dated")

    collections = collate([understand(vague, lexicon), understand(dated, lexicon)], lexicon.entries)

    assert not collections.published_narrowed
    briefing = next(b for b in collections.briefings if b.article.id == "vague")
    assert briefing.published.basis is Basis.EDITOR
