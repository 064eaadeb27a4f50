"""The optional files of a register, a row or two each."""

OF_1 = "internet,1,uk-government"
OF_2 = "internet,2,uk-government"
EXTENSIONS = (
    "report_slug,reference,institution_slug,due,granted,granted_by,reason,source_url\n"
    f"{OF_2},2020-12,2020-09-01,The Chair,Election,https://example.org/x\n"
)
CHECKS = (
    "report_slug,reference,institution_slug,checked_on,looked_at,note\n"
    f"{OF_2},2026-11-03,gov.uk,\n"
)
ASSESSMENTS = (
    "report_slug,reference,institution_slug,by,assessor,progress,assessed,summary,"
    "source_url\n"
    f"{OF_2},inquiry,The Inquiry,in_progress,2021,,https://example.org/a\n"
)
LETTERS = (
    "rung,institution_slug,sent,addressees,url,note\n"
    "1,uk-government,2020-06-12,internet/1/uk-government;internet/2/uk-government,,\n"
)
ADEQUACY = (
    "document_slug,report_slug,reference,institution_slug,names_the_body,"
    "answers_this_recommendation,gives_a_timetable,gives_reasons,note,checked_at\n"
    f"hmg-2020,{OF_1},yes,yes,no,,Says no when.,2026-11-20T09:30:00Z\n"
)
PROMISES = (
    "document_slug,report_slug,reference,institution_slug,promise,due,paragraphs\n"
    f"hmg-2020,{OF_1},Legislates in due course.,,8\n"
    f"hmg-2020,{OF_1},Publishes a plan.,2021,\n"
)
PROMISE_ASSESSMENTS = (
    "document_slug,report_slug,reference,institution_slug,promise,outcome,by,assessor,"
    "assessed,summary,source_url\n"
    f"hmg-2020,{OF_1},Publishes a plan.,kept,inquiry,The Inquiry,2021-12,,"
    "https://example.org/plan\n"
)


def header(directory, name):
    with (directory / f"{name}.csv").open() as file:
        return file.readline().strip().split(",")
