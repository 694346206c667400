"""What several pages show. A component draws one thing, returns a value, and owns one key of the page's state."""
