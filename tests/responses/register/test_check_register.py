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
