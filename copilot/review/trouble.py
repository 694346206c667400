"""Signs of trouble in a note or a comment: self-harm, harassment, a crime. Such texts are never quoted or advised on.

A list of wordings with their everyday doubles taken out first: plain names in English here, hints and other
languages in `trouble_hints.yaml`. It errs towards showing the programme's contact once too often; it does
not judge anyone. What it finds and misses is measured by `python -m evals trouble`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from copilot.review.trouble_hints import HINTS

TroubleKind = Literal["self_harm", "harassment", "crime"]


@dataclass(frozen=True)
class TroubleSpan:
    """`text[start:end]` is the wording that was found."""

    start: int
    end: int
    kind: TroubleKind
    words: str


_SELF = r"(?:my|him|her|them|your|one)sel(?:f|ves)"
_OWN = r"(?:my|his|her|their|your)"
_ME = (
    r"(?:me|him|her|them|someone|somebody|a colleague|a coworker|women|people|us|an? (?:intern|apprentice|"
    r"girl|boy|woman|man|junior))"
)
_ADVERBS = (
    r"(?:\s+(?:just|really|even|ever|simply|always|sometimes|often|openly|constantly|repeatedly|"
    r"still|also))*"
)

_LEXICON: dict[TroubleKind, tuple[str, ...]] = {
    "self_harm": (
        r"(?:notice|care|miss (?:me|him|her)|matter)\s+if\s+(?:i|he|she|they)\s+(?:were|was|am|is)(?:n't|"
        r" not)?\s+"
        r"(?:gone|dead|here|around|there)\b",
        r"(?:easier|better|best|rather|happier)\s+(?:to be |if (?:i|he|she) (?:was|were) |be )?dead\b",
        r"(?:nobody|no one)\s+would\s+(?:miss|notice)\s+(?:me|him|her|if (?:i|he|she) (?:was|were) gone)\b",
        r"starv(?:e|es|ed|ing)\s+(?:my|him|her)self",
        r"to\s+punish\s+(?:my|him|her)self",
        r"(?:sees?|saw|is|was|there's|feels?)\s+(?:like\s+)?(?:there(?:'s| is)\s+)?no\s+way\s+out\b(?! of)",
        r"want(?:s|ed)?\s+(?:it all|everything|all of it|the pain|life|my life|his life|"
        r"her life)\s+to\s+(?:end|stop|be over)",
        r"(?:goodbye|farewell)\s+(?:letter|note)\s+to\s+(?:my|his|her)\s+(?:family|parents|mother|children|"
        r"kids|wife|husband)",
        r"not\s+safe\s+(?:from|with)\s+(?:my|him|her)self",
        r"(?:hang|drown|shoot|poison)(?:ed|s|"
        r"ing)?\s+(?:my|him|her)self",
        r"suicid(?:e|al)\b",
        rf"kill(?:ed|ing|s)?\s+{_SELF}",
        rf"(?:hurt|harm|cut)(?:s|ing|ed|"
        rf"ting)?\s+{_SELF}",
        r"self[- ]?harm\w*",
        rf"(?:take|taking|took|end|ending|ended)\s+{_OWN}\s+(?:own\s+)?life",
        r"(?:end|ending)\s+it\s+all\b",
        r"overdos(?:e|ed|ing)\b",
        r"better off (?:dead|without (?:me|him|"
        r"her)\b)",
        r"(?:do|does|did|do|doe|did)(?:n't|\s+not)" + _ADVERBS + r"\s+want(?:s|ed)?\s+to\s+(?:live|be alive|"
        r"be here any\s?more|wake up|"
        r"exist)",
        r"(?:do|does|did)(?:n't|\s+not)\s+see\s+(?:any|a)\s+(?:reason|point)\s+(?:to|in)\s+liv\w+",
        r"no\s+(?:reason|point)\s+(?:to|in)\s+(?:live|living|go on|going on)",
        r"(?:want(?:s|ed)?|wish(?:es|"
        r"ed)?)\s+(?:to die|"
        r"(?:i|he|she|they)\s+(?:was|were)\s+dead)\b",
        r"(?:want(?:s|ed)?|going|plan(?:s|"
        r"ned)?)\s+to\s+disappear\s+for\s?ever",
        r"thought(?:s)?\s+(?:of|about)\s+(?:dying|death|ending it|not being here)",
        r"life\s+is(?:n't|"
        r"\s+not)\s+worth\s+living",
        r"(?:swallow|took|taken|take|taking)\w*\s+(?:all|a (?:lot|handful) of|too many)\s+(?:\w+\s+)?pills",
        r"(?:starv(?:e|ing)|burn(?:s|ing|ed)?)\s+(?:my|him|her)self on purpose",
        r"can(?:not|'t|"
        r"\s+not)\s+go\s+on\s+living",
        r"(?:jump|step)\w*\s+(?:off the (?:bridge|roof)|in front of (?:a|the) train)",
    ),
    "harassment": (
        r"(?:photos?|pictures?|pics|videos?)\s+of\s+(?:me|her|him|them|myself|herself|"
        r"himself)\s+(?:in (?:\w+ )?(?:underwear|"
        r"a bikini|bed|the shower)|naked|undress\w*|changing)",
        r"(?:monkey|ape)\s+(?:noises?|sounds?|"
        r"chants?)",
        r"(?:waits?|waited|waiting)\s+(?:for (?:me|her|him) )?outside\s+(?:my|her|his|the)\s+(?:home|house|"
        r"flat|office|work|door)",
        r"(?:afraid|scared|frightened|terrified)\s+(?:of|to be alone with)\s+(?:my|her|his)\s+(?:ex\b|"
        r"husband|wife|boyfriend|"
        r"girlfriend|boss|manager|father|brother|partner|lead|supervisor|flatmate)",
        r"(?:shout|scream|yell|swear)(?:s|ed|ing)?\s+at\s+(?:me|her|him|them|us|people|the (?:team|juniors|"
        r"interns))\b",
        r"call(?:s|ed|ing)?\s+(?:me|her|him|them)\s+(?:a |an )?(?:worthless|stupid|useless|idiot|fat|ugly|"
        r"crazy|names|pig|cow|"
        r"animal|terrorist|cripple|gypsy)\b",
        r"(?:push|shov|pinn|slamm)(?:ed|es|ing|s)?\s+(?:me|her|him|"
        r"them)\s+(?:against|down|"
        r"into (?:a|the) (?:wall|corner|door|room|toilet))",
        r"(?:would(?:n't| not)|did(?:n't|"
        r" not))\s+let\s+(?:me|her|him)\s+"
        r"(?:leave|out|go home)",
        r"(?:women|girls|foreigners|immigrants|blacks|gays|muslims|jews|"
        r"people like (?:me|you|her|him|us))\s+"
        r"(?:like (?:her|me|you) )?(?:belong (?:in|at)|don't belong|do not belong|should (?:stay|go))",
        r"go back to (?:where|your country|my country|her country|his country)",
        r"(?:pressur|coerc|forc|trick|talk)(?:ed|es|e|ing|ing)?\s+(?:\w+ ){1,3}into\s+(?:sex|bed|undressing|"
        r"kissing)",
        r"(?:forc(?:ed|es)|made)\s+(?:me|her|him)\s+(?:to\s+)?(?:kiss|touch|undress|have sex|sleep with)",
        r"ma(?:de|kes)\s+(?:a pass|passes)\s+at",
        r"humiliat(?:ed|es|ing)\s+(?:me|her|him|them)\b",
        r"(?:spat|spits|spitting)\s+(?:at|on)\s+(?:me|her|him)",
        r"mock(?:s|ed|ing)?\s+(?:my|her|"
        r"his)\s+(?:accent|disability|religion|"
        r"stutter|stammer|weight|skin|wheelchair)",
        r"(?:come|came|invited (?:me|her|"
        r"him)) (?:up )?to his (?:hotel )?room",
        r"sit on his lap",
        r"assault(?:ed|s|ing)?\b",
        r"tried to kiss\b",
        r"(?:stares?|staring|"
        r"stared) at (?:my|her) (?:breasts?|chest|legs)",
        r"harass(?:ed|es|ing|er|ment)?\b",
        r"grop(?:ed|es|ing)\b",
        r"molest\w*",
        r"raped?\b",
        r"raping\b",
        r"(?:sexual(?:ly)?)\s+(?:assault\w*|abus\w+|harass\w+|comments?|remarks?|favou?rs?|advances?|jokes?|"
        r"messages?|touch\w*)",
        r"(?:unwanted|unwelcome)\s+(?:advances?|touch\w*|attention|kiss\w*|messages?)",
        rf"(?:touch(?:ed|es|ing)?|kiss(?:ed|es|ing)?|grab(?:bed|s|"
        rf"bing)?)\s+{_ME}\b[^.!?]{{0,40}}\b(?:against|without|inappropriately|"
        r"under the table|leg|thigh|breast|waist|bottom|consent)",
        r"(?:hand|hands)\s+(?:on|up|down)\s+(?:my|her|his)\s+(?:leg|thigh|knee|skirt|waist|back|breast|"
        r"bottom)",
        r"stalk(?:ed|s|ing|er)\b",
        r"bull(?:y|ied|ies|ying)\b",
        r"(?:comments?|remarks?|jokes?)\s+(?:about|on|at)\s+(?:my|her|his)\s+(?:body|looks|breasts?|"
        r"skin colou?r|accent|religion|"
        r"hijab|headscarf|race|sexuality|disability)",
        r"(?:racist|homophobic|transphobic|antisemitic|"
        r"sexist)\s+(?:slurs?|jokes?|remarks?|"
        r"comments?|names?|abuse|messages?)",
        r"(?:racial|ethnic)\s+slurs?",
        rf"(?:n-word|"
        rf"called\s+{_ME}\s+(?:a\s+)?(?:slut|whore|bitch|"
        r"faggot|retard|monkey))",
        r"(?:nude|naked|explicit|dick)\s+(?:photos?|pictures?|pics?|images?)",
        rf"(?:hit|hits|hitting|beat|beats|beating|slapp?(?:ed|s)?|punch(?:ed|es)?|chok(?:ed|es|ing)|"
        rf"shov(?:ed|es)|kick(?:ed|s)?)\s+"
        rf"{_ME}\b(?!\s+(?:to|that|up|with|about|how|why|when|as|like|off|in|out|again that|hard that|"
        rf"at (?:chess|table|his|her|my|the)"
        r"|by \d))",
        r"threaten(?:ed|s|ing)?\s+(?:me|him|her|them|us|to\s+(?:hurt|kill|hit|fire|ruin|rape|"
        r"post|publish|out|expose))\b",
        r"(?:sleep|slept|sleeping)\s+with\s+(?:him|her|the (?:boss|manager|director))[^.!?]{0,30}(?:promot|"
        r"job|contract|or else)",
        r"(?:follow(?:s|ed|ing)?\s+(?:me|her|him)\s+(?:home|to (?:my|her|his) (?:car|flat|house)))",
        r"(?:domestic|physical|emotional)\s+(?:violence|abuse)",
        r"abus(?:ed|es|ing)\s+(?:me|him|her|them|"
        r"by)\b",
        r"afraid\s+(?:of what (?:he|she) (?:might|will|could) do to|to be alone with)",
        r"(?:he|she|they|manager|boss|lead|director)\s+(?:keeps?|kept)\s+(?:touching|humiliating|insulting|"
        r"screaming at|yelling at|shouting at)",
    ),
    "crime": (
        r"(?:take|took|takes|taking|taken|nick(?:s|ed)?|lift(?:s|ed)?)\s+(?:\w+ ){0,2}(?:cash|money|goods|"
        r"stock)\s+(?:from|out of)\s+"
        r"(?:the |our |his |her )?(?:till|safe|register|drawer|account|box|shop|store|warehouse)",
        r"(?:chang|alter|delet|edit|remov|hid|adjust|massag)\w*\s+(?:\w+ ){0,3}(?:results?|records?|logs?|"
        r"figures|numbers|files|e-?mails?|"
        r"dates?)\s+(?:before|so that|so)\s+(?:the |an? )?(?:\w+ )?(?:inspect\w*|audit\w*|police|regulator|"
        r"investigat\w*)",
        r"(?:tamper|shred|destroy)\w*\s+(?:with\s+)?(?:\w+ ){0,2}(?:evidence|records|documents|samples|meter|"
        r"logs|files)",
        r"(?:sell|sold|leak|hand|pass)(?:s|ed|ing)?\s+(?:over |on )?(?:\w+ ){0,2}(?:customer|client|patient|"
        r"confidential|company|trade)\s+"
        r"(?:data|secrets?|lists?|records|documents|files)\s+to",
        r"hit\s+(?:a|an|the)\s+(?:cyclist|"
        r"pedestrian|child|man|woman|"
        r"person|parked car)\b",
        r"hit[- ]and[- ]run",
        r"(?:invoices?|receipts?|signatures?|certificates?|"
        r"timesheets?|expenses|contracts?)\s+"
        r"(?:are|were|is|was)\s+(?:all\s+|mostly\s+)?(?:fake|faked|forged|false|made up|invented|bogus)",
        r"(?:fake|forged|bogus|made-up)\s+(?:invoices?|receipts?|signatures?|certificates?|timesheets?|"
        r"expense|passports?|degree)",
        r"off the books\b",
        r"illegal(?:ly)?\b",
        r"(?:broke|breaking|breaks|against) the law\b",
        r"(?:robbed|"
        r"mugged|burgl\w+)\b",
        r"criminal (?:charges?|case|investigation|offence|record)",
        r"(?:called|report(?:ed|"
        r"s)?(?: \w+){0,3} to|went to|questioned by|wanted by)"
        r" the police\b",
        r"(?:was|were|got|been)\s+stolen\b",
        r"without a licen[cs]e\b",
        r"trespass\w+",
        r"embezzl\w+",
        r"brib(?:e|ed|es|ing|ery)\b",
        r"kickbacks?\b",
        r"money[- ]launder\w*",
        r"launder(?:ed|"
        r"s|ing)?\s+(?:the\s+|some\s+)?money",
        r"insider (?:trading|dealing)",
        r"insider (?:tip|information)[^.!?]{0,40}(?:shares|stock|trade|"
        r"bought|sold)",
        r"(?:forg(?:ed|es|ing)|fak(?:ed|es|ing)|falsif(?:ied|ies|y|ying)|doctored|backdat(?:ed|es|"
        r"ing))\s+(?:\w+\s+){0,3}"
        r"(?:signatures?|invoices?|receipts?|documents?|certificates?|records?|expenses?|results?|data|"
        r"contracts?|timesheets?|numbers|"
        r"accounts?|books)",
        r"(?:fraud|fraudulent)\b",
        r"black ?mail\w*",
        r"extort\w*",
        r"(?:stole|stolen|steals?|stealing)\s+(?:\w+\s+){0,4}(?:money|cash|laptops?|phones?|funds|data|"
        r"files|documents|customer|goods|"
        r"equipment|from (?:the|work|a|his|her|our|my)|card|cards|petty)",
        r"(?:sell(?:s|ing)?|sold|deal(?:s|"
        r"ing)?|dealt)\s+(?:in\s+)?"
        r"(?:drugs|cocaine|stolen|weed)",
        r"(?:hack(?:ed|ing|s)?|broke|breaking|"
        r"break(?:s)?)\s+into\s+(?:\w+\s+){0,3}(?:account|accounts|"
        r"e-?mails?|flat|house|office|car|system|server|mailbox|phone)",
        r"(?:murdered|murders (?:him|her|"
        r"them|me)|manslaughter|kidnap\w*|arson)\b",
        r"(?:kill|stab|shoot)(?:ed|ing|s|bed|bing)?\s+(?:him|her|them|someone|somebody|me)\b",
        r"\bstabbed\b",
        r"(?:brought|brings|bring|carries|carried|has|owns|had)\s+a\s+(?:gun|knife)\s+(?:to|at|into|in)\b",
        r"(?:tax|benefit)\s+(?:evasion|fraud)",
        r"evad(?:ed|es|ing)\s+tax\w*",
        r"(?:drove|driving|"
        r"drives)\s+drunk",
        r"(?:pocket(?:ed|s|ing)|skimm?(?:ed|s|ing))\s+(?:the\s+|some\s+|part of the\s+)?(?:money|cash|"
        r"donations|fees)",
        r"(?:arrested|charged with|under investigation)\b",
        r"child (?:abuse|porn\w*)",
        r"traffick(?:ed|"
        r"ing)\b",
        r"identity theft|theft of\b|shoplift\w*",
    ),
}

_DOUBLES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # everyday idioms
        r"be here any ?more (?:at|after|before|by|on|from|during)\b[^.!?]*",
        r"touch(?:es|ed|ing)? (?:up)?on\b",
        r"kill(?:ed|ing|s)? (?:it|two birds|time|the (?:mood|vibe|project|feature|idea|meeting|process|"
        r"server|"
        r"job|branch))\b",
        r"(?:deadline|commute|suspense|meeting|traffic|shoes|back|knee|workload|job|schedule|heat|jet ?lag|"
        r"boredom|report|wait)s? "
        r"(?:is|are|was|were|has been|will|'s)?\s*kill(?:ed|ing|s)? (?:me|him|her|us|them)\b",
        r"(?:would|could|'d) kill (?:for|him|her|them|me) (?:to|if)\b[^.!?]*",
        r"(?:boss|mum|mom|wife|husband|"
        r"partner|manager|team)"
        r" (?:will|would|is going to|'ll) kill me\b",
        r"kill (?:him|her|me|them|you) to (?:ask|say|wait|try|"
        r"reply|answer|read)\b",
        r"career suicide|political suicide|commercial suicide|suicide (?:squad|mission|pact with)",
        r"shot in the dark|bite the bullet",
        r"(?:beat|beats|beating|hit|kick)\w* (?:myself|herself|himself|themselves) up\b",
        r"harm(?:ing|"
        r"ed)? (?:its|our)\w*",
        r"(?:stole|steals?|stealing|stolen) (?:the show|a (?:glance|few minutes|march|moment|base)|my heart|"
        r"some time)|"
        r"(?:stole|steals?|steal(?:ing)?) (?:\w+ ){0,4}(?:idea|ideas|trick|template|layout|agenda|format|"
        r"structure|slide|slides|phrase|recipe)"
        r"\b[^.!?]*",
        r"(?:murder|kidnap)\w* (?:mystery|mysteries|novel|my weekend|the language|"
        r"on the dance ?floor)|murder on (?:my|the)",
        r"(?:bribe|bribed|bribing|brib(?:e|ing)) (?:\w+ )?(?:me|him|her|them|us|the team|colleagues|people|"
        r"everyone|myself|herself|himself|my "
        r"(?:kids|children|team)) (?:with|by) (?:\w+ )?(?:cake|cakes|cookies|biscuits|coffee|chocolate|pizza|"
        r"sweets|ice cream|doughnuts|"
        r"croissants|a biscuit|lunch|tea)",
        r"impost[eo]r\b[^.!?]*|feel(?:s|ing)? (?:like )?a fraud|"
        r"felt (?:like )?a (?:total |complete |bit of a )?fraud",
        r"like a fraud\b",
        r"(?:hack|hacked|break|broke|breaking) into (?:the )?(?:industry|field|market|"
        r"management|tech|product|publishing|"
        r"new (?:office|system))\b",
        r"break(?:s|ing)? into (?:a |the |her |his |my |our )?(?:smaller|parts|"
        r"steps|pieces|groups|pairs)",
        r"(?:punch|hit|kick|beat)\w* (?:above|the) (?:\w+)",
        r"bull(?:y|ied) for (?:you|her|him|them)|bullish|"
        r"bully pulpit",
        r"bullet(?:ed| point)\w*",
        r"overdos(?:e|ed|ing) (?:on )?(?:the )?(?:coffee|caffeine|slides|meetings|"
        r"chocolate|netflix|bullet points|"
        r"jargon|sugar|content|animations?|information|self-help)",
        r"stalk(?:ed|ing|"
        r"s)? (?:\w+ ){0,2}(?:on linkedin|linkedin|profile|job "
        r"boards?|the (?:job|careers?) page)|(?:bean|corn|celery) ?stalks?",
        r"threaten(?:ed|s|"
        r"ing)? to (?:derail|delay|slip|eat|overrun|rain)",
        r"(?:charged with|arrested (?:by|the)) (?:leading|running|the task|organi[sz]ing|building|setting up|"
        r"writing|delivering|coordinating|"
        r"improving|keeping|making|drafting|the)\b[^.!?]*",
        r"(?:under investigation) (?:by|"
        r"as) (?:the )?(?:infra|platform|on-?call|support|it|"
        r"sre|"
        r"engineering)\b[^.!?]*",
        r"(?:bug|outage|incident|error|latency|crash|regression|defect|root cause|"
        r"issue)\w* (?:is|are|was|still|remains) "
        r"(?:still )?under investigation",
        r"(?:hit|hits|hitting) (?:me|him|her|us|them) (?:hard|that|how|when|"
        r"like|later|while|only|as)\b",
        r"(?:beat|beats|beating) (?:me|him|her|us|them) (?:to|at|by|in)\b",
        r"kick(?:ed|s|ing)? (?:me|him|her|us|"
        r"them) (?:off|out of my comfort|"
        r"into gear)",
        r"(?:dying|die) (?:to|for|of (?:boredom|curiosity|laughter|embarrassment))\b",
        r"data launder\w*",
        r"(?:fak(?:e|ed|ing)|mock(?:ed)?) (?:\w+ )?(?:data|numbers|results|accounts?|records?|"
        r"invoices?) (?:for|"
        r"in) (?:the |a |our |his |her )?"
        r"(?:test|tests|demo|mock-?up|prototype|workshop|training|exercise|unit tests?|sandbox|staging)\w*",
        r"cut(?:s|ting)? (?:myself|herself|himself|themselves) (?:some slack|off|a slice|while (?:cooking|"
        r"chopping)|on (?:a|the) (?:paper|page|"
        r"knife|tin|can|glass))",
        r"hurt(?:ing|s)? (?:myself|herself|himself) (?:at|in|while|during|on|playing|"
        r"running|climbing|skiing|lifting|"
        r"by (?:falling|tripping))\b[^.!?]*",
        r"end(?:ing)? it all (?:by|at|on|before|with (?:a|"
        r"the) (?:\w+ )?(?:summary|slide|demo|toast))\b",
    )
)

_TOPIC = (
    r"(?:polic(?:y|ies)|prevention|awareness|training|module|course|workshop|detection|model|models|"
    r"dataset|novel|"
    r"series|podcast|documentary|analytics|analyst|department|team|unit|squad|charity|hotline|law|"
    r"lecture|legislation|"
    r"regulations?|procedures?|guidelines?|code of conduct|compliance|e-?learning|risk (?:model|"
    r"scoring|engine)|alerts?|"
    r"rules? engine|reporting (?:tool|form|line)|case law|investigators?|statistics|stats|research|"
    r"researcher|study|paper|"
    r"seminar|campaign|handbook|chapter|film|book|play|talk|panel|quiz|scanner|system|filter|checks?|"
    r"controls?|prosecutor)"
)
_AS_TOPIC_AFTER = re.compile(rf"^(?:\s+(?:and|or)\s+[\w-]+)?[\s-]+(?:[\w-]+\s+)?{_TOPIC}\b", re.I)
_AS_TOPIC_BEFORE = re.compile(
    rf"\b(?:anti[- ]?|{_TOPIC}\s+(?:on|about|against|for|to prevent|to detect|"
    rf"to stop)\s+(?:[\w-]+\s+){{0,2}}|"
    r"(?:detect(?:s|ing)?|prevent(?:s|ing)?|policy on|combat(?:s|ing)?|research(?:es|ing)?|"
    r"study(?:ing)?)\s+(?:[\w-]+\s+){0,2})$",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:no|not|never|n't|without|nobody|no one|nothing|neither|denie[sd]|free of|isn't|wasn't|aren't|"
    r"kein\w*|nicht|nie|niemals|niemand|ohne|pas|jamais|aucune?|sans|nunca|jamás|ning[uú]n\w*|sin|nadie)\s+"
    r"(?:(?!stop|help|only|just|know|sure|whether|tell|told|believe|if|because|report|want|"
    r"can)[\w'-]+\s+){0,4}$",
    re.I,
)
_STILL_TRUE = re.compile(
    r"(?:can(?:not|'t)|could(?:n't| not)|did(?:n't| not)|do(?:es)?(?:n't| not)|nobody|"
    r"no one|never)\s+(?:\w+\s+){0,2}"
    r"(?:stop|help|know|tell|told|believe|report|reported|notice[ds]?|do|did|act|"
    r"care[ds]?|mind|say|said)\w*\b|"
    # "does not stop" in other languages is no denial either
    r"(?:hört|hören) (?:\w+ )?nicht auf|(?:cesse|arrête|arrêtent) (?:pas )?de|no (?:deja|dejan|para|paran) de",
    re.I,
)

_COMPILED: tuple[tuple[TroubleKind, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(r"(?<![\w-])(?:" + "|".join(f"(?:{pattern})" for pattern in (*patterns, *HINTS[kind])) + r")", re.I),
    )
    for kind, patterns in _LEXICON.items()
)


def find_trouble(text: str) -> list[TroubleSpan]:
    """The places in the text that speak of self-harm, harassment or a crime, in order.

    Idioms ("the deadline is killing me"), topics ("anti-harassment training", "a fraud detection
    model") and plain denials ("no harassment was reported") do not count.
    """
    return list(_found_in(text))


@lru_cache(maxsize=4096)
def _found_in(text: str) -> tuple[TroubleSpan, ...]:
    """Every draft of a day asks this of the same notes and goals."""
    plain = text.replace("’", "'").replace("‘", "'")
    masked = plain
    for double in _DOUBLES:
        masked = double.sub(lambda match: "·" * len(match.group()), masked)
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(masked):
            before = re.split(r"[.!?;\n]|,\s|\bbut\b", masked[: match.start()])[-1]
            after = masked[match.end() : match.end() + 60]
            if _AS_TOPIC_AFTER.match(after) or _AS_TOPIC_BEFORE.search(before):
                continue
            if _NEGATED.search(before) and not _STILL_TRUE.search(before):
                continue
            found.append(TroubleSpan(match.start(), match.end(), kind, text[match.start() : match.end()]))
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))
