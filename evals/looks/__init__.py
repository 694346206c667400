"""What do the pages look like, and is anybody shut out of them?"""
