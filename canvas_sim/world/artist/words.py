"""What is written: names of communities, slogans, syllables joined, and texts of a wanted length."""

from __future__ import annotations

import codecs

from canvas_sim.world.artist.inks import listed
from canvas_sim.world.draws import Stream

_REAL = listed(
    "PLACE PIXELART SPACE CHESS GAMING MOVIES MUSIC ANIME SOCCER HOCKEY LINUX PYTHON RUST TREES BOOKS SCIENCE "
    "MATH ART HISTORY PHYSICS CATS DOGS BIRDS FOXES COFFEE TEA PIZZA VINYL GUITARS CYCLING RUNNING SKIING "
    "KEYBOARDS BUILDAPC WEBCOMICS DNDMEMES ROBOTICS GARDENING BOTANY MAPS VEXILLOLOGY TRAINS SHIPS AVIATION "
    "ROCKETS CUBING POKER JAZZ METAL TECHNO SYNTHS OSU TETRIS SPEEDRUN RETRO ARCADE PINBALL MAZES FROGS "
    "SNAILS BEES OWLS PENGUINS WHALES SHARKS CAPYBARA GREENLATTICE BLUECORNER THEVOID RAINBOWROAD PLACEHEARTS "
    "ERASETHEPLACE TASKBAR BONSAI BASEBALL CRICKET RUGBY NBA NFL MLS NHL TENNIS GOLF CHEMISTRY COSPLAY "
    "ANDROID ARCH GIMP BLENDER ASTRONOMY"
)
_CITIES = listed(
    "PARIS TOKYO BERLIN SEOUL DELHI CAIRO LIMA OSLO PRAGUE VIENNA DUBLIN BOSTON CHICAGO HOUSTON DALLAS "
    "SEATTLE AUSTIN DENVER TORONTO MONTREAL VANCOUVER SYDNEY PERTH MUMBAI MANILA LONDON LEEDS GLASGOW MADRID "
    "LISBON PORTO ROMA MILANO NAPOLI GENT UTRECHT BERN ZURICH KYIV WARSAW KRAKOW ATHENS HELSINKI TURKU BERGEN "
    "MALMO AARHUS BRNO SOFIA OHIO UTAH TEXAS MAINE IOWA OREGON NEVADA KANSAS"
)
_STARTS = listed(
    "BA BO CHI DA DE DO FI GA GO HA JO KA KE KI KO LA LE LU MA MI MO NA NO OR PA PI RA RO SA SE TA TO VA VI YU ZE ZO"
)
_MIDDLES = listed("BI CO DA KA LA LI MA MI NE RA RI RO SA TA VE ZU")
_ENDS = listed(
    "BOT BY CA CRAFT DO DON MOS HUB IA KO LAND LO MAN MON NA NET RA RIA RO SU TA TEK TO TRON VERSE VIA ZEN ZONE"
)
_SLOGANS = [
    slogan.replace("_", " ")
    for slogan in listed(
        "HELLO WOW RIP GG GO LOVE PEACE HI_MOM NO_U YES NOPE LOL OK HODOR F 07 42 404 1337 2017 GO_TEAM "
        "GO_BLUE WE_LOVE_PIXELS PLEASE_DO_NOT_ERASE WELCOME JOIN_US UNITED STAY_CALM PRAISE_THE_SUN "
        "KEEP_CALM_AND_DRAW LONG_LIVE_THE_LATTICE MAKE_ART_NOT_WAR THE_VOID_IS_HUNGRY SEND_HELP MOM_LOOK "
        "FREE_HUGS HERE_BE_DRAGONS CATS_RULE DOGS_RULE TRUE_LOVE NEVER_GIVE_UP FOREVER BRB WE_DID_IT "
        "SO_MUCH_WOW BE_KIND ONE_PIXEL_AT_A_TIME GO_GO_GO THANKS GOOD_LUCK HAVE_FUN LET_IT_GROW EST_1912 "
        "SINCE_1987 NUMBER_1 TO_THE_MOON HIGH_FIVE MORE_COFFEE NO_SLEEP SEMPER_PIXEL DRAW_TOGETHER "
        "WE_WERE_HERE DO_NOT_TOUCH MIND_THE_GAP INSERT_COIN GAME_OVER PRESS_START PLAYER_1 LEVEL_UP 1UP READY "
        "FIGHT CHEERS BON_COURAGE VIVA ALLEZ SISU SKOL PROST HOLA CIAO HEJ MOIN AHOJ SALUT"
    )
]
_FILLER = listed(
    "ONCE UPON A TIME THERE WAS A PIXEL ALONE IN THE WHITE IT MET A FRIEND AND THEY DREW A LINE THE LINE "
    "BECAME A HEART AND THE HEART BECAME A FLAG THEN CAME THE STORM AND THE VOID BUT WE HELD THE WALL UNTIL "
    "MORNING FIVE MINUTES EACH ONE COLOR AT A TIME AND NOBODY KNEW WHO BEGAN IT BUT ALL OF US WERE THERE SO "
    "RAISE YOUR BRUSH AND PAINT WITH ME FOR WHAT ONE DRAWS THE NEXT WILL BREAK AND A THIRD WILL MEND AGAIN"
)

