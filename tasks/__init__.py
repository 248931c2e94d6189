"""Everything that knows a queue: signal receivers, scheduled work and the loop that runs it without
a broker.
"""
