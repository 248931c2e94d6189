"""Words about where somebody is signed in."""

from django import template

from portal.users import browsers

register = template.Library()


@register.filter
def browser_in_words(user_agent: str) -> str:
    """The browser and the kind of device."""
    return browsers.browser_in_words(user_agent)