# What no text may have anywhere in it, as works crop each other. In ROT13, so that nobody has to read it here.
_AVOIDED = listed(
    codecs.decode(
        "AVT ARTE SNT STG PHA PAG SHP SHX SPX SX FUVG FUG GVG NFF FRK ENCR ANM UVGY URVY VFVF WRJ WNC CNXV "
        "XNSS XXX XM CRQ PC PHZ PBPX QPX QVPX CVF CHFF NANY NAHF FYHG FYG JUBE UBZB PBBA XBBA FCVP PUVAX TBBX "
        "QLXR XVXR QNTB JBT ZBAT GENAA CBEA CEA AHQ GNEQ NEFR JNAX GJNG GJG OVGP OGP YBYV ZNEVP OBARE SVPN "
        "CHGN CHGB XNXN PNPN UW OW JGS FGQ",
        "rot13",
    )
)


def decent(text: str) -> bool:
    """Whether a text offends nobody, however little of it is left to see."""
    return not any(fragment in text.upper() for fragment in _AVOIDED)


def coined(draw: Stream) -> str:
    """A name that nobody has: two to four syllables joined."""
    while True:
        middle = draw.choice(_MIDDLES) if draw.chance(0.35) else ""
        name = draw.choice(_STARTS) + middle + draw.choice(_ENDS)
        if decent(name):
            return name


def community(draw: Stream) -> str:
    """The name of a community, in capitals, without ``r/``."""
    kind = draw.uniform()
    if kind < 0.3:
        return draw.choice(_REAL)
    if kind < 0.45:
        return draw.choice(_CITIES)
    return coined(draw)


def initials(draw: Stream, n: int) -> str:
    """`n` different consonants, which spell nothing."""
    while True:
        letters = "".join(draw.shuffled("BCDFHJKLMPRSTVWXZ")[:n])
        if decent(letters):
            return letters


def styled(draw: Stream, name: str) -> str:
    """A community's name as people write it: ``R/NAME``, ``r/Name``, ``/r/name``, or bare."""
    low = name.title()
    return draw.choice(
        (f"R/{name}", f"r/{low}", f"/r/{low}", name, f"r/{low.lower()}", f"#{name}"), (6, 3, 1, 5, 1, 0.5)
    )


def phrase(draw: Stream, name: str, letters: int) -> str:
    """Something to write in at most `letters` letters: the name, a slogan, or initials where nothing else fits."""
    options = [styled(draw, name), draw.choice(_SLOGANS), styled(draw, community(draw)), draw.choice(_SLOGANS)]
    fitting = [option for option in options if len(option) <= letters]
    if fitting:
        return draw.choice(fitting, [len(option) ** 3 for option in fitting])
    if len(name) <= letters:
        return name
    return initials(draw, max(1, min(letters, 3)))


def story(draw: Stream, letters: int, lines: int) -> list[str]:
    """`lines` lines of running text, each at most `letters` letters long."""
    start, result = draw.integer(0, len(_FILLER) - 1), []
    for _ in range(lines):
        text = ""
        while len(text) + len(_FILLER[start % len(_FILLER)]) + 1 <= letters + 1:
            text += ("" if not text else " ") + _FILLER[start % len(_FILLER)]
            start += 1
        if not text:
            start += 1
        result.append(text or initials(draw, max(1, letters)))
    return result
