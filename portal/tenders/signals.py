"""What the tenders app tells the layers above it."""

from django.dispatch import Signal

# Emitted inside the import's transaction when a tender is new or its facts have changed.
# Arguments:
# - tender: Tender
# - is_new: bool
# - at: datetime
tender_changed = Signal()
