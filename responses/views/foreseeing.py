"""What an act would change, shown before it is saved: Continue, then Save.

Its own step of a form's page. What was typed travels in hidden fields; nothing of it
is trusted more for that, and all is checked again when it is saved.
"""

from django.http import HttpRequest, QueryDict

from responses.forms.submitted import STEP

# What the buttons of a form say.
CONTINUE, EDIT, NEXT = "continue", "edit", "next"
_OF_THE_PAGE = {"csrfmiddlewaretoken", STEP}


def step_of(request: HttpRequest) -> str:
    """Return which button of the form was pressed; blank for its only one."""
    return request.POST.get(STEP, "")


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Return all that was typed, to be sent again by a page that does not show it."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in _OF_THE_PAGE
        for value in values
    ]
