"""Is everything that may come in read, or refused with a reason?"""
