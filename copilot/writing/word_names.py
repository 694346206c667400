"""Names that are words, too: in small letters they are taken for the word, or no sentence could be read any more."""

from __future__ import annotations

WORDS_TOO = frozenset(
    """
    abbey amber angel april art ash august autumn bailey baker banks barber barker bay bean bear bell berry best bill
    bird bishop black bloom blue bob bond booth bridge bright brook brooks brown buck bush butler carol cash castle chance
    chase church clay cliff cole cook cooper coral count court cox crane crow curtis daisy dale dan dawn day dean dee destiny
    dick don drew duke earl east eve fair fairy faith field fields finch fisher fleming flora flower forest foster fox frank
    freeman french frost gale garden gardener gay gene george ginger glen grace grant grave graves gray green grey hale hall
    hand hardy harmony harper hawk hawkins hay hazel heath heather heaven hill hills holly honey hood hope house hunt
    hunter iris ivy jack jade jasmine jay jewel joy judge june justice ken king kitty knight lake lance land lane law lee
    light lily little lock long love lucky mace major man march marina mark marks marsh martin mason may mercer mercy miles
    mill miller mills misty moon moore more moss myrtle nick noble norm north old olive page park parks parker pat patience
    patty pearl penny pepper perry person pierce pike pine piper pole poppy porter post potter power price prince prudence
    rain ray read reed rich river rivers rob robin rock roman rose rosemary rowan ruby rush rusty sage sally sand sandy
    savage scarlet sharp shepherd short silver singer sky small smith snow south sparrow spring star steel stone storm
    strange street strong sue summer summers swan sweet sunny tanner taylor temple terry thorn tiger tom trace tucker turner
    tracy van victor viola violet walker wall ward waters weaver webb wells west wheeler white will willow wills winter wise
    wolf wood woods worth wren young
    """.split()
)
