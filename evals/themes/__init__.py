"""Are themes of feedback true, and is trouble seen?"""
