"""Are drafts good, and do they keep to what is known?"""
