"""The report on one period's feedback: what staff see. Pure, but for the encoder it is given.

A slice is one programme, one period and, if wanted, one of its two groups. Narrower slices, such as one
question of a survey, cannot be asked for: they would let a viewer take one report from another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from copilot.models import Feedback, Role
from copilot.themes import anonymity, sentiment
from copilot.themes.choices import without_choices
from copilot.themes.clustering import find_clusters
from copilot.themes.codebook import Codebook
from copilot.themes.comments import Comment, comment
from copilot.themes.sentiment import Sentiment
from copilot.themes.sorting import Similarity, Sorted, near_themes, sort_comments
from copilot.themes.wording import Runs

GROUPS = (Role.MENTEE, Role.MENTOR)
FOUND = "found"
"""The ids of themes that no codebook names begin so."""


@dataclass(frozen=True)
class ThemeShown:
    """A theme enough people spoke of. `people` is "at least", `share` the least it can be (0 to 1).

    `covers` says what falls under it, `next` what to ask next; both are ours.
    """

    id: str
    label: str
    people: int
    share: float
    sentiment: Sentiment
    covers: str
    next: str


@dataclass(frozen=True)
class ThemeReport:
    """What may be seen of a period's feedback.

    `periods` are those that can be shown, `period` the one that is meant (None: it must be asked). With
    `suppressed` nothing else is told. `people` is how many said something, at least; `unplaced` how many
    spoke of nothing in `themes`, `not_understood` how many wrote in a language that was not understood: at
    least, and 0 for anything from none to four. `hidden` are the labels of the codebook's themes that are not
    shown, whatever the reason: one that nobody spoke of is among them. `asked` are the themes a question is about. `trouble`: the
    period holds comments that only a person may read. `runs` are the words no sentence may repeat.
    """

    periods: tuple[str, ...] = ()
    period: str | None = None
    group: Role | None = None
    suppressed: bool = True
    people: int = 0
    themes: tuple[ThemeShown, ...] = ()
    unplaced: int = 0
    not_understood: int = 0
    hidden: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    trouble: bool = False
    runs: Runs = field(default_factory=lambda: Runs(()))


def make_report(
    rows: Sequence[Feedback],
    book: Codebook,
    similar: Similarity,
    *,
    period: str | None = None,
    group: Role | None = None,
    question: str | None = None,
    names: Collection[str] = (),
) -> ThemeReport:
    """The report on a period, or what of it there is where too few people said something.

    Without a `period` the only one that can be shown is meant. `names` are kept out of all words shown.
    """
    comments = _by_period(rows)
    periods = _enough(comments)
    if period is None and len(periods) == 1:
        period = periods[0]
    here = comments.get(period, []) if period in periods else []
    part = _of_group(here, group)
    beside = [_of_group(here, other) for other in GROUPS if group is not None and other is not group]
    if not anonymity.slice_may_be_shown(_people(part), [_people(other) for other in beside], _people(here)):
        return ThemeReport(periods, period, group)
    return _Slice(here, part, beside, book, similar, names).report(periods, period or "", group, question)


def shown_periods(rows: Sequence[Feedback]) -> tuple[str, ...]:
    """The periods of which a report can be made, in order."""
    return _enough(_by_period(rows))


def _by_period(rows: Sequence[Feedback]) -> dict[str, list[Comment]]:
    by_period: dict[str, list[Feedback]] = {}
    for row in rows:
        by_period.setdefault(row.period, []).append(row)
    written = {period: [comment(row) for row in without_choices(said)] for period, said in by_period.items()}
    comments = {period: [one for one in said if one is not None] for period, said in written.items()}
    return {period: said for period, said in comments.items() if said}


def _enough(comments: dict[str, list[Comment]]) -> tuple[str, ...]:
    return tuple(
        sorted(name for name, said in comments.items() if name and len(_people(said)) >= anonymity.SLICE_FLOOR)
    )


class _Slice:
    """A period's comments, sorted once, of which a group may be shown."""

    def __init__(
        self,
        whole: Sequence[Comment],
        part: Sequence[Comment],
        beside: Sequence[Sequence[Comment]],
        book: Codebook,
        similar: Similarity,
        names: Collection[str],
    ) -> None:
        self._book, self._similar = book, similar
        self._part = frozenset(part)
        self._beside = [frozenset(other) for other in beside]
        self._whole = whole
        self._sorted = sort_comments(whole, book, similar)
        loose = [one.comment for one in self._sorted if one.understood and not one.themes and not one.set_apart]
        self._clusters = find_clusters(loose, similar, names)
        self._found = {f"{FOUND}-{number}": cluster for number, cluster in enumerate(self._clusters, start=1)}

    def report(self, periods: tuple[str, ...], period: str, group: Role | None, question: str | None) -> ThemeReport:
        people = _people(self._part)
        inside, throughout = self._by_theme(self._part), self._by_theme(frozenset(self._whole))
        kept = anonymity.themes_that_may_be_shown(inside, throughout, [self._by_theme(other) for other in self._beside])
        themes = [self._shown(theme, inside[theme], len(people)) for theme in inside if theme in kept]
        placed: set[str] = set().union(*(inside[theme] for theme in kept))
        lost = {one.comment.respondent for one in self._sorted if one.comment in self._part and not one.understood}
        return ThemeReport(
            periods=periods,
            period=period,
            group=group,
            suppressed=False,
            people=anonymity.rounded(len(people)),
            themes=tuple(sorted(themes, key=lambda theme: (-theme.people, theme.label))),
            unplaced=anonymity.rounded(len(people - placed)),
            not_understood=anonymity.rounded(len(lost)),
            hidden=tuple(theme.label for theme in self._book.themes if theme.id not in kept),
            asked=tuple(near_themes(question, self._book, self._similar)) if question else (),
            trouble=any(one.set_apart for one in self._sorted),
            runs=Runs(comment.text for comment in self._whole),
        )

    def _by_theme(self, among: frozenset[Comment]) -> dict[str, frozenset[str]]:
        """Theme → the people who spoke of it in these comments."""
        by_theme: dict[str, set[str]] = {}
        for one in self._sorted:
            if one.comment in among:
                for theme in one.themes:
                    by_theme.setdefault(theme, set()).add(one.comment.respondent)
        found = {theme: _people(among & frozenset(cluster.comments)) for theme, cluster in self._found.items()}
        return {**{theme: frozenset(people) for theme, people in by_theme.items()}, **found}

    def _shown(self, theme: str, people: frozenset[str], of: int) -> ThemeShown:
        numbers = anonymity.shown(len(people), of)
        assert numbers is not None, "only themes above the floor are shown"
        if theme in self._found:
            words = self._found[theme].words
            return ThemeShown(
                theme,
                f"Other: {', '.join(words)}" if words else "Something the codebook does not name",
                numbers.people,
                numbers.share,
                sentiment.majority(self._leans_of_cluster(theme)),
                "Comments that are near each other in meaning and near no theme of the codebook.",
                "What is this about? Ask openly, and name it in the next survey.",
            )
        known = self._book.theme(theme)
        leans = self._leans(theme, people)
        return ThemeShown(
            theme, known.label, numbers.people, numbers.share, sentiment.majority(leans), known.definition, known.next
        )

    def _leans(self, theme: str, people: frozenset[str]) -> list[Sentiment]:
        """One sentiment a person who spoke of the theme in English."""
        by_person: dict[str, list[Sentiment]] = {}
        for one in self._sorted:
            if one.comment in self._part and theme in one.themes and one.english:
                by_person.setdefault(one.comment.respondent, []).append(one.themes[theme])
        return _of_enough([sentiment.together(said) for person, said in by_person.items() if person in people])

    def _leans_of_cluster(self, theme: str) -> list[Sentiment]:
        by_person: dict[str, list[Sentiment]] = {}
        for one in self._found[theme].comments:
            if one in self._part:
                lean = sentiment.lean(0.0, sentiment.asked_for(one.question))
                by_person.setdefault(one.respondent, []).append(sentiment.of_leans([lean]))
        return _of_enough([sentiment.together(said) for said in by_person.values()])


def _of_enough(leans: list[Sentiment]) -> list[Sentiment]:
    """The leans, or none where so few are known that they would be those of two or three people."""
    return leans if len(leans) >= anonymity.THEME_FLOOR else []


def _of_group(comments: Sequence[Comment], group: Role | None) -> list[Comment]:
    return [one for one in comments if group is None or one.role.strip().casefold() == group.value]


def _people(comments: Iterable[Comment]) -> frozenset[str]:
    return frozenset(one.respondent for one in comments)


def sorted_comments(rows: Sequence[Feedback], book: Codebook, similar: Similarity) -> list[Sorted]:
    """The comments of these rows that say something, sorted: for measuring, not for showing."""
    return sort_comments([one for row in rows if (one := comment(row)) is not None], book, similar)
