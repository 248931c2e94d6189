"""Words that carry no meaning of their own in a question."""

_WORDS = """
a about after all am an and any anyone anything are as at be because been being but by can could did
do does doing find for from get give had has have having he help her here hers him his how i if in
into is it its just let like looking made make many may me might more most much must my need no not
of on one only onto or our ours out over per please shall she should show so some someone something
such tell than that the their them then there these they thing things this those through to too up
upon us use using very want was way we were what when where which while who whom whose why will with
without would you your
"""
QUESTION_WORDS = frozenset(_WORDS.split())
"""Left out of a search that has other words. They stay in the index: “end of life” is found."""
