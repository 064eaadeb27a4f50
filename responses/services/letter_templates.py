"""How an inquiry comes by letters in words of its own."""

from dataclasses import dataclass

import pghistory
from django.db import transaction

from recommendations.models import Rung
from responses.letters.wording import Wording
from responses.models import LetterTemplate, Officer
from responses.permissions import may_edit_templates
from responses.services.acts import AlreadyRecorded, NotAllowed


class TemplateChanged(Exception):
    """Somebody else saved the template meanwhile.

    template: as it stands now.
    """

    def __init__(self, template: LetterTemplate) -> None:
        super().__init__("Somebody else has saved this template meanwhile.")
        self.template = template


@dataclass(frozen=True)
class TemplateEdit:
    """Who edits a rung's template. based_on: its version as seen, 0 without one."""

    rung: Rung
    by: Officer
    based_on: int


def save_template(edit: TemplateEdit, wording: Wording) -> LetterTemplate:
    """Store what letters of a rung begin as; drafts that exist stay as they are.

    Raises NotAllowed, TemplateChanged, and AlreadyRecorded where nothing would change.
    """
    if not may_edit_templates(edit.by):
        raise NotAllowed
    with (
        transaction.atomic(),
        pghistory.context(user=edit.by.pk, by=edit.by.email),
    ):
        # There may be no template yet to hold; its rung there always is.
        rung = Rung.objects.select_for_update(of=("self",)).get(pk=edit.rung.pk)
        found = LetterTemplate.objects.filter(rung=rung).first()
        template = found or LetterTemplate(rung=rung)
        if template.version != edit.based_on:
            raise TemplateChanged(template)
        if (template.subject, template.text) == (wording.subject, wording.text):
            raise AlreadyRecorded("The template says this already.")
        template.subject, template.text = wording.subject, wording.text
        template.version += 1
        template.save()
    return template
