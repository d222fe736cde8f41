"""The small pages for signing in and out: plain HTML that needs no script and no websocket."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from kpis.accounts import passwords
from kpis.settings import settings
from kpis.words import Words

STYLE = Path(__file__).with_name("auth_page.css")
_PAGE = Template(Path(__file__).with_name("auth_page.html").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Field:
    """Something to type in, under the name the route reads it by."""

    name: str
    label: str
    autocomplete: str
    hint: str = ""

    def html(self, first: bool) -> str:
        """Return label and input; the first one has the cursor."""
        hidden = "text" if self.name == "name" else "password"
        hint = f'<span class="hint" id="{self.name}-hint">{escape(self.hint)}</span>'
        return (
            f'<label for="{self.name}">{escape(self.label)}</label>'
            f'<input id="{self.name}" name="{self.name}" type="{hidden}" required'
            f' autocomplete="{self.autocomplete}" autocapitalize="none" spellcheck="false"'
            + (f' aria-describedby="{self.name}-hint"' if self.hint else "")
            + (" autofocus>" if first else ">")
            + (hint if self.hint else "")
        )


def sign_in(t: Words, back: str, problem: str = "") -> str:
    """Return the page that asks for name and password; ``problem`` is a sentence or empty."""
    fields = [
        Field("name", t("auth.name"), "username"),
        Field("password", t("auth.password"), "current-password"),
    ]
    facts = {
        "title": t("auth.sign_in"),
        "intro": t("auth.sign_in_intro"),
        "button": t("auth.sign_in"),
        "action": "/auth/sign-in",
    }
    return _filled(t, facts, fields, back, problem)


def password(t: Words, back: str, name: str, must_change: bool, problem: str = "") -> str:
    """Return the page on which a person changes their own password."""
    hint = t("auth.new_password_hint", least=passwords.LEAST)
    fields = [
        Field("old", t("auth.one_time" if must_change else "auth.old"), "current-password"),
        Field("new", t("auth.new"), "new-password", hint),
        Field("again", t("auth.again"), "new-password"),
    ]
    intro = t("auth.must_change") if must_change else t("auth.change_intro", name=name)
    facts = {
        "title": t("auth.change_password"),
        "intro": intro,
        "button": t("auth.save_password"),
        "action": "/auth/password",
    }
    return _filled(t, facts, fields, "" if must_change else back, problem, kept_back=back)


def sign_out(t: Words, back: str, name: str) -> str:
    """Return the page that asks whether to sign out."""
    facts = {
        "title": t("auth.sign_out"),
        "intro": t("auth.sign_out_intro", name=name),
        "button": t("auth.sign_out"),
        "action": "/auth/sign-out",
    }
    return _filled(t, facts, [], back)


def refused(t: Words, problem: str) -> str:
    """Return the sign-in page under a sentence about a request that was not taken."""
    return sign_in(t, "/", problem)


def _filled(
    t: Words,
    facts: dict[str, str],
    fields: list[Field],
    back: str,
    problem: str = "",
    kept_back: str = "",
) -> str:
    hidden = {"next": kept_back or back, "lang": t.language}
    drawn = [
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in hidden.items()
    ] + [field.html(first=number == 0) for number, field in enumerate(fields)]
    alert = f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    link = f'<p class="back"><a href="{escape(back)}">{escape(t("auth.back"))}</a></p>'
    return _PAGE.substitute(
        {name: escape(text) for name, text in facts.items()},
        language=t.language,
        product=escape(t("auth.product")),
        fields="\n".join(drawn),
        problem=alert,
        back=link if back and settings().open_reading else "",
    )
