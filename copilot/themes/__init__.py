"""Themes of feedback, counted in people, with nobody to be recognised in them."""
