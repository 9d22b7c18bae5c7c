"""What communities draw: for a name the pictures that stand for it, and the head, scene, screen and colors that it has.

A line is ``NAMES: pictures``, and after bars what else: ``face ears mouth coat``, ``head kind``, ``scene kind``,
``screen kind``, ``ink first second``. Who is not listed draws what a drawn mascot wants.
"""

from __future__ import annotations

from canvas_sim.designs.artist.draw.inks import listed

_TABLE = """
FOXES: fox | face pointed snout orange
CATS AWW: cat kitten tomcat | face pointed whiskers orange
WILDCATS LYNX: tomcat cat | face pointed whiskers gray
DOGS: dog corgi pug | face side snout brown
HUSKIES WOLVES: wolf | head hound
BULLDOGS PUGS: pug | face side snout brown
CORGI SHIBA: corgi dog fox | face pointed snout orange
BEARS BRUINS: bear | face round snout brown
LIONS TIGERS: tomcat cat | face round whiskers orange
BADGERS HEDGEHOGS: dachs hedge | face round snout gray
BIRDS: bird toucan chick kiwi flamingo | head bird
HAWKS EAGLES FALCONS RAVENS ORIOLES: hawk | head bird
JAYS: bird | head bird | ink blue white
OWLS: owl | face tuft beak brown
PENGUINS: penguin | face none beak black
FROGS: frog | face side smile green
SNAILS: snail
BEES: bee flower | face feelers smile yellow
SHARKS: shark fish | head hound
WHALES: whale fish octopus
CAPYBARA RATS: mouse dachs | face round snout brown
BUNNIES: rabbit | face long whiskers white
TURTLES: turtle tortoise
GATORS DINOSAURS: trex dino wyvern
RAMS: sheep deer | face horns snout white
BRONCOS MUSTANGS: horse
DEVILS: imp bat | face horns teeth red
PIRATES: pirate skull ship chest | face none teeth white
VIKINGS: viking ship axe | face horns open skin
TROJANS LANCERS: helmet sword castle | head helmeted
COMETS STARS: star rocket moon planet | scene space
SPACE ASTRONOMY: planet ufo astronaut moon star rocket | scene space
ROCKETS SPACEX: rocket launcher astronaut | scene space
STARTREK STARWARS DOCTORWHO FUTURAMA: ufo alien robot astronaut grey | head visitor | scene space
TREES BONSAI: tree pine
GARDENING BOTANY: tulip flower sunflower rose tree | scene meadow
CACTI SUCCULENTS: cactus
MUSHROOMS: mushroom mushling
COFFEE TEA: mug
BEER: beer
WINE: cup cherry
PIZZA: pizza
RAMEN SUSHI: ramen sushi
TACOS: taco
BREAD BAKING CHEESE: donut cupcake burger
VINYL: vinyl note | screen sleeve
JAZZ INDIE HIPHOP KPOP: note phones cassette vinyl | screen sleeve
METAL RADIOHEAD MUSE GORILLAZ: guitar skull note bolt | screen sleeve
TECHNO SYNTHS MUSIC: phones cassette note | screen sleeve
GUITARS BARDS: guitar note
BOOKS WRITING POETRY WRITINGPROMPTS PHILOSOPHY LATIN: owl bulb torch hourglass | screen note
SCIENCE CHEMISTRY PHYSICS MATH: potion bulb | screen sheet
CHESS CHESSCLUB: king knight rook pawn | screen chess
POKER: dice gamble gem | screen cards
CUBING TETRIS: dice gem | screen falling
SPEEDRUN RETRO ARCADE PINBALL EMULATION RETROPIE: muncher joystick handheld pad | screen bricks
OSU GAMING GAMEDEV OLDSCHOOL: pad joystick handheld | scene platform
MAZES: muncher key | screen maze
MINECRAFT TERRARIA: pick sword chest slime zombie
ZELDA DNDMEMES: elf sword potion castle | head drawn
KIRBY SMASH: blob slime star | face none smile pink
SONIC: hedge | face pointed smile blue
DOTA HEARTHSTONE OVERWATCH RIMWORLD: mech sword gem wizard golem | head helmeted
FACTORIO TRAINS: train
PARADOX HISTORY WORLDBUILDING: crown castle king sword | screen world_map
MAPS VEXILLOLOGY FLAGS: crown ship anchor | screen world_map
ROCKETLEAGUE FORMULA1 NASCAR: car
MOTOGP BIKES CYCLING: bike
SKATE: skater
CLIMBING SKIING: pine | scene mountains
SURFING SHIPS: ship anchor fish lighthouse | scene sea
AVIATION: plane
HOCKEY NHL: hockey
SOCCER MLS: ball cup
NBA: basketball
NFL RUGBY: football helmet
BASEBALL CRICKET TENNIS GOLF RUNNING: cup
ANIME COSPLAY WEBCOMICS: princess ninja | head drawn
ROBOTICS ANDROID: robot mech | head machine
LINUX DEBIAN ARCH UBUNTU VIM EMACS HASKELL GOLANG JAVA CSS SQL HTML RUST HOMELAB: penguin chip floppy | screen terminal
PYTHON: snake chip | screen terminal | ink sea yellow
GIMP BLENDER PIXELART ART: cat eye camera
PROGRAMMING CODING BUILDAPC KEYBOARDS MECHKEYS: chip floppy phone | screen terminal
CRYPTO FINANCE ECONOMICS: gem gamble | screen bars
MOVIES PICS: camera tv
MEMES DANKMEMES FUNNY: frog trex duck egg | face side smile green
NOSLEEP: ghost moon bat skull | face none open white
THEBUTTON: bomb hourglass
GREENLATTICE: gem | ink green black
BLUECORNER: gem | ink blue cyan
THEVOID THEBLACKVOID ERASETHEPLACE: eye spider bat skull | ink black purple
RAINBOWROAD: car star
TASKBAR PLACESTART: floppy key | screen taskbar | ink silver blue
LEGO: robot house car | ink red yellow
REDS: rooster | ink red white
BLUES: note | ink blue yellow
PARIS: lighthouse rooster | ink blue red
LONDON: mug crown bridge | ink red blue
TOKYO KYOTO OSAKA: ramen sushi | head drawn
BERLIN MUNICH KOLN HAMBURG: bear beer anchor | ink black yellow
UTRECHT: windmill tulip bike | ink orange white
CAIRO: pyramid camel
TEXAS DALLAS HOUSTON AUSTIN: cowboy star rocket cactus | ink blue red
SEATTLE PORTLAND OREGON: mug pine rocket | scene mountains
DENVER UTAH CALGARY VANCOUVER: pine moose deer | scene mountains
MIAMI HAVANA RIO: flamingo shark umbrella | scene sea
PERTH SYDNEY BRISBANE MELBOURNE: lighthouse shark kiwi
TORONTO OTTAWA MONTREAL EDMONTON QUEBEC HALIFAX: moose hockey | ink red white
DUBLIN CORK GALWAY EIRE: clover beer | ink green orange
SVENSKA: moose viking | ink blue yellow
NORSK DANSK: viking ship | ink red white
SUOMI: moose | ink blue white
"""


def _parsed() -> dict[str, dict[str, tuple[str, ...]]]:
    """For a name: its pictures under ``things``, and what else its line says under the first word of that."""
    result: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in _TABLE.strip().splitlines():
        names, said = line.split(":")
        first, *others = said.split("|")
        about = {"things": tuple(listed(first))}
        about |= {words[0]: tuple(words[1:]) for words in map(listed, others)}
        result |= dict.fromkeys(listed(names), about)
    return result


SUBJECTS = _parsed()
