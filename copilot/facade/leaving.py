"""Leaving."""

from __future__ import annotations

from copilot import leaving
from copilot.facade.resources import Resources
from copilot.leaving import Belongings, Forgotten
from copilot.models import Viewer


class Leaving(Resources):
    """All that is somebody's, deleted for good."""

    def belongings(self, viewer: Viewer) -> Belongings:
        """What `forget` would delete."""
        with self._database.read() as session:
            return leaving.belongings(session, viewer)

    def forget(self, viewer: Viewer) -> Forgotten:
        """Delete all that is the viewer's for good, from the database's file and the index too. See `leaving`."""
        forgotten = leaving.leave(self.corpus, viewer)
        self._models.close()  # a model run here keeps what it has read
        self._library_is_current.discard(viewer.programme)
        self._scrub()
        self.corpus.rebuild()
        return forgotten
