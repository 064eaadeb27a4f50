"""The addresses of the public register."""

from django.urls import path

from recommendations.views import inquiries, institutions, lists, recommendations

app_name = "recommendations"
urlpatterns = [
    path("recommendations/", lists.recommendations, name="recommendations"),
    path("recommendations.csv", lists.recommendations_csv, name="recommendations-csv"),
    path("responses/", lists.responses, name="responses"),
    path("responses.csv", lists.responses_csv, name="responses-csv"),
    path(
        "recommendations/<slug:inquiry>/<slug:report>/<slug:reference>/",
        recommendations.recommendation,
        name="recommendation",
    ),
    path("institutions/", institutions.institutions, name="institutions"),
    path("institutions/<slug:slug>/", institutions.institution, name="institution"),
    path("inquiries/<slug:slug>/", inquiries.inquiry, name="inquiry"),
    path(
        "investigations/<slug:inquiry>/<slug:slug>/",
        inquiries.investigation,
        name="investigation",
    ),
    path("reports/<slug:inquiry>/<slug:slug>/", inquiries.report, name="report"),
]
