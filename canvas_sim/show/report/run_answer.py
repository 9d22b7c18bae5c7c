"""How a run's report begins: what happened, in a paragraph, in large numbers and as a picture."""

from __future__ import annotations

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.logs.conflict import share_of_attacks, stances
from canvas_sim.metrics.logs.histories import column
from canvas_sim.record import images
from canvas_sim.show.report.blocks import Block, Opening, Picture
from canvas_sim.show.report.claims import Claim, as_text, counted
from canvas_sim.show.report.run_facts import STANDS, RunFacts
from canvas_sim.show.report.upscale import upscaled


def answer_blocks(facts: RunFacts) -> list[Block]:
    """What happened, in a paragraph, in large numbers and as a picture."""
    run = facts.run
    counts, filled = run.info["counts"], order.not_white(run.canvas, run.background)
    claims = [
        Claim(
            "{users:#person/people} placed {placements:#pixel} in {hours:#hour}, and {filled:.0%} of the canvas "
            "is drawn on in the end.",
            users=counts["users"],
            placements=counts["placements"],
            hours=run.end / HOUR,
            filled=filled,
        ),
        _order_claim(facts),
        *_standing_claim(facts),
        *_sides_claim(facts),
        *_pact_claim(facts),
    ]
    large = [
        (as_text(counts["placements"]), "placements"),
        (as_text(counts["users"]), "people who placed"),
        *_more_facts(facts),
    ]
    picture = Picture("canvas", images.png_bytes(upscaled(run.canvas), run.colors), "The canvas at the end.")
    return [Opening(claims, large, picture)]


def _more_facts(facts: RunFacts) -> list[tuple[str, str]]:
    """Large numbers that not every run has."""
    large = []
    if len(facts.works):
        large += [
            (as_text(len(facts.works)), "work planned" if len(facts.works) == 1 else "works planned"),
            (as_text(facts.standing), "standing at the end"),
        ]
    if len(facts.pacts):
        betrayed = int((facts.pacts["fate"] == "betrayed").sum())
        large += [
            (as_text(len(facts.pacts)), "alliance" if len(facts.pacts) == 1 else "alliances"),
            (as_text(betrayed), "betrayed"),
        ]
    return large


def _order_claim(facts: RunFacts) -> Claim:
    """How far the pixels hold together."""
    same, chance = order.same_neighbor(facts.run.canvas), order.chance_same(facts.run.canvas)
    return Claim(
        "Two neighboring pixels have the same color in {same:.0%} of all cases; {chance:.0%} would be chance.",
        same=same,
        chance=chance,
    )


def _standing_claim(facts: RunFacts) -> list[Claim]:
    """How many works stand."""
    if not len(facts.works):
        return []
    return [
        Claim(
            "Of {planned:#work} begun, {standing} stood in the end, at least {stands:.0%} as planned.",
            planned=len(facts.works),
            standing=facts.standing,
            stands=STANDS,
        )
    ]


def _sides_claim(facts: RunFacts) -> list[Claim]:
    """How much of it was attack, and by whom."""
    if not facts.has_log or not len(facts.each):
        return []
    share = share_of_attacks(facts.verdict)
    groups = stances(column(facts.run, "user"), facts.verdict)
    return [
        Claim(
            "Of the placements that changed or kept what stood there, {share:.0%} were attacks; "
            "{both:#person/people} did both, {attack} only attacked, {defense} only defended.",
            share=share,
            both=groups["both"],
            attack=groups["attack only"],
            defense=groups["defense only"],
        )
    ]


def _pact_claim(facts: RunFacts) -> list[Claim]:
    """How alliances went."""
    if not len(facts.pacts):
        return []
    fates = facts.pacts["fate"].value_counts()
    return [
        Claim(
            "{formed} formed; {held} held to the end, {betrayed} betrayed.",
            formed=_begun(counted(len(facts.pacts), "alliance was", "alliances were")),
            held=counted(int(fates.get("held", 0)), "one", "of them").replace("1 one", "one"),
            betrayed=_were(int(fates.get("betrayed", 0))),
        )
    ]


def _begun(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def _were(number: int) -> str:
    """A number with its verb."""
    return counted(number, "was", "were").replace("no were", "none was")
