"""Tags with which other apps show what search knows."""
