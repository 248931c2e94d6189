"""The solver as both models need it: one worker, and a limit of work instead of time."""

from ortools.sat.python import cp_model


def new_solver(*, limit: float) -> cp_model.CpSolver:
    """A solver that gives the same problem the same answer on every machine.

    One worker with full linearization proves these models in seconds; two workers, or one with the
    default linearization, not in a minute (google/or-tools#3662). The relaxations are so tight that
    cuts only cost time. ``limit`` is in the solver's deterministic seconds.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cut_level = 0
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = limit
    return solver
