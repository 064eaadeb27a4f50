import pytest
from django.core.management import CommandError, call_command


def test_the_command_says_how_much_it_wrote_or_why_it_could_not(
    register, tmp_path, capsys
):
    register.load()
    call_command("export_register", tmp_path / "out")
    assert "recommendations.csv: 2 rows" in capsys.readouterr().out

    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Name a directory"):
        call_command("export_register", tmp_path / "file")
