"""What stands in the way of a goal, as people say it: of themselves, of others, of time and things. English only."""

from __future__ import annotations

import re

from copilot.review.goal_patterns import one_of, words

_I = r"(?:i|we)"
_AM = r"(?:(?:i|we)\s+(?:am|are|get|feel|'m|'re)|(?:i|we)['’](?:m|re)|im)"
_OFTEN = (
    r"(?:(?:always|usually|often|tend\s+to|keep|too\s+often|mostly|just|simply|generally|then|still|easily|quickly|"
    r"regularly|sometimes|never|also|only|first)\s+)*"
)
_NAMED = words(
    r"""
    trouble problem obstacle snag catch difficulty difficult challenge risk danger hurdle barrier downside temptation
    weakness bottleneck drawback worry worries handicap enemy stumbling-block
    """
)
_NAMED_SO = one_of(
    rf"""
    {_NAMED}\b[^.,]{{0,40}}?\b(?:is|are|will\s+be|was|for\s+me)\b
    (?:my|the|our)\s+(?:\w+\s+)?(?:weak\s+(?:spot|point)|weakness|sticking\s+point|stumbling\s+block|bottleneck|
    nemesis)\b
    (?:obstacles?|problem|trouble|snag|difficulty|hurdle|risk|weakness)\s*:
    (?:biggest|main|worst|hardest|greatest|toughest|tricky|hard|difficult)\s+(?:\w+\s+)?(?:{_NAMED}|part|thing|bit|
    fear|enemy)\b
    (?:that(?:['’]s|\s+is)?|thats|it['’]s)\s+the\s+(?:sticking\s+point|problem|trouble|snag|catch|hard\s+part|
    difficulty|hurdle|rub|thing)\b
    what(?:['’]s|\s+is|\s+makes\s+it|\s+(?:i\s+)?finds?)\s+(?:so\s+)?(?:hard|difficult|tough|tricky)
    what\s+(?:usually|always|often|normally|mostly)\s+happens
    (?:is|are)\s+my\s+(?:\w+\s+)?(?:weakness|enemy|downfall|undoing|problem|nightmare)\b
    could\s+go\s+wrong
    """
)
"""Where somebody says by name that it is one."""
_ME = r"(?:me|us)"
_DOES_TO_ME = one_of(
    rf"""
    in\s+(?:my|our|the)\s+way
    (?:gets?|got|comes?|came|getting|coming|stands?)\s+in\s+(?:the|my|our)\s+way
    (?:stop|hold|keep|prevent|block|throw|trip|put|distract|tempt|scare|frighten|intimidate|overwhelm|paraly[sz]e|
    drain)s?\s+{_ME}\b
    (?:stopp(?:ed|ing)|hold(?:s|ing)?|block(?:ed|ing)|held|keeping|slow(?:s|ing)?)\s+{_ME}\b
    (?:worr(?:y|ies)|bothers?|terrif(?:y|ies)|exhausts?|kills?|bores?|annoys?|discourages?|stresses|embarrass(?:es)?|
    interrupts?|confuses?)\s+{_ME}\b
    (?:makes?|leaves?|turns?|gets?)\s+{_ME}\s+(?!happy|proud|smile|want|feel\s+good|better|going|there|started|a\b)\w+
    talks?\s+{_ME}\s+(?:into|out)
    gets?\s+the\s+better\s+of
    (?:eats?|swallows?|steals?)\s+(?:up\s+)?(?:my|our|all|the|nearly|almost|most|every)\b
    """
)
_GIVES_WAY = one_of(
    r"""
    freez(?:e|ing)|panic(?:king)?|blush(?:ing)?|stammer|stutter|stumble|procrastinat(?:e|ing)|dither|hesitat(?:e|ing)
    avoid(?:ing)?
    dread(?:ing)?|forget(?:ting)?|lose|losing|struggl(?:e|ing)|fear(?:ing)?|worry(?:ing)?|hate|hating|loathe|detest
    doubt|drift(?:ing)?
    giv(?:e|ing) (?:up|in)|back(?:ing)? (?:down|off|out)|shut(?:ting)? (?:up|down)|clam(?:ming)? up|fall(?:ing)? back
    end(?:ing)? up
    go(?:ing)? (?:quiet|blank|silent|red)|put(?:ting)? (?:it|them|things|everything|this|that) off|default(?:ing)?
    cav(?:e|ing)
    crumbl(?:e|ing)
    get(?:ting)? (?:distracted|nervous|stuck|scared|lost|tired|bored|carried away|sidetracked|defensive|anxious|
    flustered)
    get(?:ting)? (?:cold feet|impatient|angry|overwhelmed|home late|up late|confused|frustrated|sick|interrupted)
    can['’]?t (?!wait\b)\w+|cannot (?!wait\b)\w+|dont trust|don['’]t (?:trust|dare|like|know how|have)
    do not (?:trust|dare|like|know how|have)
    apologi[sz](?:e|ing)|overthink(?:ing)?|over-?commit(?:ting)?|over-?prepare|say(?:ing)? (?:yes|sorry)|rush(?:ing)?
    talk too|mumble
    (?:\w+ ){1,3}too (?:late|much|often|early|quickly|fast|long|soon|little|slowly|many|easily)|run(?:ning)? out|lack
    fill it
    shy away|talk myself|chicken(?:ed)? out|find (?:it (?:hard|difficult|tough)|excuses|reasons)
    let (?:it|things|myself|my|them)
    leave (?:it|everything|things)|give way|answer every|do everything|redo|mix up|skip|postpone
    sleep (?:badly|bad|in)|feel like an?
    fall asleep|(?:just )?do it (?:all )?myself|compare myself|wait for|waste|miss|oversleep|rarely|hardly|barely|cancel
    """
)
_STATE = words(
    r"""
    afraid scared frightened alarmed petrified uneasy uncomfortable ashamed terrified nervous shy anxious
    embarrassed worried tempted lazy exhausted tired wrecked knackered shattered drained
    sleepy overwhelmed swamped dyslexic impatient clumsy insecure unsure chaotic disorgani[sz]ed messy forgetful
    stubborn impulsive shattered
    burnt? beat dead done-for broke ill sick isolated distracted unfit overworked bored lonely unmotivated
    """
)
_OF_MYSELF = one_of(
    rf"""
    {_I}\s+{_OFTEN}{_GIVES_WAY}\b
    {_I}\s+tend\s+to\b
    my\s+(?:bad\s+)?habit\b
    {_AM}\s+{_OFTEN}(?:(?:too|so|really|very|a\s+bit|quite|pretty|completely|totally)\s+)*(?:{_STATE}|too\s+\w+|
    easily\s+\w+|bad\s+at)\b
    {_I}\s+(?:always|never|keep)\s+\w+
    {_AM}\s+(?:the\s+one|someone|a\s+person|too|not\s+(?:good|used|an?|very|so)|no\s+good|bad|an?\s+(?:slow|bad|poor|
    nervous|lazy|shy|perfectionist|worrier|procrastinator))\b
    never\s+get\s+(?:round|around)\b
    """
)
_ANYWHERE = one_of(
    r"""
    (?:no|little|not enough|lack of|hardly any|barely any) (?:\w+ )?(?:time|energy|money|confidence|courage|patience|
    quiet|sleep)
    every time\b[^.]{3,40}\b(?:i|we)
    my (?:mind goes|voice|nerves|inner|fear|perfectionism|shyness|inbox|phone|temper|impatience|laziness|hands)
    falls? (?:apart|through)
    """
)
HINDERS = re.compile(rf"\b(?:{_NAMED_SO}|{_DOES_TO_ME}|{_OF_MYSELF}|{_ANYWHERE})", re.IGNORECASE)
"""What is an obstacle wherever it stands in a goal."""

