"""A real browser that looks at the portal as one kind of reader, with axe at hand."""

from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from portal.users.models import User

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESKTOP = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
"""WCAG 2.2, 1.4.10: what a 1280 pixel window shows at 400 % zoom."""

_RUN = """async (tags) => {
  const run = await axe.run(document, {
    runOnly: {type: 'tag', values: tags},
    resultTypes: ['violations'],
  });
  return run.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}"""
# ARIA knows no invalid radio button: there, and for checkboxes, the fieldset alone is described.
_UNMARKED = """links => links.flatMap((link) => {
  const field = document.querySelector(link.hash);
  if (!field) return [`${link.hash}: there is no such field`];
  const isChoice = field.matches('[type=radio], [type=checkbox]');
  const described = (isChoice && field.closest('fieldset')) || field;
  const words = (described.getAttribute('aria-describedby') || '').split(/\\s+/)
    .map((id) => document.getElementById(id)?.textContent || '');
  const wrong = [];
  if (!words.some((text) => text.includes(link.textContent.trim())))
    wrong.push(`${link.hash}: its error does not describe it`);
  if (!isChoice && field.getAttribute('aria-invalid') !== 'true')
    wrong.push(`${link.hash}: not marked as invalid`);
  return wrong;
})"""
_IS_BEFORE_HEADING = """summary => Boolean(
  summary.compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_FOLLOWING
)"""
_VISIBLE_LINKS = """() => [...document.querySelectorAll('a[href]')]
  .filter((link) => link.checkVisibility())
  .map((link) => link.getAttribute('href'))"""


class Reading:
    """One window of one reader; what the browser complains about is remembered."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._remember)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _remember(self, message: ConsoleMessage) -> None:
        # A page that is missing on purpose is reported by the browser too, as a failed request.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA: rule, element, and how to mend it."""
        found: list[str] = self.page.evaluate(_RUN, WCAG_2_2_AA)
        return found

    def unmarked_errors(self) -> list[str]:
        """What the links of the error summary lead to that is no field, or does not say its error
        to a screen reader.
        """
        links = self.page.locator(".govuk-error-summary a")
        wrong: list[str] = links.evaluate_all(_UNMARKED)
        return wrong

    def is_summary_first(self) -> bool:
        """Whether the error summary stands above the heading."""
        summary = self.page.locator(".govuk-error-summary")
        return bool(summary.evaluate(_IS_BEFORE_HEADING))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        wider: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider

    def visible_links(self) -> set[str]:
        """The addresses of the links that can be seen."""
        return set(self.page.evaluate(_VISIBLE_LINKS))


def sign_in(person: User) -> str:
    """The key of a session that the person began with a password just now."""
    client = Client()
    client.force_login(person)
    request = RequestFactory().get("/", headers={"user-agent": "Example Browser 1.0 (Example OS)"})
    request.session, request.user = client.session, person
    record_authentication(request, person, method="password", reauthenticated=True)
    request.session.save()
    UserSession.objects.create_from_request(request)
    return str(request.session.session_key)


def new_context(
    browser: Browser, address: str, *, session_key: str = "", has_scripts: bool = True
) -> BrowserContext:
    """A browser of one reader, signed in where there is a session; perhaps without our scripts."""
    context = browser.new_context(base_url=address, viewport=DESKTOP)
    context.add_init_script(path=AXE)
    if not has_scripts:
        context.route("**/*.js", lambda route: route.abort())
    if session_key:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session_key, "url": address}])
    return context
