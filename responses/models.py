"""Who may record what was answered."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class OfficerManager(BaseUserManager["Officer"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Officer":
        officer = self.model(email=self.normalize_email(email), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Officer":
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)


class Officer(AbstractUser):
    """Somebody who signs in, known by an e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = OfficerManager()  # type: ignore[assignment,misc]
