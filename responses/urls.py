"""The addresses of the desk, and of what readers of digests use."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from responses.views import (
    acts,
    addressees,
    adequacy,
    batches,
    changes,
    corrections,
    desk,
    digests,
    drafts,
    duties,
    ladder,
    letter_acts,
    letter_templates,
    letters,
    mail,
    paper_reviews,
    paper_tables,
    papers,
    promise_lists,
    promises,
    requests,
    reviews,
    sheets,
    tell,
    together,
)

app_name = "responses"


class Token:
    """What responses.models.new_token makes; anything else is no address here."""

    regex = r"[\w-]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Ending(Token):
    """How the name of a sheet ends, and so what it is written as."""

    regex = "csv|xlsx"


class Number:
    """What a column of whole numbers can hold; anything longer is no address here."""

    regex = r"[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Row(IntConverter):
    """The id of a row: a number that PostgreSQL can hold."""

    regex = r"[0-9]{1,18}"


register_converter(Token, "token")
register_converter(Row, "row")
register_converter(Ending, "ending")
register_converter(Number, "number")

ITEM = "<slug:inquiry>/<slug:report>/<slug:reference>/<slug:institution>/"
ADDRESSEE = f"desk/{ITEM}"
LETTER = "desk/letters/<number:letter>/"
PAPER = "desk/papers/<row:paper>/"

urlpatterns = [
    path("changes/", changes.all_changes, name="changes"),
    path("wrong/told/", tell.told, name="told"),
    path("wrong/institution/<slug:slug>/", tell.about_institution, name="tell-of-body"),
    path(
        "wrong/report/<slug:inquiry>/<slug:slug>/",
        tell.about_report,
        name="tell-of-report",
    ),
    path(f"wrong/{ITEM}", tell.about_addressee, name="tell-of-addressee"),
    path(
        f"wrong/{ITEM}response/<int:response>/",
        tell.about_response,
        name="tell-of-response",
    ),
    path("desk/corrections/", requests.requests, name="requests"),
    path("desk/corrections/<int:asked>/", requests.answer_request, name="answer"),
    path("desk/", desk.desk, name="desk"),
    path("desk/together/", together.together, name="together"),
    path("desk/batches/", batches.batches, name="batches"),
    path("desk/batches/<int:batch>/", batches.batch, name="batch"),
    path("desk/batches/<int:batch>/undo/", batches.undo, name="undo-batch"),
    path("desk/mail/", mail.mails, name="mails"),
    path("desk/mail/<str:name>/", mail.mail, name="mail"),
    path("desk/mail/<str:name>/html/", mail.mail_html, name="mail-html"),
    path("desk/promises/", promise_lists.desk, name="promises"),
    path(
        "institutions/<slug:slug>/promises/",
        promise_lists.institution,
        name="institution-promises",
    ),
    path("desk/drafts/", drafts.drafts, name="drafts"),
    path("desk/reviews/", reviews.reviews, name="reviews"),
    path("desk/import/", sheets.upload_sheet, name="upload-sheet"),
    path(
        "desk/import/<slug:kind>.<ending:ending>",
        sheets.empty_sheet,
        name="empty-sheet",
    ),
    path("desk/import/<int:pk>/", sheets.import_sheet, name="import-sheet"),
    path(
        "desk/import/<int:pk>/checked.<ending:ending>",
        sheets.checked_sheet,
        name="checked-sheet",
    ),
    path("desk/import/<int:pk>/undo/", sheets.undo_import, name="undo-import"),
    path("desk/export/", sheets.export_sheets, name="export-sheets"),
    path(
        "desk/export/<slug:kind>.<ending:ending>",
        sheets.export_sheet,
        name="export-sheet",
    ),
    path("desk/ladder/", ladder.ladder, name="ladder"),
    path("desk/letters/", letters.letters, name="letters"),
    path("desk/letters/new/", letters.new_letter, name="new-letter"),
    path(LETTER, letters.letter, name="letter"),
    path(f"{LETTER}edit/", letter_acts.edit_letter, name="edit-letter"),
    path(f"{LETTER}sent/", letter_acts.record_sent, name="letter-sent"),
    path(f"{LETTER}reply/", letter_acts.record_reply, name="letter-reply"),
    path(f"{LETTER}cancel/", letter_acts.cancel_letter, name="cancel-letter"),
    path(f"{LETTER}email/", letter_acts.email_letter, name="email-letter"),
    path(f"{LETTER}print/", letters.print_letter, name="print-letter"),
    path(f"{LETTER}letter.docx", letters.letter_docx, name="letter-docx"),
    path(
        "desk/templates/",
        letter_templates.letter_templates,
        name="letter-templates",
    ),
    path(
        "desk/templates/<slug:inquiry>/<number:rung>/",
        letter_templates.letter_template,
        name="letter-template",
    ),
    path("desk/papers/", papers.papers, name="papers"),
    path("desk/papers/new/", papers.new_paper, name="new-paper"),
    path(PAPER, paper_tables.paper, name="paper"),
    path(f"{PAPER}description/", papers.describe_paper, name="describe-paper"),
    path(f"{PAPER}text/", papers.paper_text, name="paper-text"),
    path(f"{PAPER}discard/", papers.discard_paper, name="discard-paper"),
    path(f"{PAPER}review/", paper_reviews.review_paper, name="review-paper"),
    path(f"{PAPER}take-back/", paper_reviews.take_back_paper, name="take-back-paper"),
    path(f"{PAPER}return/", paper_reviews.return_paper, name="return-paper"),
    path(f"{PAPER}undo/", paper_reviews.undo_paper, name="undo-paper"),
    path(ADDRESSEE, addressees.addressee, name="addressee"),
    path(f"{ADDRESSEE}response/", acts.record_response, name="record-response"),
    path(f"{ADDRESSEE}check/", acts.record_check, name="record-check"),
    path(f"{ADDRESSEE}extension/", acts.grant_extension, name="grant-extension"),
    path(f"{ADDRESSEE}expected/", acts.set_expected, name="set-expected"),
    path(f"{ADDRESSEE}deadline/", duties.set_deadline, name="set-deadline"),
    path(f"{ADDRESSEE}reply/", duties.require_reply, name="require-reply"),
    path(f"{ADDRESSEE}leads/", duties.name_leads, name="name-leads"),
    path(f"{ADDRESSEE}successor/", duties.pass_on, name="pass-on"),
    path(f"{ADDRESSEE}answered-for/", duties.answer_for, name="answer-for"),
    path(f"{ADDRESSEE}assignment/", duties.assign, name="assign"),
    path(
        f"{ADDRESSEE}response/<int:response>/withdraw/",
        corrections.withdraw_response,
        name="withdraw-response",
    ),
    path(
        f"{ADDRESSEE}response/<int:response>/correct/",
        corrections.correct_response,
        name="correct-response",
    ),
    path(
        f"{ADDRESSEE}response/<int:response>/document/",
        corrections.correct_document,
        name="correct-document",
    ),
    path(
        f"{ADDRESSEE}extension/<int:extension>/withdraw/",
        corrections.withdraw_extension,
        name="withdraw-extension",
    ),
    path(
        f"{ADDRESSEE}check/<int:check>/withdraw/",
        corrections.withdraw_check,
        name="withdraw-check",
    ),
    path(
        f"{ADDRESSEE}response/<int:response>/adequacy/",
        adequacy.check_adequacy,
        name="check-adequacy",
    ),
    path(
        f"{ADDRESSEE}response/<int:response>/promise/",
        promises.record_promise,
        name="record-promise",
    ),
    path(
        f"{ADDRESSEE}response/<int:response>/promise/find/",
        promises.find_promises,
        name="find-promises",
    ),
    path(
        f"{ADDRESSEE}promise/<int:promise>/",
        promises.correct_promise,
        name="correct-promise",
    ),
    path(
        f"{ADDRESSEE}promise/<int:promise>/assess/",
        promises.assess_promise,
        name="assess-promise",
    ),
    path(
        f"{ADDRESSEE}promise/<int:promise>/withdraw/",
        promises.withdraw_promise,
        name="withdraw-promise",
    ),
    path(
        f"{ADDRESSEE}assessment/<int:assessment>/withdraw/",
        promises.withdraw_assessment,
        name="withdraw-assessment",
    ),
    path("digests/confirm/<token:token>/", digests.confirm, name="confirm"),
    path("digests/unsubscribe/<token:token>/", digests.unsubscribe, name="unsubscribe"),
    path("digests/<token:token>/", digests.digest, name="digest"),
]
