"""Pages as tests read them."""

from django.http import HttpResponse


def text_of(page: HttpResponse) -> str:
    """The source of a page in one line: no line break parts words that belong together."""
    return " ".join(page.content.decode().split())
