"""What `Copilot` is made of: a class for each section of it. Callers take `copilot.app.Copilot`, which is all of them.

`resources`, `people` and `reading` carry the others, each on the one before; no other section knows its neighbour.
"""
