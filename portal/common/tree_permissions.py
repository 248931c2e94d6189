"""Who may change a tree of terms in the admin: its words are edited there, its shape is not."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

SHAPING = {"add", "delete"}


class WordsOnlyPermissionPolicy(ModelPermissionPolicy):
    """Lets those who may change a term edit it, and nobody add or delete one.

    treebeard keeps the shape of a tree in columns that an ordinary form would break; the import
    command writes them together.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for whatever changes the shape, superusers included."""
        return action not in SHAPING and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        """Nobody, where every action would change the shape."""
        return super().users_with_any_permission(sorted(set(actions) - SHAPING))
