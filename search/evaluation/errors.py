"""The one error of an evaluation that somebody who runs it can mend."""


class EvaluationError(Exception):
    """A file cannot be used; the text names the file, line and field where there are any."""
