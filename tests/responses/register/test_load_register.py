import pytest
from django.core.management import CommandError, call_command


def test_the_command_prints_the_summary_or_refuses(register, capsys):
    call_command("load_register", register.directory)
    assert "In all: 14 added" in capsys.readouterr().out

    register.edit("documents", "2020-11-10", "soon")
    with pytest.raises(CommandError, match="Nothing stored: 1 problem"):
        call_command("load_register", register.directory)
