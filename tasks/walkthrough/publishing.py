"""Steps of the main job: a practice is published, and found by a theme, a synonym and a typo."""

import time
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from portal.practices.enums import EvidenceBasis, Stage
from portal.practices.models import PracticeLibraryPage, PracticePage, Theme
from tasks.walkthrough.surroundings import StepFailedError, Surroundings, background_work

PAUSE = 0.1  # Seconds between two looks.
SYNONYM = "domiciliary care"
"""A name for home care that the practice does not use; the sector's synonyms join the two."""
TYPO = "lanturn"
"""“lantern” with a slip."""
UNRELATED = "quadratic"
"""A word that is in no practice: the same filters with it must find nothing."""


def make_theme(walk: Surroundings) -> None:
    """Add a theme that nobody else follows."""
    walk.theme = Theme.add_root(
        slug=f"walkthrough-{walk.token}", name=f"Example walkthrough {walk.token}"
    )


def publish(walk: Surroundings) -> str:
    """Publish an example practice as an editor's save does; return its address.

    Raises:
        StepFailedError: there is no library to publish in.
    """
    library = PracticeLibraryPage.objects.first()
    if library is None:
        raise StepFailedError("There is no practice library. Run: manage.py load_starting_content")
    page = PracticePage(
        title=f"Example: lantern walks with home care workers ({walk.token})",
        slug=f"walkthrough-{walk.token}",
        summary="Made up by the walkthrough: workers and older neighbours walk at dusk.",
        stage=Stage.IN_TRIAL,
        evidence_basis=EvidenceBasis.EMERGING,
        what_is_done="Home care workers set out early and walk with the people they visit.",
        is_example=True,
        live=False,
    )
    library.add_child(instance=page)
    page.themes = [walk.theme]
    page.save_revision().publish()
    walk.practice = PracticePage.objects.get(pk=page.pk)
    return str(urljoin(settings.SITE_URL, walk.practice.url))


def wait_until_found(walk: Surroundings) -> float:
    """Seconds from now until the theme's search shows the practice.

    Raises:
        StepFailedError: it was not there within the walk's patience.
    """
    seconds = _seconds_until_found(walk)
    if seconds is None:
        raise StepFailedError("The practice was not found in time. Is the background work running?")
    return seconds


def find_by_theme(walk: Surroundings) -> bool:
    """The theme alone finds the practice."""
    return _expect(walk, "its theme", is_found=True)


def find_by_synonym(walk: Surroundings) -> bool:
    """A word that the practice does not use finds it, and an unrelated word does not."""
    _expect(walk, "an unrelated word", is_found=False, q=UNRELATED)
    return _expect(walk, "a synonym", is_found=True, q=SYNONYM)


def find_by_typo(walk: Surroundings) -> bool:
    """A word with a slip in it finds the practice.

    The word is new with the practice, and a busy portal reads the words of its index again only
    after a while (`search.language.RELOAD_SHARE`): so this waits too.
    """
    if _seconds_until_found(walk, q=TYPO) is None:
        raise StepFailedError("By a typo the practice is not found.")
    return True


def _seconds_until_found(walk: Surroundings, **parameters: str) -> float | None:
    started = time.monotonic()
    work = background_work()
    while time.monotonic() - started < walk.patience:
        work()
        if _is_found(walk, **parameters):
            return round(time.monotonic() - started, 3)
        time.sleep(PAUSE)
    return None


def _expect(walk: Surroundings, how: str, *, is_found: bool, **parameters: str) -> bool:
    if _is_found(walk, **parameters) is not is_found:
        raise StepFailedError(f"By {how} the practice is {'not ' if is_found else ''}found.")
    return True


def _is_found(walk: Surroundings, **parameters: str) -> bool:
    assert walk.theme is not None  # noqa: S101 - the steps run in order
    assert walk.practice is not None  # noqa: S101 - as above
    answer = walk.get(reverse("practice_api"), theme=walk.theme.slug, **parameters)
    return walk.practice.title in {result["title"] for result in answer["results"]}
