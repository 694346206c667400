"""Do searches find what was asked for?"""
