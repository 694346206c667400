"""Is anything lost when the process is killed?"""
