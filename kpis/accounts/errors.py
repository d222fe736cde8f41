"""What can go wrong with people and their signing in."""

from kpis.errors import KpiError


class SignInRefused(KpiError):
    """Name and password do not belong together; which of the two is wrong is not said."""

    code = "sign_in_refused"


class TooManyAttempts(KpiError):
    """Sign-in is held after repeated failures. Facts: minutes."""

    code = "too_many_attempts"


class PasswordTooShort(KpiError):
    """A new password is shorter than allowed. Facts: least."""

    code = "password_too_short"


class PasswordTooLong(KpiError):
    """A new password is longer than anybody types. Facts: most."""

    code = "password_too_long"


class PasswordUnchanged(KpiError):
    """The new password is the old one, or the person's name."""

    code = "password_unchanged"


class PasswordsDiffer(KpiError):
    """The new password was typed in two ways."""

    code = "passwords_differ"


class ForeignRequest(KpiError):
    """A form was sent from another site's page."""

    code = "foreign_request"


class UnknownPerson(KpiError):
    """Nobody has this name. Facts: name."""

    code = "unknown_person"


class PersonExists(KpiError):
    """The name or the e-mail address already belongs to somebody. Facts: found."""

    code = "person_exists"


class InvalidPerson(KpiError):
    """A person cannot be written down like that. Facts: field (name, full_name, email)."""

    code = "invalid_person"


class LastAdmin(KpiError):
    """Nobody would be left to manage people. Facts: name."""

    code = "last_admin"
