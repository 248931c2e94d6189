"""The exchange in which providers review each other's work and publish what both learned."""
