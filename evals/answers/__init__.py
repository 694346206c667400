"""Are questions answered, and declined where nothing says?"""
