"""What can go wrong when somebody decides about a concern."""

from kpis.errors import KpiError


class DocumentMissing(KpiError):
    """A concern is directed by a document: its number has to be given."""

    code = "document_missing"


class NobodyNamed(KpiError):
    """A concern is handed to a unit that is there, with a day. Facts: found."""

    code = "nobody_named"


class NothingDecided(KpiError):
    """There is no decision on this concern that could be taken back. Facts: found."""

    code = "nothing_decided"
