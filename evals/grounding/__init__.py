"""Does a cited passage say what a sentence says?"""
