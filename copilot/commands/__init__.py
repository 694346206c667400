"""The `mentor` commands, one file a group; heavy imports stay inside the command bodies."""
