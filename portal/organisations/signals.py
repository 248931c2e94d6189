"""What the organisations app tells the layers above it."""

from django.dispatch import Signal

# Emitted inside the transaction in which an organisation says which facts partners may read.
# Arguments:
# - organisation: Organisation
# - at: datetime
sharing_chosen = Signal()