_ADVERSE = words(
    r"""
    frightened embarrassing squirm turnover issue issues squabbles? gossip hurts? aches? boring bored noisy messy
    chaos chaotic unreliable slow late expensive costs? nobody none alone lonely blank empty blackout
    short-staffed understaffed overbooked busy hectic crowded scary scared tired wrecked exhausted fraud impostor
    imposter perfectionism
    procrastination laziness fear nerves stress anxiety impatience shyness childcare netflix instagram facebook
    tiktok youtube distractions?
    excuses? unfair strict hostile rude unclear confusing complicated difficult hard tough tricky awkward weak
    missing broken broke impossible
    cancels? cancell?ed postpones? interrupts? ignores? refuses? complains? argues? laughs? forgets? avoids? delays?
    blocks? distracts? sweat
    cry crying panic panics? shaky shakes? wobbly trembles? sucks doubts? chickened cheats? drops? fails? failing
    unfit sick ill pain stumble
    unpaid overtime jealous judg(?:e|es|ed|ing)
    """
)
_AGAINST = one_of(
    rf"""
    {_ADVERSE}
    (?:is|are|was|were)(?:n['’]?t|\s+not|\s+never)\s+(?:my|our|an?|much|enough|used|good|easy|there|really)\b
    never\s+(?:my|been|has|was|had|answers?|comes?|gets?)\b
    (?:don['’]?t|doesn['’]?t|do\s+not|does\s+not|won['’]?t|can['’]?t|cannot)\s+(?:really\s+)?(?:\w+)\b
    (?:hardly|barely|rarely|seldom|scarcely)\b
    only\s+(?:start|begin|work|do|have|an?|one|when|if)\b
    too\s+(?:\w+)\b
    (?:sits?|sitting)\s+on\b
    for\s+(?:weeks|months|ages|hours|ever)\b
    as\s+(?:always|usual|ever)\b
    full\s+time\b
    i['’]d\s+rather\s+(?:\w+\s+)?(?!not\s+say)\w+
    (?:cuts?|talks?)\s+(?:\w+\s+){{1,2}}(?:off|over)
    all\s+the\s+time\b
    (?:falls?|rests?|depends?)\s+on\s+(?:me|us)\b
    (?:anything|everything|something)\s+else\s+(?:first|instead)\b
    (?:does|do)\s+it\s+myself\b
    (?:is|are|am)\s+gone\b
    feels?\s+like\s+(?!home\b|me\b|a\s+good|the\s+right)\w+
    torn\s+apart\b
    (?:hear|heard|get|got)\s+nothing\b
    (?:is|are)\s+no\s+\w+
    and\s+never\b
    """
)
AGAINST = re.compile(rf"\b(?:{_AGAINST})", re.IGNORECASE)
"""What is an obstacle where it is said plainly, as something that is so, once the wish was named."""

