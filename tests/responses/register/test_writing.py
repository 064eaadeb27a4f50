"""The register as files."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations.models import Recommendation
from recommendations.register.cells import tidied
from responses.models import Document, Response
from responses.register.writing import export_register
from tests.responses.factories import ResponseFactory


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_the_iicsa_set_comes_out_byte_for_byte(iicsa, tmp_path):
    export_register(tmp_path)

    written = contents(tmp_path)
    del written["datapackage.json"]
    original = contents(iicsa)
    del original["README.md"]
    assert written == original


@pytest.mark.django_db
def test_the_same_register_gives_the_same_package(register, tmp_path):
    register.load()
    export_register(tmp_path / "one")
    export_register(tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_package_describes_every_file_and_column(register, tmp_path):
    register.load()

    export_register(tmp_path)

    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert package["profile"] == "tabular-data-package"
    for resource in package["resources"]:
        header = (tmp_path / resource["path"]).read_text().split("\n")[0].split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"] and field["type"] for field in fields)


def test_its_foreign_keys_name_columns_that_are_there(register, tmp_path):
    register.load()

    export_register(tmp_path)

    package = json.loads((tmp_path / "datapackage.json").read_text())
    fields = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or resource["name"]
            assert set(key["fields"]) <= fields[resource["name"]]
            assert set(key["reference"]["fields"]) <= fields[target]


def test_no_draft_leaves_the_house(register, tmp_path):
    register.load()
    draft = ResponseFactory(status="draft", summary="Not yet said.")

    export_register(tmp_path / "out")

    everything = b"".join(contents(tmp_path / "out").values())
    assert b"Not yet said" not in everything
    assert draft.document.slug.encode() not in everything


def test_a_withdrawal_comes_out_with_its_reason_and_goes_in_again(register, tmp_path):
    register.load()
    Response.objects.update(
        status="withdrawn",
        withdrawn_at="2026-11-20T09:00:00.5Z",
        withdrawn_reason="Mistaken.",
    )

    export_register(tmp_path)

    row = (tmp_path / "responses.csv").read_text().splitlines()[1]
    assert row.endswith(",withdrawn,2026-11-20T09:00:00.500000Z,Mistaken.")
    register.directory = tmp_path
    assert all(tally.is_still for tally in register.load().tallies.values())


def test_other_files_stay_and_stale_ones_of_ours_go(register, tmp_path):
    register.load()
    (tmp_path / "README.md").write_text("Mine.")
    (tmp_path / "letters.csv").write_text("stale")

    export_register(tmp_path)

    assert (tmp_path / "README.md").read_text() == "Mine."
    assert not (tmp_path / "letters.csv").exists()
    assert not list(tmp_path.glob(".*"))


# What a reader can see, on one line or more, and whatever CSV trips over.
SEEN = st.characters(
    exclude_categories=["Cs", "Cc"],
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
NASTY = st.text(SEEN | st.sampled_from('",;\n\t =+@-'), max_size=60).map(tidied)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(summary=NASTY.filter(bool), note=NASTY, title=NASTY)
def test_any_text_comes_back_as_it_was(register, tmp_path, summary, note, title):
    register.load()
    title = title.replace("\n", " ").strip() or "Title"
    Recommendation.objects.update(summary=summary, note=note)
    Document.objects.update(title=title)
    export_register(tmp_path / "out")
    before = contents(tmp_path / "out")
    original, register.directory = register.directory, tmp_path / "out"
    Recommendation.objects.update(summary="x", note="")
    Document.objects.update(title="x")

    register.load()

    assert set(Recommendation.objects.values_list("summary", "note")) == {
        (summary, note)
    }
    assert Document.objects.get().title == title
    export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == before
    register.directory = original
