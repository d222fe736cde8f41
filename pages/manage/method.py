"""How everything is reckoned, with the rules' own numbers and a worked example."""

from kpis.errors import StoreEmpty
from kpis.queries.figures import figures
from kpis.queries.state import current_period
from kpis.ui import answers, frame, list_files, rules

t = frame.words()
catalogue = answers.catalogue()
frame.head(t, t("rule.title"), t.own(catalogue.programme.title))
frame.block(t("rule.rules"), rules.rules(catalogue, t))

if (period := answers.ask(current_period)) is None:
    raise StoreEmpty
chosen = catalogue.indicators[catalogue.programme.headline[0]]
province = catalogue.province
table = answers.ask(figures, indicator=chosen.id, org_unit=province.id, period=period)
for figure in table.to_dict("records"):
    name = f"{t.own(chosen.title)}, {t.own(province.name)}"
    frame.block(t("rule.example"), rules.example(figure, name, t))

frame.block(t("rule.calendar"), rules.calendar(catalogue, t))
frame.block(t("rule.definitions"), rules.definitions(catalogue, t))
list_files.definitions(catalogue, t)