NEUTRAL = re.compile(
    r"\b"
    + one_of(
        r"""
        (?:he|she|they|people|everyone|everybody|who|which|it|(?:my|the|our) \w+) (?:says?|said|thinks?|thought|wants?|
        expects?|recommends?|suggests?|hopes?|invited|needs?)
        (?:everyone|everybody|people|they|my \w+) (?:\w+ ){0,5}(?:says?|thinks?|tells?)
        says (?:so|it|that)
        (?:was|were|had|did|has been|have been|started|moved|joined|got|came|bought|ran|went|took|began|did|made|met|
        won)
        (?:i|we|he|she|they|it|that|this) \w+ed
        (?:i|we) (?:am|are|have|work|live|earn|need|know|speak|study|own|run|lead|manage|teach|hope|believe|trust|see|
        use|read|plan)
        (?:i|we)['’](?:m|re|ve)|im
        (?:it|this|that|they) (?:is|are|has|have|would|will|means?|helps?|matters?)
        (?:it|this|that|there)['’]s|thats|there (?:is|are)
        (?:would|could|can|will|then|already|also|too|would mean)
        (?:love|like|enjoy|good|great|best|supports?|supported|helps?|ready|proud|fair|happy|glad|keen|easy|lucky|
        pays?|interesting|fun|important)
        (?:is|are) (?:in|at|on|about|for|called|my|our|near|part|responsible)
        (?:waiting|has an?|track|tracks|eye on|review|checks?|counts?|coach|mentor)
        (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred) (?:\w+ )?(?:people|of|
        pages|students|nurses|are|is|years|euros|colleagues)
        (?:we|i) have (?:\d+|two|three|four|five|six|seven|eight|nine|ten)
        \d+
        """
    )
    + r"\b",
    re.IGNORECASE,
)
"""What people tell beside a wish that stands in nobody's way: where it starts, who thinks so, what it is good for."""

STANDS_NOW = re.compile(
    r"^(?:and\s+|but\s+|so\s+)?(?:right\s+now|rn|currently|at\s+the\s+moment|at\s+present|today|now|so\s+far|"
    r"until\s+now|till\s+now|up\s+to\s+now|"
    r"these\s+days|last\s+(?:year|month|week|term|quarter))\b|\b(?:right\s+now|so\s+far|at\s+the\s+moment)\s*[.,]?\s*$",
    re.IGNORECASE,
)
"""How things stand today, which is where a goal starts from and nothing in its way."""

WANTED_AWAY = re.compile(
    r"\b(?:overcome|overcoming|stop|stopping|get\s+over|conquer|beat|quit|be\s+less|without|lose\s+my|no\s+longer|not|"
    r"reduce|fight|face|handle|"
    r"tackle)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
"""Before a hindrance: to be rid of it is the wish."""
OUGHT = re.compile(
    r"\b(?:will|['’]ll|should|must|shall|going\s+to|has\s+to|have\s+to|gets?\s+to|needs?\s+to)\b", re.IGNORECASE
)
"""What makes a statement one of what is to be."""
