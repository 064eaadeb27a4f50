import pytest

from responses.models import Officer, Subscription
from tests.responses.factories import OfficerFactory
from tracker.embedded.state import State
from tracker.first_account import EMAIL, how_to_sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(tmp_path):
    return State.at(tmp_path)


def test_the_first_account_may_do_everything_and_its_note_says_how(state):
    said = how_to_sign_in(state)

    officer = Officer.objects.get(email=EMAIL)
    password = said.split("Password: ")[1]
    assert officer.check_password(password)
    assert officer.is_staff
    assert officer.has_all_institutions


def test_the_note_is_its_owners_alone_and_said_again_at_each_start(state):
    said = how_to_sign_in(state)

    assert (state.root / "sign-in.txt").stat().st_mode & 0o777 == 0o600
    assert how_to_sign_in(state) == said
    assert Officer.objects.count() == 1


def test_a_note_of_a_database_that_is_gone_is_replaced(state):
    before = how_to_sign_in(state)
    Subscription.objects.all().delete()
    Officer.objects.all().delete()

    assert how_to_sign_in(state) != before


def test_where_somebody_has_made_accounts_none_is_added(state):
    OfficerFactory()

    assert how_to_sign_in(state) == ""
    assert Officer.objects.count() == 1
