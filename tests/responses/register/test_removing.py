"""Rows that the files no longer name."""

from recommendations.models import Addressee, Recommendation
from responses.models import Letter, Response
from tests.recommendations.factories import CheckFactory
from tests.responses.factories import FlagFactory, OfficerFactory

SECOND = "internet,2,2,Ages,no,Asks for better checks.,,current,,primary,\n"
TO_SECOND = "internet,2,uk-government,,default,,\n"
ANSWER = (
    "hmg-2020,internet,1,uk-government,home-office,substantive,accepted,Accepts.,,,"
    "primary,\n"
)


def without_second(register):
    register.load()
    register.edit("recommendations", SECOND, "")
    register.edit("addressees", TO_SECOND, "")


def test_they_are_listed_and_kept(register):
    without_second(register)

    said = list(register.load().lines())

    assert "recommendations: 0 added, 0 changed, 1 unchanged, 1 not in the file" in said
    assert "  not in the file: iicsa/internet/2" in said
    assert Recommendation.objects.count() == 2


def test_asked_to_a_load_deletes_what_nothing_refers_to(register):
    without_second(register)

    outcome = register.load(remove=True)

    assert outcome.tallies["recommendations"].removed == 1
    assert Recommendation.objects.get().reference == "1"


def test_what_is_referred_to_is_named_and_nothing_is_stored(register):
    without_second(register)
    register.edit("recommendations", "Asks for screening.", "Wants screening.")
    FlagFactory(addressee=Addressee.objects.get(recommendation__reference="2"))

    problems = register.problems(remove=True)

    assert problems == [
        "addressees.csv: iicsa/internet/2/uk-government is not in the file, but cannot "
        "be removed: it is referred to by 1 flag. Put it back into the file.",
        "recommendations.csv: iicsa/internet/2 is not in the file, but cannot be "
        "removed: it is referred to by 1 addressee. Put it back into the file.",
    ]
    assert not Recommendation.objects.filter(summary="Wants screening.").exists()


def test_an_addressee_that_a_letter_chased_is_not_removed(register):
    register.load()
    addressee = Addressee.objects.get(recommendation__reference="2")
    letter = Letter.objects.create(
        rung=addressee.report.inquiry.rungs.get(),
        institution=addressee.institution,
        sent="2020-06-12",
    )
    letter.addressees.add(addressee)
    without_second(register)

    assert "it was chased by a letter" in register.problems(remove=True)[0]


def test_a_response_is_withdrawn_with_a_reason_and_timeliness_follows(register):
    register.load()
    register.edit("responses", ANSWER, "")

    outcome = register.load(remove=True)

    response = Response.objects.get()
    assert (response.status, response.withdrawn_reason) == (
        "withdrawn",
        "No longer in the register's files.",
    )
    assert outcome.effect.newly_overdue == 1
    assert Addressee.objects.get(responses=response).version == 1


def test_a_response_taken_out_by_mistake_comes_back_with_the_file(register):
    register.load()
    register.edit("responses", ANSWER, "")
    register.load(remove=True)
    register.append("responses", ANSWER.strip())

    assert register.load().tallies["responses"].added == 1
    assert sorted(Response.objects.values_list("status", flat=True)) == [
        "published",
        "withdrawn",
    ]


def test_what_officers_recorded_is_never_removed(register):
    register.load()
    officer = OfficerFactory()
    Response.objects.update(recorded_by=officer)
    CheckFactory(addressee=Addressee.objects.first(), recorded_by=officer)
    register.edit("responses", ANSWER, "")
    register.write(
        "checks", "report_slug,reference,institution_slug,checked_on,looked_at,note\n"
    )

    outcome = register.load(remove=True)

    assert outcome.tallies["responses"].removed == 0
    assert outcome.tallies["checks"].removed == 0
    assert Response.objects.get().status == "published"
