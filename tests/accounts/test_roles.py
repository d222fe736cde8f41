import pytest

from kpis.accounts.roles import MAY_DO, Action, Actor, Role, Via, allowed, require
from kpis.errors import NotAllowed, NotSignedIn

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
ADMIN = Actor("quan-tri", Role.ADMIN, Via.PASSWORD)


def test_every_role_has_its_line_in_the_table():
    assert set(MAY_DO) == set(Role)


@pytest.mark.parametrize("action", Action)
def test_an_administrator_and_the_machine_may_do_everything(action):
    assert require(ADMIN, action) is ADMIN
    machine = Actor.at_the_machine("kiem-tra")
    assert require(machine, action).via is Via.MACHINE


@pytest.mark.parametrize("action", Action)
def test_nobody_may_do_nothing(action):
    assert not allowed(None, action)
    with pytest.raises(NotSignedIn):
        require(None, action)


def test_an_officer_imports_but_manages_nobody():
    assert require(OFFICER, Action.IMPORT_FILES) is OFFICER
    for action in (Action.MANAGE_PEOPLE, Action.RESTORE):
        with pytest.raises(NotAllowed) as refused:
            require(OFFICER, action)
        assert refused.value.facts == {"role": Role.OFFICER, "action": action}


@pytest.mark.parametrize("action", [Action.GRANT_EXTENSION, Action.SEND_BACK])
def test_an_officer_chases_reports(action):
    assert require(OFFICER, action) is OFFICER
