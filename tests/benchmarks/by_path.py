"""Lets a benchmark be started by its path as well as with `-m`; scripts import it before all else.

Python then looks for modules in the script's own folder, where `search.py` would hide the app of
that name, and not in the project's.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])
