"""Does anything reach somebody who may not read it?"""
