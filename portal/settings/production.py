"""Production: base as it is; everything it needs comes from the environment or it
refuses to start.
"""

from portal.settings.base import *
