"""The users app's tables, one module for each noun."""

from portal.users.models.notice import Notice, UnwantedNotices
from portal.users.models.user import User, UserManager

__all__ = ["Notice", "UnwantedNotices", "User", "UserManager"]
