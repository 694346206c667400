"""The mentoring copilot: people, relationships, notes, and drafts whose every sentence shows its source."""
