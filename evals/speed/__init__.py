"""How fast is it, how large does it grow, for how many at once?"""
