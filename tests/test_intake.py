"""A seed with its sidecar, as an editor puts them into the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import SeedError
from generator.model import Basis
from generator.seeds import read_folder, read_one
from generator.understand import understand


def folder_with(folder: Path, sidecar: str) -> Path:
    text = "Talks\n\nThe Widget Group left Erbil."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "a.yml").write_text(sidecar, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("sidecar", "line", "words"),
    [
        ("entities:\n  - text: Erbil\n    is: no-such-id\n", 3, "no-such-id"),
        ("entities:\n  - text: Nowhere\n    is: erbil\n", 3, "does not stand in the seed"),
        ("notes: x\nsummary_en:\n  - text: T\n    cites: [s-deadbeef]\n", 4, "s-deadbeef"),
        ('title_en: "T"\nurl: "https://[bad"\n', 2, "url"),
        ("[" * 5000, 1, "nested too deeply"),
    ],
)
def test_what_a_sidecar_refers_to_must_exist(
    tmp_path: Path, lexicon, sidecar: str, line: int, words: str
):
    with pytest.raises(SeedError) as error:
        read_folder(folder_with(tmp_path, sidecar), lexicon)

    assert f"a.yml:{line}: " in str(error.value)
    assert words in str(error.value)


def test_an_editor_names_what_no_list_knows(tmp_path: Path, lexicon):
    sidecar = (
        "entities:\n  - text: Widget Group\n    is: us-forces\n  - text: Erbil\n    is: none\n"
    )
    article = read_one(folder_with(tmp_path, sidecar) / "a.txt", lexicon)

    entities = understand(article, lexicon).entities

    assert [(e.id, e.mentions[0].span.of(article.text)) for e in entities] == [
        ("us-forces", "Widget Group")
    ]
    assert entities[0].mentions[0].rule == "sidecar:entities"


def test_a_sidecar_is_read_whatever_the_case_of_its_suffix(tmp_path: Path, lexicon):
    (tmp_path / "a.txt").write_text("A line of text")
    (tmp_path / "a.YML").write_text("outlet: reuters\n")

    (article,) = read_folder(tmp_path, lexicon).articles

    assert article.sidecar.outlet == "reuters"


@pytest.mark.parametrize("first", ["---", "* * *"])
def test_a_separator_is_no_headline(tmp_path: Path, lexicon, first: str):
    (tmp_path / "a.txt").write_text(f"{first}\n\nThe coalition will leave Erbil. It said so.")

    assert read_one(tmp_path / "a.txt", lexicon).title.basis == Basis.LEAD


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Talks end\n\n27 January 2024\n\nThe coalition said so.", "2024-01-27"),
        ("Talks end\n\nBaghdad, Saturday 27 January 2024\n\nIt said so.", "2024-01-27"),
        ("Coalition mission ends 30 September 2026\n\nThe coalition said so.", None),
        ("Talks\n\nThe deal was signed on 27 January 2024.\n\nIt said so.", "2024-01-27/.."),
        ("Talks\n\nTo leave by 30 September 2026\n\nIt said so.", "../2026-09-30"),
        ("Talks\n\nIn January 2024\n\nIt said so.", None),
    ],
)
def test_only_a_dateline_states_when_a_text_was_published(
    tmp_path: Path, lexicon, text: str, published: str | None
):
    (tmp_path / "a.txt").write_text(text)

    assert understand(read_one(tmp_path / "a.txt", lexicon), lexicon).published.edtf == published
