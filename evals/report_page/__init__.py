"""The outcome of a run as one page with pictures, which needs nothing beside it."""
