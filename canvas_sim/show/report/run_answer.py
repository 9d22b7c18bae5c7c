"""How a run's report begins: what happened, in a paragraph, in large numbers and as a picture."""

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.logs.conflict import share_of_attacks, stances
from canvas_sim.metrics.logs.histories import column
from canvas_sim.show.report.blocks import Block, Opening
from canvas_sim.show.report.canvases import canvas_picture
from canvas_sim.show.report.claims import Claim, as_text, begun, claim, counted
from canvas_sim.show.report.run_facts import STANDS, RunFacts


def answer_blocks(facts: RunFacts) -> list[Block]:
    """What happened, in a paragraph, in large numbers and as a picture."""
    run, counts = facts.run, facts.run.info["counts"]
    claims = [
        claim(
            "run.answer",
            **{"users": counts["users"], "placements": counts["placements"], "hours": run.end / HOUR},
            filled=order.not_white(run.canvas, run.background),
        ),
        claim("run.order", same=order.same_neighbor(run.canvas), chance=order.chance_same(run.canvas)),
    ]
    large = [(as_text(counts["placements"]), "placements"), (as_text(counts["users"]), "people who placed")]
    if len(facts.works):
        claims.append(claim("run.standing", planned=len(facts.works), standing=facts.standing, stands=STANDS))
        large.append((as_text(len(facts.works)), "work planned" if len(facts.works) == 1 else "works planned"))
        large.append((as_text(facts.standing), "standing at the end"))
    if facts.has_log and len(facts.each):
        claims.append(_sides_claim(facts))
    if len(facts.pacts):
        claims.append(_pact_claim(facts))
        large.append((as_text(len(facts.pacts)), "alliance" if len(facts.pacts) == 1 else "alliances"))
        large.append((as_text(int((facts.pacts["fate"] == "betrayed").sum())), "betrayed"))
    return [Opening(claims, large, canvas_picture("canvas", run.canvas, run.colors, "The canvas at the end."))]


def _sides_claim(facts: RunFacts) -> Claim:
    """How much of it was attack, and by whom."""
    groups = stances(column(facts.run, "user"), facts.verdict)
    numbers = {"both": groups["both"], "attack": groups["attack only"], "defense": groups["defense only"]}
    return claim("run.sides", share=share_of_attacks(facts.verdict), **numbers)


def _pact_claim(facts: RunFacts) -> Claim:
    """How alliances went."""
    fates = facts.pacts["fate"].value_counts()
    return claim(
        "run.pacts",
        formed=begun(counted(len(facts.pacts), "alliance was", "alliances were")),
        held=counted(int(fates.get("held", 0)), "one", "of them").replace("1 one", "one"),
        betrayed=counted(int(fates.get("betrayed", 0)), "was", "were").replace("no were", "none was"),
    )
