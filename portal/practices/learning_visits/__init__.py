"""Learning visits: hosts with a capacity, requests with days, and what visitors say afterwards."""
