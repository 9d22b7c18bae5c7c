"""Words that many rooms use, each with its code: the code of a word is its place."""

# Why a pixel was placed.
INTENTS = (
    *("build", "repair", "guard", "help", "attack", "expand"),
    *("copy", "complete", "tidy", "doodle", "vandalise", "noise"),
)
BUILD, REPAIR, GUARD, HELP, ATTACK, EXPAND, COPY, COMPLETE, TIDY, DOODLE, VANDALISE, NOISE = range(len(INTENTS))

# What a post calls for.
CALLS = ("", "build", "defend", "attack", "help", "treaty")
_NO_CALL, CALL_BUILD, CALL_DEFEND, CALL_ATTACK, CALL_HELP, TREATY = range(len(CALLS))

# What happened to an alliance or to a truce, and why.
TREATIES = ("", "formed", "broken", "betrayed", "ended", "truce", "truce over")
NO_CHANGE, FORMED, BROKEN, BETRAYED, LAPSED, TRUCE, TRUCE_OVER = range(len(TREATIES))
CAUSES = (
    *("", "border", "help", "common enemy", "damage", "unread", "chosen"),
    *("no contact", "end of a side", "forbidden"),
)
NO_CAUSE, BORDER, HELPED, ENEMY, DAMAGE, UNREAD, CHOSEN, NO_CONTACT, SIDE_ENDED, FORBIDDEN = range(len(CAUSES))

# How a plan came to be known.
WAYS = ("", "board", "front page", "tie", "treaty", "own")
UNTOLD, BY_BOARD, BY_FRONT, BY_TIE, BY_TREATY, BY_ITSELF = range(len(WAYS))
