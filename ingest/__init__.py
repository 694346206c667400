"""Turns what comes in (files, notes) into passages that can be found; knows nothing of drafts."""
