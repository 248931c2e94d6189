"""Sets Django up once, in the process from which the processes of all senders are forked."""

import django

django.setup()
