"""What can be wrong with the plain workbook of a province, or with where it is to go."""

from kpis.errors import KpiError


class NotAProvince(KpiError):
    """A file is no workbook of a whole province. Facts: file."""

    code = "not_a_province"


class StoreNotEmpty(KpiError):
    """There are figures already; a store is only rebuilt where there is none."""

    code = "store_not_empty"


class RowUnreadable(KpiError):
    """A cell cannot be what its column holds. Facts: sheet, row, column, found."""

    code = "row_unreadable"
