"""Concerns in words: the same data gives the same sentence."""

from dataclasses import dataclass

from kpis.catalogue.loading import Catalogue
from kpis.charts.attention import AttentionItem
from kpis.domain.concerns import Cause, Concern
from kpis.domain.decisions import Decision, DecisionAction, outcome_of
from kpis.queries.task_day import day_of
from kpis.ui.link import Links
from kpis.words import Words, formats

_TONES = {
    Cause.FALLING: "behind",
    Cause.SILENT: "not_enough_data",
    Cause.SUSPICIOUS: "behind",
    Cause.LATE: "behind",
    Cause.OVERDUE_TASKS: "off_track",
    Cause.LOST_POINTS: "behind",
}


@dataclass(frozen=True)
class ConcernWords:
    """Says concerns and decisions of one period in one language."""

    catalogue: Catalogue
    t: Words
    links: Links
    period: str

    def item(self, one: Concern, decision: Decision | None = None) -> AttentionItem:
        """Return a concern as a line of the list, with what was decided and the way to decide."""
        word = self.t("decision.again" if decision else "decision.decide")
        href = self.links.to("directives", period=self.period, item=one.key)
        return AttentionItem(
            self.sentence(one),
            self.href(one),
            one.facts["status"] if one.cause is Cause.OFF_PACE else _TONES[one.cause],
            note=self.noted(decision, one) if decision else "",
            onward=(word, href),
            heard=self.t.code("concern.cause", one.cause),
        )

    def sentence(self, one: Concern) -> str:
        """Return one sentence: cause, size, trend, since when, and who answers for it."""
        if one.cause in (Cause.OFF_PACE, Cause.FALLING):
            return self._goal(one)
        t, days = self.t, formats.number(one.facts.get("days"), 0, self.t.language)
        facts = {
            "unit": self.unit(one.org_unit),
            "size": self.amount(one.cause, one.size, ""),
            "since": formats.period(one.since, t.language) if one.since else "",
        }
        if one.cause is Cause.SILENT:
            return self._silent(one, facts)
        if one.cause is Cause.SUSPICIOUS:
            doubt = t.code("concern.doubt", one.facts["code"])
            return t("concern.suspicious", **facts, doubt=doubt, file=one.facts["file"])
        if one.cause is Cause.LOST_POINTS:
            return t("concern.lost_points", **facts, year=one.facts["year"])
        if one.cause is Cause.OVERDUE_TASKS:
            return t("concern.overdue_tasks", **facts, days=days)
        return t("concern.late", **facts)

    def _goal(self, one: Concern) -> str:
        t, moved = self.t, one.facts
        indicator = self.catalogue.indicators[one.indicator]
        owner = self.catalogue.owner_on(
            indicator, day_of(self.period, self.catalogue.calendar.cut_off_day)
        )
        told = {
            "goal": self._goal_name(one),
            "value": formats.amount(moved["value"], indicator.unit, indicator.decimals, t.language),
            "size": self.amount(one.cause, one.size, one.indicator),
            "since": formats.period(one.since, t.language),
            "owner": t.own(owner.short),
        }
        said = t.code("concern", one.cause, **told)
        parts = [said, self._trend(one), self._held_back(one)]
        return t("concern.owned", finding="; ".join(filter(None, parts)), owner=told["owner"])

    def _trend(self, one: Concern) -> str:
        """Return whether it falls further behind than in the period before; two falls say more."""
        if one.cause is not Cause.OFF_PACE:
            return ""
        if one.facts["fallen"] > 0:
            fallen = self.amount(Cause.FALLING, one.facts["fallen"], one.indicator)
            return self.t("concern.trend.fallen", size=fallen)
        if one.trend is None:
            return ""
        ahead = one.facts["gap_before"]
        if ahead >= 0:
            return self.t(
                "concern.trend.new", size=self.amount(Cause.FALLING, ahead, one.indicator)
            )
        if round(one.trend, self.catalogue.indicators[one.indicator].decimals) == 0:
            return ""
        by = self.amount(Cause.FALLING, abs(one.trend), one.indicator)
        return self.t.code("concern.trend", "wider" if one.trend > 0 else "narrower", size=by)

    def _held_back(self, one: Concern) -> str:
        lag = one.facts.get("lag")
        if not lag or not lag["worst"]:
            return ""
        indicator = self.catalogue.indicators[one.indicator]
        lowest = formats.amount(
            lag["worst_value"], indicator.unit, indicator.decimals, self.t.language
        )
        facts = {"short": lag["short"], "judged": lag["judged"], "worst": self.unit(lag["worst"])}
        return self.t("concern.held_back", **facts, lowest=lowest)

    def _silent(self, one: Concern, facts: dict[str, str]) -> str:
        goal = self._short(one.facts["blurred"])
        count = one.facts["indicators"]
        if not one.since:
            return self.t("concern.silent_always", **facts, goal=goal, count=count)
        return self.t("concern.silent", **facts, goal=goal, count=count)

    def _goal_name(self, one: Concern) -> str:
        short = self._short(one.indicator)
        if one.org_unit == self.catalogue.province.id:
            return short
        return self.t("overview.goal_of_level", goal=short, level=self.unit(one.org_unit))

    def _short(self, indicator: str) -> str:
        return self.t.own(self.catalogue.indicator_at(indicator, self.period).short)

    def amount(self, cause: str, size: float, indicator: str) -> str:
        """Return a concern's size with what it counts: ``2,5 điểm``, ``3 kỳ liền``."""
        points = (Cause.OFF_PACE, Cause.FALLING, Cause.SILENT, Cause.LOST_POINTS)
        known = self.catalogue.indicators.get(indicator)
        decimals = known.decimals if known else 1
        written = formats.number(size, decimals if cause in points else 0, self.t.language)
        return self.t.code("concern.size", cause, size=written)

    def noted(self, decision: Decision, now: Concern | None) -> str:
        """Return what was decided when, and what has become of it: was → is."""
        return self.t(
            "decision.since", noted=self.said(decision), result=self.result(decision, now)
        )

    def said(self, decision: Decision) -> str:
        """Return what was decided when, by which document or to whom, and until when."""
        said = self.t.code(
            "decision.noted",
            decision.action,
            day=formats.day(formats.here(decision.decided_at).date(), self.t.language),
            document=decision.document or formats.ABSENT,
            unit=self.unit(decision.handed_to) if decision.handed_to else "",
            due=formats.day(decision.due_on, self.t.language),
            reason=decision.reason or "",
        )
        if decision.action is DecisionAction.HANDED and decision.document:
            return self.t("decision.by_document", said=said, document=decision.document)
        if decision.action is not DecisionAction.DIRECTED or decision.due_on is None:
            return said
        return self.t(
            "decision.until", said=said, day=formats.day(decision.due_on, self.t.language)
        )

    def result(self, decision: Decision, now: Concern | None, *, known: bool = True) -> str:
        """Return what has become of a concern since it was decided about."""
        was = self.amount(decision.cause, decision.size, decision.indicator)
        is_ = self.amount(now.cause, now.size, decision.indicator) if now else formats.ABSENT
        outcome = outcome_of(decision, now, known=known)
        return self.t.code("decision.outcome", outcome, before=was, now=is_)

    def unit(self, org_unit: str) -> str:
        """Return a unit's short name; one that the catalogue has lost keeps its id."""
        known = self.catalogue.org_units.get(org_unit)
        return self.t.own(known.short) if known else org_unit

    def about(self, decision: Decision) -> str:
        """Return what a decision was about: a goal or a unit."""
        if decision.indicator in self.catalogue.indicators:
            return self._short(decision.indicator)
        return self.unit(decision.org_unit)

    def href(self, one: Concern) -> str:
        """Return where a concern leads: its goal, its file, its tasks, or its unit."""
        if one.indicator:
            chosen = {"indicator": one.indicator, "of": one.org_unit}
            return self.links.to("indicator", period=self.period, **chosen)
        if one.cause is Cause.SUSPICIOUS:
            return self.links.to("history", submission=one.facts["submission"])
        if one.cause is Cause.OVERDUE_TASKS:
            return self.links.to("tasks", period=self.period, lead=one.org_unit)
        return self.links.to("unit", period=self.period, unit=one.org_unit)
