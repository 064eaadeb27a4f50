"""What letters begin as: an inquiry's own template, or words that are built in.

The latter are chosen by what a rung is, never by its number: another inquiry's ladder
may have other steps, and a legal power is named only where the ladder itself does so.
"""

from dataclasses import dataclass

from recommendations.models import Rung
from responses.models import LetterTemplate


@dataclass(frozen=True)
class Wording:
    """A letter's subject and text, placeholders and all."""

    subject: str
    text: str


REMINDER = Wording(
    "{inquiry}: recommendations to {institution}",
    """\
This letter is about {recommendations}, which the Inquiry made to {institution} and \
published {published}.

The Inquiry expects every body to which it makes a recommendation to publish its \
response within {period}: what it will do, and by when, or why it will not. The \
response to each recommendation listed below is due by {due}.

A response counts once it is published. When yours is, the Inquiry would be grateful \
to be told where it can be read. If you foresee any difficulty in keeping to the date, \
it would help to hear of that now.""",
)
DUE = Wording(
    "{inquiry}: response of {institution} due",
    """\
This letter is about {recommendations}, which the Inquiry made to {institution} and \
published {published}. The Inquiry asked for a response to be published within \
{period}, which is by {due}.

The Inquiry has not found a published response to the recommendations listed below, \
and expects to see it imminently. If it has been published, the Inquiry would be \
grateful to be told where it can be read. If it has not, it asks on which day it will \
be.""",
)
DISAPPOINTMENT = Wording(
    "{inquiry}: no published response of {institution}",
    """\
This letter is about {recommendations}, which the Inquiry made to {institution} and \
published {published}. A response was due by {due}.

The Inquiry has not found one. It is disappointed that the time for a response has \
passed without one being published to the recommendations listed below.

The Inquiry asks {institution} to publish its response without further delay, and to \
say in reply to this letter when it will do so. If it has been published, the Inquiry \
would be grateful to be told where it can be read.""",
)
STATEMENT = Wording(
    "{inquiry}: request for a statement under rule 9 of the Inquiry Rules 2006",
    """\
This request is about {recommendations}, which the Inquiry made to {institution} and \
published {published}. A response was due by {due}, and none has been found \
published.

Under rule 9 of the Inquiry Rules 2006, the Inquiry requests a written statement on \
behalf of {institution}. For each recommendation listed below, the statement should \
set out:

- why no response has been published;
- whether the recommendation is accepted, in full or in part, and if it is not, why;
- what has been done so far, and what remains to be done; and
- the date on which a response will be published.""",
)
NOTICE = Wording(
    "{inquiry}: notice under section 21 of the Inquiries Act 2005",
    """\
This notice is about {recommendations}, which the Inquiry made to {institution} and \
published {published}. A response was due by {due}, and none has been found \
published.

Under section 21 of the Inquiries Act 2005, {institution} is required to provide a \
witness statement. For each recommendation listed below, it is to set out why no \
response has been published, what is intended, and by when a response will be \
published.

[State here by when and how the statement is to be given, the consequences of not \
complying with the notice, and what the recipient should do to make a claim under \
section 21(4) of the Act.]""",
)
# What is added where the ladder makes a rung public.
SENT_IS_PUBLIC = "That this letter has been sent is made public."
BOTH_ARE_PUBLIC = "This letter and the statement made in reply to it are made public."


def wording_for(rung: Rung) -> Wording:
    """Return what a letter of the rung begins as."""
    template = LetterTemplate.objects.filter(rung=rung).first()
    if template is None:
        return default_wording(rung)
    return Wording(template.subject, template.text)


def default_wording(rung: Rung) -> Wording:
    """Return the built-in words for a rung, by its title and place on the ladder."""
    wording = _chosen_for(rung)
    if not rung.is_public:
        return wording
    public = BOTH_ARE_PUBLIC if wording in (STATEMENT, NOTICE) else SENT_IS_PUBLIC
    return Wording(wording.subject, f"{wording.text}\n\n{public}")


def _chosen_for(rung: Rung) -> Wording:
    title = rung.title.lower()
    if "section 21" in title:
        return NOTICE
    if "rule 9" in title:
        return STATEMENT
    period = rung.inquiry.response_months
    if rung.months < period:
        return REMINDER
    return DUE if rung.months == period else DISAPPOINTMENT
