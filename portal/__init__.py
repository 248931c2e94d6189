"""The project package and the domain of Common Practice."""
