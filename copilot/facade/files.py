"""Files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copilot import access, exchange, own_guidance, programme_file
from copilot.content import Guidance, ProgrammeContent
from copilot.errors import InvalidInput
from copilot.facade.people import ProgrammesAndPeople
from copilot.models import Viewer
from copilot.own_guidance import GuidanceListed, GuidanceRead
from copilot.repository import content
from copilot.whole_file import write_whole
from ingest.intake import IngestReport
from ingest.models import Hit, Scope


class Files(ProgrammesAndPeople):
    """A programme in and out as a file, and guidance from files."""

    def import_programme(
        self, path: Path, replace: bool = False, progress: exchange.Progress | None = None
    ) -> ProgrammeContent:
        """Bring in a programme file; with `replace`, delete what is not in it. Returns what it held.

        Raises:
            InvalidInput: naming every problem; nothing was imported.
        """
        loaded = programme_file.load(path)
        exchange.bring_in(self.corpus, loaded, replace=replace, progress=progress)
        if replace:
            self._scrub()
        return loaded

    def exported(self, programme: str, viewer: Viewer | None = None) -> str:
        """The programme as a programme file's text; for a viewer, only what is theirs."""
        with self._database.read() as session:
            if viewer is None:
                return programme_file.dump(content.read(session, programme))
            return programme_file.dump(content.read_own(session, viewer, access.partners(session, viewer)))

    def export_programme(self, programme: str, path: Path, viewer: Viewer | None = None) -> None:
        """Write `exported` to a file, whole or not at all. Raises InvalidInput when it cannot be written."""
        write_whole(path, self.exported(programme, viewer).encode())

    def ingest(
        self,
        programme: str,
        paths: Sequence[Path],
        progress: exchange.Progress | None = None,
        *,
        viewer: Viewer | None,
    ) -> IngestReport:
        """Read files and folders as guidance for everyone in the programme. `viewer` as for `guidance_add`."""
        access.keeper_only(viewer, programme)
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise InvalidInput(f"{missing[0]} does not exist.", location=str(missing[0]), next_step="Check the path.")
        exchange.refresh_library(self.corpus, self.programme(programme).id)
        return self.corpus.ingest(programme, paths, Scope.programme(programme), progress)

    def guidance_list(self, programme: str) -> list[GuidanceListed]:
        """All guidance of the programme, by title: its own, ingested files, our library."""
        return own_guidance.listed(self.corpus, programme)

    def guidance_add(
        self,
        programme: str,
        file: Path,
        *,
        viewer: Viewer | None,
        identifier: str | None = None,
        title: str | None = None,
        expected: str | None = None,
        new: bool = False,
    ) -> Guidance:
        """Add a file as the programme's own guidance, or update it. See `own_guidance.add`.

        `viewer` must be its staff; None is whoever owns the folder (docs/architecture.md).
        """
        return own_guidance.add(
            self.corpus, programme, file, viewer=viewer, identifier=identifier, title=title, expected=expected, new=new
        )

    def guidance_replace(
        self, programme: str, identifier: str, file: Path, expected: str | None = None, *, viewer: Viewer | None
    ) -> Guidance:
        """Put a file's text in the place of guidance of the programme's own. Raises NotFound, BriefError, Conflict."""
        return own_guidance.replace(self.corpus, programme, identifier, file, expected, viewer=viewer)

    def guidance_remove(
        self, programme: str, identifier: str, expected: str | None = None, *, viewer: Viewer | None
    ) -> None:
        """Remove guidance by the id that `guidance_list` shows. Raises NotFound, Conflict."""
        own_guidance.remove(self.corpus, programme, identifier, expected, viewer=viewer)

    def guidance_read(self, viewer: Viewer, identifier: str) -> GuidanceRead:
        """A piece of guidance with its headings and passages. Raises NotFound."""
        self.refresh_library(viewer.programme)
        return own_guidance.read(self.corpus, viewer, identifier)

    def guidance_passage(self, viewer: Viewer, identifier: str) -> Hit:
        """A passage of guidance by its id. Raises NotFound."""
        return own_guidance.passage(self.corpus, viewer, identifier)
