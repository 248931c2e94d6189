"""A person who signs in with an e-mail address."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.users.enums import SelfDescription


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is kept in lower case so that one person cannot hold it twice."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that can sign in; without a password only by an e-mailed code.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().casefold(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may do everything; for `manage.py createsuperuser`."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address, whatever the case it was typed in."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Someone with an account; what they may do follows from groups and memberships, not from
    fields here.
    """

    username = None  # type: ignore[assignment]  # The address is the name to sign in with.
    email = models.EmailField(_("email address"), unique=True)
    describes_as = models.CharField(
        _("how they describe themselves"),
        max_length=20,
        choices=SelfDescription.choices,
        blank=True,
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # Keyed by e-mail.

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="users_email_unique_in_any_case"),
            models.CheckConstraint(
                condition=models.Q(describes_as="")
                | models.Q(describes_as__in=SelfDescription.values),
                name="users_description_known",
            ),
        )

    def __str__(self) -> str:
        return self.get_full_name() or self.email
