"""Answers to questions, without a language model: the words that answer, or that nothing here says."""
