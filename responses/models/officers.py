"""The people who keep the record."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from recommendations.models import Institution
from recommendations.trail import tracked


class OfficerManager(BaseUserManager["Officer"]):
    def create_user(
        self, email: str, password: str | None = None, **details: Any
    ) -> "Officer":
        """Store a new officer; without a password the account cannot sign in by one."""
        officer = self.model(email=self.normalize_email(email), **details)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def create_superuser(
        self, email: str, password: str | None = None, **details: Any
    ) -> "Officer":
        """Store a new administrator, who may do everything in the admin site."""
        details |= {
            "role": Officer.Role.ADMIN,
            "is_superuser": True,
            "has_all_institutions": True,
        }
        return self.create_user(email, password, **details)

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(email__iexact=username)


@tracked(exclude=["password", "last_login"])
class Officer(AbstractUser):
    """Somebody who signs in; known by e-mail address."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Officer"
        REVIEWER = "reviewer", "Reviewer"
        ADMIN = "admin", "Administrator"

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.OFFICER)
    # Those below the named ones are included; none named and not all means none.
    institutions = models.ManyToManyField(
        Institution, related_name="officers", blank=True
    )
    has_all_institutions = models.BooleanField(
        "responsible for all institutions", default=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[OfficerManager] = OfficerManager()  # type: ignore[assignment]

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="officer_known_by_one_email"),
            models.CheckConstraint(
                condition=Q(role__in=["officer", "reviewer", "admin"]),
                name="officer_role_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def is_staff(self) -> bool:  # type: ignore[override]
        """Whether the admin site is open: by role alone, so that the two agree."""
        return self.role == self.Role.ADMIN
