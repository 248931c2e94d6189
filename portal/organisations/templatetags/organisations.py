"""How pages put what organisations declare into words."""

from django import template

from portal.organisations.sources import source_in_words

register = template.Library()
register.filter("source_in_words", source_in_words)
