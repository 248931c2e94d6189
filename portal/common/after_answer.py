"""Work that follows an answer and that no reader waits for."""

from collections.abc import Callable

from django.http.response import HttpResponseBase


def after_answer(response: HttpResponseBase, work: Callable[[], object]) -> None:
    """Do the work when the server closes the response, after the last byte was handed over.

    It must not raise, and is lost if the process is killed in between: use it for what may be lost.
    """
    close = response.close

    def work_and_close() -> None:
        work()
        close()

    response.close = work_and_close  # type: ignore[method-assign]  # Django has no public hook here.
