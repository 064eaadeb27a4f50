import pytest


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/", "/accounts/login/"])
def test_a_page_asks_for_nothing_that_its_policy_forbids(page, live_server, address):
    complaints = []
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location}"))

    page.goto(live_server.url + address, wait_until="networkidle")

    # A browser asks for the icon unasked; whether there is one is another matter.
    assert [said for said in complaints if "favicon" not in said] == []
