"""A seed with its sidecar, as an editor puts them into the folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.errors import SeedError
from generator.model import Basis, Quarantined, Reason, SeedFile, Sidecar, Span, Title
from generator.seeds import UnreadableError, read_folder, read_one
from generator.understand import understand
from tests.articles import article_of


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


def test_a_folder_is_read_in_the_order_of_ids_and_nothing_is_passed_over(tmp_path: Path, lexicon):
    text = "Talks end\n\nThe coalition left Erbil."
    for name in ("b.txt", "A.MD", "خبر.txt", "c.TXT"):
        (tmp_path / name).write_text(text)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder.md").mkdir()
    for name in ("note.docx", "text", "limits.toml", "entities.toml", ".hidden", "._b.txt", ".git"):
        (tmp_path / name).touch()
    (tmp_path / "b.yaml").touch()

    intake = read_folder(tmp_path, lexicon)

    ids = [article.id for article in intake.articles]
    assert ids[:3] == ["A", "b", "c"]
    assert ids[3].startswith("s-")
    assert [article.seed.path for article in intake.articles][:3] == ["A.MD", "b.txt", "c.TXT"]
    assert intake.quarantined == (
        Quarantined("empty.txt", "empty", "fill it or remove it"),
        Quarantined("folder.md", "not a regular file", "remove it from the seeds folder"),
    )
    assert intake.other == ("b.yaml", "note.docx", "text")


def test_an_article_tells_the_file_it_was_read_from(tmp_path: Path, lexicon):
    data = "Talks end\r\n\r\nThe coalition left Erbil.".encode("utf-16-le")
    (tmp_path / "a.txt").write_bytes(data)

    article = read_one(tmp_path / "a.txt", lexicon)

    digest = hashlib.sha256(data).hexdigest()
    assert article.seed == SeedFile("a.txt", digest, len(data), "utf-16-le")
    assert (article.id, article.text) == ("a", data.decode("utf-16-le"))
    assert article.sidecar == Sidecar()
    assert read_folder(tmp_path, lexicon).articles == (article,)


def test_one_seed_has_the_id_that_it_has_among_its_neighbours(tmp_path: Path, lexicon):
    for name in ("a.txt", "A.md", "b.txt"):
        (tmp_path / name).write_text("The coalition left Erbil.")

    ids = {article.seed.path: article.id for article in read_folder(tmp_path, lexicon).articles}

    assert {name: read_one(tmp_path / name, lexicon).id for name in ids} == ids
    assert ids["A.md"].startswith("s-a-")


def test_one_seed_may_have_any_suffix(tmp_path: Path, lexicon):
    (tmp_path / "a.text").write_text("The coalition left Erbil.")

    assert read_one(tmp_path / "a.text", lexicon).id == "a"


def test_one_seed_keeps_to_the_limits_of_its_folder(tmp_path: Path, lexicon):
    (tmp_path / "limits.toml").write_text("lines = 1\n")
    (tmp_path / "a.txt").write_text("Talks\n\nThe coalition left Erbil.")

    with pytest.raises(SeedError) as error:
        read_one(tmp_path / "a.txt", lexicon)

    assert str(error.value) == f"{tmp_path / 'a.txt'}: longer than 1 lines; split it"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("a.txt", "no such seed; check the path"),
        ("nowhere/a.txt", "No such file or directory; check the path"),
        ("empty.txt", "empty; fill it or remove it"),
        ("link.txt", "a symbolic link; put the file itself into the seeds folder"),
    ],
)
def test_one_seed_that_cannot_be_read_is_told_in_full(
    tmp_path: Path, lexicon, path: str, problem: str
):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "link.txt").symlink_to("nowhere")

    with pytest.raises(SeedError) as error:
        read_one(tmp_path / path, lexicon)

    assert str(error.value) == f"{tmp_path / path}: {problem}"


def test_a_folder_that_is_none_is_told_with_its_remedy(tmp_path: Path, lexicon):
    with pytest.raises(SeedError) as error:
        read_folder(tmp_path / "a", lexicon)

    assert str(error.value) == (
        f"{tmp_path / 'a'}: no such folder; make it, or name another one with --seeds"
    )


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (
            ("a.txt", "b.yml"),
            "b.yml:1: no seed b.txt or .md stands beside it; rename it after its seed, "
            "or remove it",
        ),
        (
            ("a.txt", "a.md", "a.YML"),
            "a.YML:1: two seeds have this stem; rename one of them and the sidecar",
        ),
        (
            ("a.txt", "A.yml"),
            "A.yml:1: no seed A.txt or .md stands beside it; rename it after its seed, "
            "or remove it",
        ),
    ],
)
def test_a_sidecar_has_one_seed(tmp_path: Path, lexicon, names: tuple[str, ...], problem: str):
    for name in names:
        (tmp_path / name).write_text("notes: a")

    with pytest.raises(SeedError) as error:
        read_folder(tmp_path, lexicon)

    assert str(error.value) == f"{tmp_path / problem}"


def test_each_seed_has_the_sidecar_of_its_own_name(tmp_path: Path, lexicon):
    for stem in ("a", "a.b", "b"):
        (tmp_path / f"{stem}.txt").write_text("The coalition left Erbil.")
    for stem in ("a", "a.b"):
        (tmp_path / f"{stem}.yml").write_text(f"notes: of {stem}")

    articles = read_folder(tmp_path, lexicon).articles

    assert [article.sidecar.notes for article in articles] == ["of a", "of a.b", ""]


@pytest.mark.parametrize(
    ("sidecar", "line", "problem"),
    [
        (
            "summary_en:\n  - {text: T, cites: [s-00000000]}\n",
            2,
            "s-00000000 is no sentence of a.txt; "
            "`briefings explain` lists its sentences with their ids",
        ),
        (
            "entities:\n  - {text: Erbil, is: no-such}\n",
            2,
            "'no-such' is no id of the gazetteer; `briefings explain` shows ids, or write none",
        ),
        (
            "entities:\n  - {text: Basra, is: none}\n",
            2,
            "'Basra' does not stand in the seed; write it as the text does",
        ),
    ],
)
def test_what_a_sidecar_refers_to_is_told_in_full(
    tmp_path: Path, lexicon, sidecar: str, line: int, problem: str
):
    folder = folder_with(tmp_path, sidecar)

    with pytest.raises(SeedError) as error:
        read_one(folder / "a.txt", lexicon)

    assert str(error.value) == f"{folder / 'a.yml'}:{line}: {problem}"


def test_a_summary_may_cite_every_sentence_of_the_seed(tmp_path: Path, lexicon):
    folder = folder_with(tmp_path, "notes: none yet")
    ids = [sentence.id for sentence in read_one(folder / "a.txt", lexicon).sentences]
    (folder / "a.yml").write_text(f"summary_en:\n  - {{text: T, cites: {ids}}}\n".replace("'", ""))

    assert read_one(folder / "a.txt", lexicon).sidecar.summary["en"][0].cites == tuple(ids)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"notes: \xff", "'utf-8' codec can't decode byte 0xff"), (None, "not a regular file")],
)
def test_a_sidecar_that_is_no_text_is_told(tmp_path: Path, lexicon, data: bytes | None, words: str):
    (tmp_path / "a.txt").write_text("The coalition left Erbil.")
    if data is None:
        (tmp_path / "a.yml").mkdir()
    else:
        (tmp_path / "a.yml").write_bytes(data)

    with pytest.raises(SeedError) as error:
        read_folder(tmp_path, lexicon)

    start = f"{tmp_path / 'a.yml'}:1: cannot be read as UTF-8 text: "
    assert str(error.value).startswith(start + words)


@pytest.mark.parametrize(
    ("text", "reason", "remedy"),
    [
        ("!!! ???", "without a letter or digit", "fill it or remove it"),
        ("Share\nPrint", "nothing but boilerplate", "add the article's text, or remove it"),
        ("x" * 50_001, "a word of more than 50000 characters", "check the file"),
        ("a\n" * 50_001, "longer than 50000 lines", "split it"),
    ],
)
def test_a_text_that_is_refused_tells_reason_and_remedy(
    lexicon, text: str, reason: str, remedy: str
):
    with pytest.raises(UnreadableError) as caught:
        article_of(text, lexicon)

    assert (caught.value.reason, caught.value.remedy) == (reason, remedy)


EN = "The coalition said that it will leave Erbil by the end of the year, as was agreed."
AR = "وقال التحالف إنه سيغادر أربيل في نهاية العام كما تم الاتفاق."


@pytest.mark.parametrize(
    ("paragraphs", "langs", "direction"),
    [
        ([EN], ("en",), "ltr"),
        ([AR], ("ar",), "rtl"),
        ([EN, AR], ("en", "ar"), "ltr"),
        ([AR, EN], ("ar", "en"), "rtl"),
        ([EN, AR, AR], ("en", "ar"), "ltr"),
        ([EN, *[AR] * 9], ("ar", "en"), "rtl"),
        ([AR, *[EN] * 9], ("en", "ar"), "ltr"),
    ],
)
def test_the_main_language_is_that_of_the_beginning_unless_little_is_in_it(
    lexicon, paragraphs: list[str], langs: tuple[str, ...], direction: str
):
    numbered = [f"{number} {text}" for number, text in enumerate(paragraphs)]
    article = article_of("\n\n".join(numbered), lexicon)

    assert (article.lang, article.langs, article.direction) == (langs[0], langs, direction)
    assert [paragraph.number for paragraph in article.paragraphs] == [*range(len(paragraphs))]


def sized(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[: size - 1] + "."


@pytest.mark.parametrize(("share", "main"), [(24, "ar"), (25, "en"), (26, "en")])
def test_a_beginning_of_a_quarter_decides(lexicon, share: int, main: str):
    text = f"{sized(EN, share * 20)}\n\n{sized(AR, (100 - share) * 20)}"

    assert article_of(text, lexicon).lang == main


def test_a_sentence_that_stands_twice_has_two_ids(lexicon):
    article = article_of("It left. They met. It left.\n\nThey said so. It left.", lexicon)

    ids = [sentence.id for sentence in article.sentences]
    assert ids[2:5:2] == [f"{ids[0]}-2", f"{ids[0]}-3"]
    assert len(set(ids)) == 5
    assert [sentence.paragraph for sentence in article.sentences] == [0, 0, 0, 1, 1]
    assert {sentence.lang for sentence in article.sentences} == {"en"}


def test_what_is_set_aside_stands_in_the_order_of_the_text(lexicon):
    text = "Talks end\nBy a Writer\nIt le\u202eft.\nIt le\u202eft.\nShare"
    article = article_of(text, lexicon)

    assert [(part.span.of(text), part.reason) for part in article.removed] == [
        ("By a Writer", Reason.BYLINE),
        ("\u202e", Reason.BIDI),
        ("It le\u202eft.", Reason.REPEATED),
        ("\u202e", Reason.BIDI),
        ("Share", Reason.BOILERPLATE),
    ]
    assert [part.span.of(text) for part in article.paragraphs] == ["Talks end", "It le\u202eft."]


REST = "\n\nThe coalition left Erbil."


@pytest.mark.parametrize(
    "line",
    [
        "Talks end",
        "Talks end \u201cin Erbil\u201d",
        "Will they leave?",
        "هل يغادرون؟",
        "Will they leave?\u201d",
        "x" * 118 + " ?",
        "x" * 200,
        "Iraq - talks end in Erbil",
        "U.S. talks end",
        "Talks end on plan 1.X",
        "Talks end)",
        "2024: talks",
    ],
)
def test_a_first_line_without_an_end_is_the_headline(lexicon, line: str):
    article = article_of(line + REST, lexicon)

    whole = Span(0, len(line))
    assert article.title == Title(line, article.paragraphs[0].lang, Basis.STATED, whole)


@pytest.mark.parametrize(
    "line",
    [
        "Talks end.",
        "Talks end!",
        "Talks end\u2026",
        "Talks end:",
        "Talks end;",
        "Talks end,",
        "Talks end\u060c",
        'They said "talks end."',
        "Talks end.)",
        "Talks end.\u00bb",
        "They met. Will they leave?",
        "Will they leave!?",
        "x" * 119 + " ?",
        "x" * 201,
        "2024",
        "Reuters \u2013 Baghdad",
        "Reuters-Baghdad",
        "The Agency / Erbil",
        "بغداد — رويترز",
    ],
)
def test_a_first_line_that_is_no_headline_is_a_lead(lexicon, line: str):
    assert article_of(line + REST, lexicon).title.basis == Basis.LEAD


def test_a_text_of_one_line_has_no_headline(lexicon):
    assert article_of("Talks end", lexicon).title == Title(
        "Talks end", "en", Basis.LEAD, Span(0, 9)
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("They met. They left.", "They met."),
        ("x " * 79 + "xx.", "x " * 78 + "x"),
        ("abc " * 39 + "abc. They left.", "abc " * 39 + "abc."),
        ("abc " * 39 + "abcd. They left.", "abc " * 38 + "abc"),
        ("abc " * 60, "abc " * 38 + "abc"),
    ],
)
def test_a_lead_is_the_first_sentence_cut_at_a_word(lexicon, text: str, title: str):
    made = article_of(text, lexicon).title

    assert len(title) <= 160
    assert made.text == title
    assert made.span == Span(0, len(title))
    assert made.basis == Basis.LEAD


def test_an_editors_title_wins(tmp_path: Path, lexicon):
    article = read_one(folder_with(tmp_path, "title: What they agreed") / "a.txt", lexicon)

    assert article.title == Title("What they agreed", "en", Basis.EDITOR)


def test_a_word_at_the_limit_is_read(lexicon):
    assert article_of("x" * 50_000 + " y", lexicon).paragraphs


def test_the_language_of_a_paragraph_tells_where_its_sentences_end_and_its_direction(lexicon):
    article = article_of(f"NATO {AR}\n\n{EN} Lt. Gen. Doe left. They met.", lexicon)

    assert [paragraph.direction for paragraph in article.paragraphs] == ["rtl", "ltr"]
    assert [sentence.span.of(article.text) for sentence in article.sentences[1:]] == [
        *(EN, "Lt. Gen. Doe left.", "They met.")
    ]
