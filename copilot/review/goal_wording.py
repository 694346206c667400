"""Word lists for reading goals: what is vague, what can be counted, what is a small step. English only."""

from __future__ import annotations

import re

from copilot.review.goal_patterns import one_of, words

_MORE = (
    r"(?:(?:a\s+(?:lot\s+|bit\s+)?|much\s+|even\s+|way\s+|far\s+|an?\s+)?(?:more|less|better|fewer|greater|stronger|"
    r"braver|calmer|happier|bolder|louder|faster|smarter|fitter|clearer|healthier|kinder))"
)
_AREA_NOUN = (
    r"(?:skills?|confidence|knowledge|leadership|communication|network(?:ing)?|careers?|presence|visibility|profile|"
    r"understanding|balance|mindset|abilit(?:y|ies)|"
    r"performance|productivity|relationships?|influence|impact|resilience|expertise|potential|self-\w+|assertiveness|"
    r"patience|focus|discipline|organi[sz]ation|motivation|creativity|"
    r"time management|management|public speaking|speaking|presentations?|english|german|french|spanish|italian|dutch|"
    r"portuguese|teamwork|collaboration|strategy|strategic thinking|thinking|"
    r"wellbeing|well-being|health|fitness|stress|life|finances?|technical \w+|soft \w+|people (?:skills?|management|leadership|development|side)|writing|listening|"
    r"coaching|delegation|delegating|decision[- ]making|style|voice|myself|"
    r"standing|reputation|authority|gravitas|empathy|experience|competenc\w+|future|development|growth|habits?|"
    r"attitude|image|brand)"
)
VAGUE = re.compile(
    rf"(?:be|become|becoming|being|feel|feeling|get|getting|seem|stay|grow|appear|sound|look|come across(?: as)?|"
    rf"turn into)\s+(?:(?:much|way|far|a lot|a bit|even|really|truly|always|also)\s+)*"
    rf"(?:{_MORE}\b|(?:as|so|very|too|quite|really|truly|less|not so|not as)\s+\w+|an?\s+(?:really\s+|truly\s+|very\s+|"
    rf"more\s+\w+\s+)?(?:good|great|strong|real|true|confident|better|effective|"
    r"inspiring|respected|successful|excellent|better|proper|well-rounded|more)\b.*|(?:confident|visible|assertive|"
    r"organi[sz]ed|productive|patient|resilient|creative|successful|happy|happier|"
    r"calm|bold|brave|strategic|heard|seen|noticed|taken (?:more )?seriously|recogni[sz]ed|appreciated|respected|"
    r"valued|proactive|efficient|effective|independent|relaxed|focused|fit|healthy|involved|"
    r"known|comfortable|at ease|good|great|better|ready|known|unstuck|ahead|somewhere|further|on top of|in control|"
    r"out of my|there|myself|a leader)\b)(?!\s+than\s+\d)|"
    rf"(?:improve|improving|lower|reduce|strengthen|grow|boost|enhance|sharpen|hone|deepen|broaden|widen|better|"
    rf"develop|build(?: up)?|work on|working on|polish|increase|raise|advance|further|expand|level up|upgrade|"
    rf"brush up(?: on)?|gain|get|find|have|achieve|reach|show|practi[sc]e|master|train)\s+(?:on\s+)?(?:(?:my|our|more|"
    rf"some|better|a|an|the|in|own|greater|new|as|and|&|further|enough|good|overall|general|"
    rf"professional|personal|basic|advanced|strong|stronger|inner|team['’]?s|current)\s+)*(?:[\w-]+\s+)?{_AREA_NOUN}\b|"
    r"(?:improve|improving|develop|grow|progress|advance|succeed|evolve|flourish|thrive|shine|stand out|step up|"
    r"level up|upskill|move (?:forward|on|up|ahead)|make (?:more |some |real )?(?:progress|an? (?:\w+\s+)?(?:impact|"
    r"difference))|"
    r"do (?:something|more|better|well|my best)|work (?:harder|smarter|better)|find (?:my|a|some) (?:way|place|purpose|"
    r"voice|balance|passion|direction|feet|path|meaning)|"
    r"make (?:my|our) (?:voice|opinion|ideas?) heard|take (?:more )?(?:initiative|ownership|responsibility|risks|care|"
    r"control)|get (?:ahead|further|somewhere|going|my act|better|more|out)|try (?:something|new)|"
    r"(?:network|communicate|collaborate|delegate|listen|write|speak|lead|present|manage|plan|focus|work|organi[sz]e|"
    r"negotiate|cope|learn|read|contribute|engage|participate|socialise|socialize|connect)(?:\s+(?:much|a lot|a bit))?"
    r"(?:\s+(?:with|to|my|our|the|in|at|as|people|others|team|time|work|colleagues|stakeholders|meetings|workload|day|"
    r"days)){0,4}\s+(?:more|better|well|effectively|confidently|clearly|efficiently|strategically|less|properly)"
    r"(?:\s+(?:often|effectively|confidently|clearly|with|at|in|as|to|my|our|work|people|others|team|colleagues|"
    r"meetings|stakeholders|the)){0,4}\s*$)|"
    r"(?:network|communicate|collaborate|learn|develop|grow|lead|write|negotiate|listen|delegate)\s*$|"
    r"(?:learn|understand|know|find out|figure out|explore|think about|look into|discover|see|get to know|get into|"
    r"dive into|study|read up on|work out)\s+(?:a lot\s+|a bit\s+|much\s+)?"
    r"(?:more|about|better|what|where|how the|who i|whether|(?:my|the|a|some|new|our|about|"
    r"more)\s+(?:\w+\s+)?(?:options?|next step|path|future|career|things?|stuff|purpose|business|industry|field|role|"
    r"area|direction|skills?)|\w+\s*$)|"
    r"(?:move|get|go|switch|change|transition|break|step)\s+(?:in)?to\s+(?:something|somewhere|management|leadership|"
    r"a\s+(?:better|different|new|more)|tech|it|product|data)\b(?!.*\b(?:team|role as|position|post)\b)|"
    r"let go\b|finish what\b|\w+\s+(?:more|less|better|faster)\s*$|(?:something|somewhere)\b|(?:more|less|better|greater|fewer)\s+(?!than\b)\w+|(?:change|"
    r"switch)\s+(?:careers?|jobs?|direction|fields?|something|things)\b|"
    r"(?:use|manage|plan|structure|spend|organi[sz]e)\s+(?:my|our)\s+(?:own\s+)?(?:time|day|days|week|work|workload|"
    r"energy|hours)\b(?!\s+on\b)|"
    r"(?:stop|quit)\s+(?:being|feeling|worrying|overthinking|doubting|procrastinating)\b|(?:overcome|lose|get over|"
    r"conquer|deal with|cope with|handle|manage)\s+(?:(?:some|all|most|part) of\s+)?(?:my|the|with)?\s*(?:\w+\s+)?"
    r"(?:fears?|nerves|shyness|anxiety|stress|imposter\w*|doubts?|insecurit\w+|procrastination|perfectionism|"
    r"conflicts?|pressure|change)\b|"
    r"(?:have|get|find|keep|achieve)\s+(?:a\s+)?(?:more|better|less|healthier|happier|good)\b|(?:trust|believe in|"
    r"challenge|push|reinvent|find|develop|improve|better|promote|market|sell)\s+(?:in\s+)?myself\b|"
    r"(?:develop|grow)\s+(?:as|into|in|further|professionally|personally|myself)\b|(?:be|become)\s+(?:able|good|great|"
    r"better)\s+(?:at|in|with)\b|improve\b(?!.*\bfrom\b)",
    re.IGNORECASE,
)
"""A verb phrase that names a feeling, a trait or an area; read at the start of the wish."""
AREAS = re.compile(
    rf"(?:(?:more|better|less|greater|some|my|our|the|a|an|good|new|stronger|improved|personal|"
    rf"professional)\s+)*(?:[\w-]+\s+)?{_AREA_NOUN}(?:\s*(?:,|and|&)\s*(?:\w+\s+)?{_AREA_NOUN})*"
    rf"(?:\s+(?:at|in|with|on|for)\s+(?:my\s+|the\s+|our\s+)?(?:work|meetings?|job|general|team|office|life|career|"
    rf"others|people|myself|colleagues)|\s+(?:at|in|with|on|for|towards?)\s+(?:my|the|our)?\s*[\w-]+)*\s*$",
    re.IGNORECASE,
)
"""A wish without a verb that is only an area: `More confidence in meetings`."""
_MEANS = r"(?:mean|enjoy|love|like|purpose|meaning|matter|happy|fulfil|fit|right|better|sense|proud|myself|passion)\w*"
VAGUE_WISH = re.compile(
    one_of(
        rf"""
        (?:not|never|no longer|stop|quit) (?:to )?(?:feel|be|seem|look|sound|being|feeling)\b
        (?:get|find|regain|win) (?:back )?(?:my|our) (?:\w+ )?(?:spark|mojo|energy|drive|joy|self|life|edge|groove|
        motivation|confidence|smile|balance)\b
        (?:worry|care|think|stress|fret)(?:ing)? (?:less|too much|so much|about what)
        (?:get|come) to (?:grips|terms) with
        sort (?:out )?(?:my|our) (?:life|career|head|self|stuff|future|mind|thoughts)\b
        make (?:\w+ ){{1,3}}proud
        (?:balance|juggle|combine|reconcile)\b
        (?:be|become|feel) (?:\w+ly |more )?(?:independent|stable|secure|free|settled|present|grounded|content|
        fulfilled|motivated|disciplined|open|satisfied)\b
        (?:my|our|the|people|others|everyone|colleagues)(?: \w+){{0,2}} to (?:trust|respect|like|value|appreciate|
        understand|see|notice|listen to|take|believe in|love)\b
        (?:be|become|being) (?:an? |the )?(?:\w+ )?(?:person|go-to|somebody|someone|kind of|sort of|role model|example|
        team player|version of|inspiration)\b
        (?:be|become) (?:more )?(?:like|the best|one of the best)\b
        (?:be|become) (?:a bit |much |far )?more\b
        understand\b
        (?:know|figure out|find out) (?:what|who|where|how|why) (?:i|we)\b
        (?:(?:have|find|get|do|want) )?(?:an? |the |some |any )?(?:\w+ )?(?:work|job|career|life|role|position|
        something|place|profession|task)\b (?:that|which|where|with|i|of)\b.*\b{_MEANS}
        (?:do|achieve|create|find|try|have|learn) (?:something|anything|things|lots|a lot|stuff|
        new things)\b(?! (?:\w+ )?\d)
        (?:fit in|belong|matter|enjoy|live (?:more|better)|thrive|get more out of|make the (?:most|best) of|
        make sense of|get noticed|be there for)\b
        (?:get|keep|stay|be) (?:fit|fitter|healthy|healthier|in shape|active)\b
        (?:earn|win|gain|get|have|deserve) (?:the |my |more |some )?(?:\w+['’]?s? )?(?:respect|trust|recognition|
        attention|appreciation)\b
        (?:an? )?(?:career|job|life|role) (?:change|move|switch)$
        (?:an? )?(?:change|challenge|new (?:start|challenge|beginning|direction|chapter))$
        (?:need|want) an? (?:change|new (?:start|challenge|beginning|direction|chapter))\b
        """
    ),
    re.IGNORECASE,
)
"""Further wishes of that sort: to be rid of a feeling, to get something back, to matter."""
A_SKILL = re.compile(
    r"\blearn(?:ing)?\s+(?:how\s+)?to\s+(?!be\b|feel|lead|manage|listen|trust|delegate|speak|say|let|relax|network|"
    r"communicate|focus|cope|deal|"
    r"think|handle|accept|live|love|stop|stand|take|work|present|negotiate|plan|prioriti|organi|write)\w+",
    re.IGNORECASE,
)
"""A craft that one can do or cannot: `learn to weld`."""
TO_DO_WHAT = re.compile(
    r"\b(?:so that|in order to|so as to|by (?=\w+ing\b)|such that|enough to|to be able to|be able to|until i can|"
    r"so i can)\b",
    re.IGNORECASE,
)
"""What comes behind says what will be done."""
_NUM = (
    r"(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|hundred|a hundred|half(?!-)|a third|a quarter|a dozen|zero|both|double|twice|three times)"
)
_BEFORE_NO_COUNT = """
    aged, age, number, am, level, grade, version, phase, chapter, floor, till, until, at half, room, years
    of, after, past, since, from, team of, unit, class, route, line, year, week, form, part, step, stage, page,
    ward
"""
_NO_COUNT = "".join(f"(?<!{' '.join(word.split())} )" for word in _BEFORE_NO_COUNT.split(",")) + "(?<!B)(?<!C)"
"""Before a number that counts nothing: an age, a level, a number of something, where it starts from."""
NUMBER_OF_SOMETHING = re.compile(
    rf"(?<![\w/:.-])(?!(?:19|20)\d\d\b){_NO_COUNT}{_NUM}(?:\s?%|\b)"
    rf"(?!\s*(?:years? old|years? of|-year-old|-person|-hour|-page|th\b|st\b|nd\b|rd\b|o['’]clock|am\b|pm\b|years in|"
    rf"years at|-man|:\d))|"
    rf"\bfrom\s+(?:about\s+|around\s+)?{_NUM}\b[^.;]{{0,30}}?\bto\s+{_NUM}|\bone\s+(?!of\b|day\b|another\b|thing\b|"
    rf"to one\b|more thing\b)(?=[\w-]+)|\bonce\s+(?:a|per)\b|"
    rf"\b(?:every|each|all)\s+(?:(?:\w+\s+){{0,2}}(?:meeting|seminar|lecture|class|lesson|game|match|shift|visit|call|"
    rf"time|review|conference|stand-up|exam)s?)\b|"
    rf"\b(?:every|each)\s+(?:\w+\s+)?(?:day|week|month|quarter|morning|evening|sprint|session|(?:mon|tues|wednes|"
    rf"thurs|fri|satur|sun)day)\b|\b(?:weekly|monthly|daily)\b(?!\s+(?:meeting|report|call|newsletter|results|figures|"
    rf"review|talk|stand))",
    re.IGNORECASE,
)
"""A number that counts something, or a frequency; years, ages, ordinals and clock times are none."""
EVENTS = re.compile(
    r"\b(?:pass(?:ing|ed)?|hire|hiring|recruit|publish|submit|send|finish|complete|deliver|launch|ship|release|win|"
    r"sign|signed|graduate|defend|open|close|present|give|hold|host|run|chair|lead|finali[sz]e|"
    r"appl(?:y|ied|ying)|get (?:promoted|certified|hired|accepted|admitted|elected|appointed|approved)|promoted|"
    r"promotion|certified|certificate|certification|licen[cs]e|diploma|degree|exam|become (?:an?\s+)?(?!better|more|"
    r"good)\w+|book|register|"
    r"update|move to|hand over|handover|set up|build|write|create|make|produce|record|file|migrate|replace|read|"
    r"ask for|negotiate a|quit|resign|start (?:a|my|our|the)|found|join|enter|qualif\w+|decide|find out|"
    r"organi[sz]e (?:a|an|the|our|my)|visit|interview|return|land|secure|earn|bring|cut|take over|swim|cycle|climb|"
    r"perform|exhibit|mentor (?:a|one))\b",
    re.IGNORECASE,
)
"""What has either happened by a day or has not."""
EVENTS_TOO = re.compile(
    r"\b(?:elected|explain|(?:own|start|open|found|buy)\s+(?:an?|my|our)\b|get\s+into|make\s+the\s+team|drive|"
    r"without\s+\w+)\b",
    re.IGNORECASE,
)
"""Further events: what can be seen to be so or not."""
COMPARED = re.compile(
    r"\b(?:more(?!\s+than\s+\d)|less|better|fewer|really|properly|nicely|calmly|kindly|regularly|"
    r"lose\s+(?:some\s+)?weight|"
    + words(
        """
        clearer shorter longer nicer tidier cleaner healthier quicker faster slower stronger calmer louder
        smarter bolder braver kinder
        simpler easier safer bigger smaller larger higher lower deeper wider richer cheaper fitter warmer cooler
        friendlier livelier fresher
        sharper smoother softer lighter darker earlier later closer nearer firmer fairer happier prettier neater
        """
    )
    + r")\b",
    re.IGNORECASE,
)
"""Measured against today, and nobody says how far."""
ONE_OFF = re.compile(
    r"\b(?:pass|hire|recruit|publish|submit|finish|complete|graduate|defend|win|sign|certif\w+|licen[cs]e|diploma|"
    r"degree|exam|promot\w+|qualif\w+|launch|"
    r"elected|get\s+into|(?:more|better|fewer|less)\s+than|deadline|hand\s+in|move\s+to|decide)\b",
    re.IGNORECASE,
)
"""What happens once, so that even `a better job, signed` can be seen."""
OPEN_ENDED = re.compile(
    r"\b(?:more(?!\s+than\s+\d)|less|better|fewer|often|regularly|frequently|rather than|instead of|whenever|always|"
    r"gradually|as much|further|actively|closer)\b|"
    r"^(?:talk|help|support|practi[sc]e|network|contribute|participate|take part|listen|spend|use|engage|work (?:with|"
    r"on|towards)|stay|keep|say|share|learn|speak|be|act|think|focus|try|"
    r"communicate|collaborate|encourage|involve|delegate|mentor|coach|read|write|exercise|study|explore|understand|"
    r"improve|reduce|increase|lower|raise|trust|let|stop|manage|handle|deal)\b",
    re.IGNORECASE,
)
"""Said of a wish, nobody can tell from outside whether it was met."""
_ONE = r"(?:an?|one|the|my|our|that|this|two|someone|somebody|your)"
SMALL = re.compile(
    rf"(?:read\s+(?:through\s+)?{_ONE}\s+(?:\w+\s+)?(?:article|chapter|page|post|blog\w*|paper|e-?mail|newsletter|"
    rf"handout|leaflet|summary|guide|booklet|book|report|manual|intro\w*)\b|"
    rf"(?:watch|listen to)\s+{_ONE}\s+(?:\w+\s+)?(?:video|talk|webinar|ted talk|tutorial|film|recording|podcast|"
    rf"episode|lecture|clip)\b|"
    rf"(?:update|change|fix|tidy(?: up)?|clean(?: up| out)?|sort(?: out)?|polish|refresh|rename|upload|print|find|buy|"
    rf"order|replace|renew|empty|clear)\s+{_ONE}\s+(?:\w+\s+){{0,2}}?(?:signature|profile|cv|resume|calendar|linkedin|"
    r"photo|picture|status|password|slide|bio|voicemail|desk|inbox|contacts?|headshot|notebook|desktop|drawer|folder|"
    r"folders|email|mail|background|title|ticket|form|badge|chair|phone|planner|app|card|cards|to-do list|list)\b|"
    rf"(?:send|write|forward|reply to|answer|draft)\s+(?:\w+\s+)?{_ONE}\s+(?:\w+\s+){{0,2}}?(?:e-?mail|mail|note|"
    rf"message|card|line|text|tweet|post|invite|invitation|list|reminder|thank-you)\b|"
    rf"(?:e-?mail|call|phone|ring|text|message|ping|thank|greet|say (?:hello|hi|thanks|good morning)(?: to)?|ask|"
    rf"invite|meet|have (?:an?|one) (?:coffee|lunch|chat|call|word) with|chat (?:to|with)|talk to|speak to|"
    rf"introduce myself to)\s+"
    rf"(?:{_ONE}\b|my\b|(?-i:[A-Z]\w+))(?:\s+[\w'’-]+){{0,5}}\s*$|"
    rf"(?:book|sign up for|register for|subscribe to|download|install|look up|google|bookmark|join|attend|go to|visit|"
    rf"try(?: out)?|buy|order|borrow)\s+{_ONE}\s+(?:\w+\s+){{0,2}}?(?:meeting|call|room|slot|webinar|meetup|newsletter|"
    rf"app|group|channel|"
    r"mailing list|book|notebook|planner|workshop|appointment|session|podcast|page|ticket|talk|link|template|"
    r"course catalogue|website|library|lunch|coffee)\b|"
    rf"(?:make|write|have|set up|create|open|fill (?:in|out)|set|add|put|do|take)\s+{_ONE}\s+(?:\w+\s+){{0,2}}?(?:list|"
    rf"to-do list|to-do|note|notes|call|account|profile|folder|reminder|form|survey|quiz|calendar entry|entry|alarm|"
    rf"timer|mailbox|filter|"
    r"bookmark|photo|selfie|look|walk|break|coffee|chat|appointment|meeting|sticky note)\b|(?:drink|grab|"
    r"have)\s+(?:an?\s+|some\s+)?(?:coffee|tea|lunch)\s+with|(?:say|write)\s+(?:hello|hi|good (?:morning|evening)|"
    r"thanks|thank you)\b|put\s+my\s+name\s+(?:on|down)|set\s+up\s+(?:an?|my)\s+(?:\w+\s+)?desk|(?:delete|archive|"
    r"unsubscribe from|turn off|switch off|mute|charge)\b)",
    re.IGNORECASE,
)
"""One small step, done in minutes or an hour or two."""
_THING = (
    r"(?:an?|one|the|my|our|this|that|your|(?-i:[A-Z]\w*['’]s)|(?:my|our|the)\s+\w+['’]s)\s+[\w-]+(?:\s+[\w-]+){0,2}?"
)
_WHERE = r"(?:\s+(?:in|on|at|to|for|of|from|with|by|off|into|under|next to)\s+[\w'’-]+(?:\s+[\w'’-]+){0,4})?"
SMALL_CHORE = re.compile(
    rf"(?:put\s+up|hang(?:\s+up)?|tidy(?:\s+up)?|water|dust|wash|wipe|vacuum|iron|empty|fold|label|staple|print|scan|"
    rf"download|install|bookmark|rename|"
    rf"upload|forward|look\s+up|greet|drink|smile\s+at|wave\s+at|pick\s+up|drop\s+off|mow|peel|pour|plug\s+in|"
    rf"unpack)\s+(?:{_THING}|[\w'’-]+(?:\s+[\w'’-]+)?){_WHERE}\s*$|"
    rf"(?:follow|connect\s+with|add|like)\s+(?:an?|one|two)\s+[\w-]+(?:\s+[\w-]+){{0,2}}?{_WHERE}\s*$|(?:reply|"
    rf"respond)\s+to\s+[\w'’-]+(?:\s+[\w'’-]+){{0,3}}\s*$|"
    r"save\s+(?:[\w'’-]+\s+){1,3}(?:number|address|link|file)\b|return\s+(?:an?|the|my)\s+(?:\w+\s+)?(?:book|key|"
    r"parcel|call|form|bottle)s?\b|"
    r"(?:change|replace|fix)\s+(?:an?|one|the|my)\s+(?:\w+\s+)?(?:bulb|battery|lock|fuse|tyre|cartridge|plug)\b|"
    r"send\s+(?:[\w'’-]+\s+){0,2}?(?:an?|one|the|my)\s+(?:\w+\s+){0,2}?(?:request|link|date|file|picture|photo|number|"
    r"address|reply|answer|cv|agenda|document|copy)\b",
    re.IGNORECASE,
)
"""Chores and small favours: one thing, done at once."""
SMALL_BUT_MANY = re.compile(
    r"\b(?:whole|entire|all|every|each|full|complete|hundred|dozen|[3-9]|\d{2,}|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|twenty|raise|promotion|investors?|board|funding|salary|budget|out|rise)\b",
    re.IGNORECASE,
)
"""What makes many small steps, or a small step that takes courage, more than one."""
FEELS = re.compile(
    r"\b(?:feel(?:s|ing)?|felt|sense|notice it|just know|gut|feeling|vibe|happy|happier|see it when|(?:people|others|"
    r"everyone|somebody|they) (?:will|would|['’]ll|['’]d) (?:notice|see|feel)|"
    r"(?:hard|impossible|difficult) to measure|(?:can['’]?t|cannot|couldn['’]?t) (?:be measured|measure))\b",
    re.IGNORECASE,
)
"""A measure nobody else could see."""
CARELESS = re.compile(
    r"\b(?:yes|yeah|yep|it\s+is|it['’]s|thats?|that['’]s|definitely|absolutely|of course|hard|difficult|a stretch|"
    r"stretch(?:es)?|tough|scary|challeng\w+|enough|big enough|plenty|for me|believe me|ambitious|"
    r"out of my comfort zone)\b",
    re.IGNORECASE,
)
"""A plain yes to "is it hard enough?"."""
NO_STRETCH = re.compile(
    r"^\W*(?:no|nope|nah|not (?:really|very|much|at all|so)|(?:it['’]?s |it is |that['’]?s )?(?:rather |pretty |quite |"
    r"too |really |very )?(?:easy|trivial|small|simple|a piece of cake))\b(?!.*\b(?:so|but|then|instead)\b)|"
    r"^\W*(?:dunno|no idea|don['’]?t know|not sure|idk|pass|skip|n/?a|maybe|whatever)\b\W*$|"
    r"\bnot (?:hard|difficult|enough|a stretch|challenging)\b(?!.*\b(?:so|but|then|instead)\b)",
    re.IGNORECASE,
)
"""A plain no to it, or nothing at all."""
REPLACES = re.compile(
    r"\b(?:then|instead|rather|make it|let['’]?s|better|i['’]?ll|i will|i want|could|bigger|harder|plus|also|and then|"
    r"how about|ok|okay|fair)\b|^\W*(?:to\s+)?(?:an?|the|all|both|every|two|three|four|five|\d+|lead|run|write|give|"
    r"hold|present|chair|organi[sz]e|publish|build|finish|read|ask|"
    r"apply|win|pass|teach|take|do|get|go|bring|start)\b",
    re.IGNORECASE,
)
"""How an answer brings in another goal."""
RESOLVES = re.compile(
    r"\b(?:harder|my best|somehow|be strong|stay (?:positive|calm|strong|focused|motivated)|keep (?:going|calm|at it|"
    r"trying)|push (?:through|on)|disciplined?|will ?power|pull myself together|"
    r"won['’]?t (?:let|happen)|figure (?:it|something|that)|think of something|work it out|see what happens|"
    r"hope (?:for|that|it)|plan b|deal with it|cope|get through)\b",
    re.IGNORECASE,
)
"""A resolve, which says nothing of what will be done at that moment."""
IDLE = re.compile(r"\bif it happens,? it happens\b|\bif only\b|\bwe(?:['’]ll| will) see\b", re.IGNORECASE)
"""An `if` that plans nothing."""
GOAL_VERBS = frozenset(
    """
    achieve address analyse analyze announce argue attract avoid balance become begin bike borrow break breathe
    bring budget buy calculate carry catch chair climb coach code collect
    compose conduct convince cook cooperate cover cycle dance deal decorate defend demonstrate diet drive eat enjoy
    enrol enroll enter escape exercise explore face fill finalise
    finalize finance fit form frame fund gain gather graduate greet grow happen hear hire improve increase initiate
    introduce invent invite involve join jump lead leave let
    listen live lose lower maintain market master memorise memorize mend migrate negotiate net open order organise
    organize participate pass pause perform persuade phone play
    please polish praise pray predict prefer prepare preside prevent print produce promise promote protect prove
    quit raise reach read realise realize rebuild rebook recommend recruit
    redesign reduce refuse rehearse rely remember repeat replace represent rest resume retire ride ring ring save
    say score sell separate serve settle shape shoot show sing sit skip
    sleep slow smile solve stay step stick stretch study submit succeed surprise survey swim switch teach tell think
    throw train travel trust turn volunteer wake wear win work
    write yoga
    """.split()
)
"""Verbs a wish may begin with, beside the Composer's own."""
