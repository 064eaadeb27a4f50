"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from tracker import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("about/", views.about, name="about"),
    path("about/data/", views.about_data, name="about-data"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("cookies/", views.cookies, name="cookies"),
    path("privacy/", views.privacy, name="privacy"),
    path("", include("recommendations.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
