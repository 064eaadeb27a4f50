from datetime import date

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import Addressee


def test_a_day_that_does_not_follow_is_named(register, capsys):
    register.load()
    call_command("check_register")
    Addressee.objects.filter(recommendation__reference="2").update(
        due_latest=date(2020, 9, 13)
    )

    with pytest.raises(CommandError, match="1 of the stored days does not follow"):
        call_command("check_register")

    assert (
        "iicsa/internet/2, uk-government: due_latest is 2020-09-13, and should be "
        "2020-09-12." in capsys.readouterr().out
    )


def test_a_repair_says_what_it_mended_and_who_did_it_stays_known(register, capsys):
    register.load()
    Addressee.objects.filter(recommendation__reference="2").update(
        due_latest=date(2020, 9, 13), lapsed_on=date(2020, 9, 13)
    )

    with pytest.raises(CommandError, match="check_register --repair"):
        call_command("check_register")
    call_command("check_register", "--repair")

    said = capsys.readouterr().out
    assert (
        "Stored anew: iicsa/internet/2, uk-government: due_latest is 2020-09-13, and "
        "should be 2020-09-12." in said
    )
    assert said.endswith("follows from its source.\n")
    mended = Addressee.pgh_event_model.objects.order_by("-pgh_id").first()
    assert mended.pgh_context["by"] == "check_register"
    call_command("check_register")
