import pytest


@pytest.mark.django_db
def test_sign_in_page_carries_a_strict_policy(client):
    page = client.get("/accounts/login/")

    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
