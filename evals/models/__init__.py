"""What does a language model add, at what price, and what when it fails?"""
