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


class CatalogueChanged(KpiError):
    """Somebody changed the definitions in the meantime; the edit has to start from theirs."""

    code = "catalogue_changed"


class StoredAgain(KpiError):
    """A withdrawn file cannot come back: its bytes were stored anew. Facts: submission, again."""

    code = "stored_again"


class BackupUnreadable(KpiError):
    """A file is no backup of this dashboard, or a damaged one. Facts: file."""

    code = "backup_unreadable"


class NameAlreadyKnown(KpiError):
    """The catalogue has this name, so it needs no confirming. Facts: found, unit."""

    code = "name_already_known"


class UnknownName(NothingToAnswer):
    """A name has no letters, or nobody has confirmed it. Facts: found."""

    code = "unknown_name"


class BoundariesRefused(KpiError):
    """A file gives no unit's boundary. Facts: why (not GeoJSON, no areas, no units)."""

    code = "boundaries_refused"


class CellUnreadable(KpiError):
    """A cell cannot be what its column holds. Facts: sheet (table), column, found."""

    code = "cell_unreadable"


class NotTheCatalogue(KpiError):
    """A file is no workbook of definitions, or lacks its list of sheets. Facts: file."""

    code = "not_the_catalogue"


class SheetMissing(KpiError):
    """The list of sheets names one that is not there. Facts: sheet."""

    code = "sheet_missing"
