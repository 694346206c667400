"""Is what people owe found in what they wrote?"""
