"""Everything that can go wrong in a way a person can act on."""


class KpiError(Exception):
    """A problem with a stable code and its facts; its words are ``problem.<code>``."""

    code = "problem"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(f"{self.code}: {facts}")


class CatalogueInvalid(KpiError):
    """A definition cannot be used. Facts: file, entry, reason."""

    code = "catalogue_invalid"


class StoreEmpty(KpiError):
    """There is no version yet: ``python -m kpis init`` makes the first."""

    code = "store_empty"


class StoreBusy(KpiError):
    """Somebody else has been writing for longer than we wait. Facts: by, seconds."""

    code = "store_busy"


class UnknownVersion(KpiError):
    """The version a link or command names is not kept. Facts: version."""

    code = "unknown_version"


class ImportRefused(KpiError):
    """Files cannot be stored because of errors in them. Facts: files."""

    code = "import_refused"


class ReasonMissing(ImportRefused):
    """Files have warnings, and storing them takes a reason. Facts: files."""

    code = "reason_missing"


class UnknownSubmission(KpiError):
    """No such submission, or it is already withdrawn. Facts: submission."""

    code = "unknown_submission"


class NothingToAnswer(KpiError):
    """A question names something nobody defined. Facts: found."""

    code = "nothing_to_answer"


class UnknownIndicator(NothingToAnswer):
    """No indicator has this id. Facts: found."""

    code = "unknown_indicator"


class UnknownOrgUnit(NothingToAnswer):
    """No org unit has this id. Facts: found."""

    code = "unknown_org_unit"


class UnknownPeriod(NothingToAnswer):
    """No period is written like that. Facts: found."""

    code = "unknown_period"


class UnknownSet(NothingToAnswer):
    """Nobody has sent a plan or scorecard with this id. Facts: found."""

    code = "unknown_set"


class NotSignedIn(KpiError):
    """A change was asked for by nobody."""

    code = "not_signed_in"


class NotAllowed(KpiError):
    """A change was asked for by a person whose role does not allow it. Facts: role, action."""

    code = "not_allowed"


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


class NothingOwed(KpiError):
    """The unit owes no such report for the period. Facts: org_unit, period."""

    code = "nothing_owed"


class NothingReceived(KpiError):
    """There is no report to send back. Facts: org_unit, period."""

    code = "nothing_received"


class ExtensionNotLater(KpiError):
    """An extension must end after the date it extends. Facts: due (a date)."""

    code = "extension_not_later"


class ExplanationMissing(KpiError):
    """A decision about a unit's report takes a reason in words."""

    code = "explanation_missing"


class DateUnreadable(KpiError):
    """A text is no day written as dd/mm/yyyy. Facts: found."""

    code = "date_unreadable"


class NothingToRead(NothingToAnswer):
    """A folder holds no spreadsheet. Facts: found."""

    code = "nothing_to_read"
