"""Who may do what: roles, actions, and the one table between them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from kpis.errors import NotAllowed, NotSignedIn


class Role(StrEnum):
    """What a person is here. Readers need no role: they sign in only in a closed house."""

    ADMIN = "admin"
    OFFICER = "officer"


class Action(StrEnum):
    """A change that is not everybody's to make."""

    IMPORT_FILES = "import_files"
    WITHDRAW = "withdraw"
    DOWNLOAD_ORIGINAL = "download_original"
    FREEZE_EDITION = "freeze_edition"
    GRANT_EXTENSION = "grant_extension"
    SEND_BACK = "send_back"
    APPRAISE = "appraise"
    REPORT_TASK = "report_task"
    DIRECT = "direct"
    MANAGE_CATALOGUE = "manage_catalogue"
    MANAGE_PEOPLE = "manage_people"
    RESTORE = "restore"


class Via(StrEnum):
    """How we know a person."""

    PASSWORD = "password"
    SINGLE_SIGN_ON = "single_sign_on"
    MACHINE = "machine"


MAY_DO = {
    Role.ADMIN: frozenset(Action),
    Role.OFFICER: frozenset(
        {
            Action.IMPORT_FILES,
            Action.WITHDRAW,
            Action.DOWNLOAD_ORIGINAL,
            Action.FREEZE_EDITION,
            Action.GRANT_EXTENSION,
            Action.SEND_BACK,
            Action.APPRAISE,
            Action.REPORT_TASK,
            Action.DIRECT,
            Action.MANAGE_CATALOGUE,
        }
    ),
}


# What is left to whoever looks at figures as they were known on an earlier day: nothing may be
# changed there, since a change starts from what is known now.
IN_THE_PAST = frozenset({Action.DOWNLOAD_ORIGINAL, Action.MANAGE_PEOPLE})


@dataclass(frozen=True)
class Actor:
    """The person a change is made by, as handed to whatever makes the change."""

    name: str
    role: Role
    via: Via
    looking_back: bool = False

    @classmethod
    def at_the_machine(cls, name: str) -> Self:
        """Return whoever uses the command line: they own the files, so all is allowed."""
        return cls(name=name, role=Role.ADMIN, via=Via.MACHINE)


def allowed(actor: Actor | None, action: Action) -> bool:
    """Return whether a person may do this; nobody may do nothing."""
    if actor is None or (actor.looking_back and action not in IN_THE_PAST):
        return False
    return action in MAY_DO[actor.role]


def require(actor: Actor | None, action: Action) -> Actor:
    """Return the person who may do this; called where the change is made, not where it is asked.

    Raises ``NotSignedIn`` for nobody and ``NotAllowed`` for a role without this action.
    """
    if actor is None:
        raise NotSignedIn(action=action)
    if not allowed(actor, action):
        raise NotAllowed(role=actor.role, action=action)
    return actor
